/**
 * Causes with the exceptions that they hold open, and what is written about them. Count and row version are read in one
 * request, and a count is written under that version: of two copies that count at once the second is refused and counts
 * again, so that no count is ever replaced by an older one.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import { isSharedCause } from '../../domain/cause-key.ts';
import { allRows } from '../all-rows.ts';
import { isStale, rowsOf, warnOfRefusals } from '../answers.ts';
import { among, chunksForUrl } from '../filters.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import { dataverseTime } from '../time.ts';
import {
  causeCreation,
  causeQuery,
  causeRowId,
  openExceptions,
  type CauseRow,
  type CauseWrite,
} from './cause-rows.ts';

export interface CauseContext {
  readonly ports: Ports;
  readonly marketplace: Marketplace;
}

export interface Tally {
  readonly causeKey: string;
  /** Null where no exception with this cause was ever opened since causes are kept. */
  readonly row: CauseRow | null;
  /** Blocking exceptions that are open. */
  readonly open: number;
}

export type OpenException = Pick<
  ReadRow<typeof t.exception>,
  'mpb_causekey' | '_mpb_orderid_value' | '_mpb_listingid_value'
>;

const keysPerQuery = 100;
const tries = 3;

/**
 * Counts, and writes what `decide` makes of the counts; whatever somebody else wrote in between is counted again. Answers
 * the open exceptions with the keys, as they were counted first. What is refused to the end is found by the sweep.
 */
export async function tallied(
  context: CauseContext,
  causeKeys: Iterable<string>,
  decide: (tally: Tally, now: string) => CauseWrite | null,
): Promise<OpenException[]> {
  const exceptions: OpenException[] = [];
  for (const some of chunksForUrl([...new Set(causeKeys)], keysPerQuery)) {
    let left: readonly string[] = some;
    for (let attempt = 1; left.length > 0 && attempt <= tries; attempt++) {
      const counted = await count(context, left);
      if (attempt === 1) exceptions.push(...counted.exceptions);
      left = await write(context, counted.tallies, decide);
    }
  }
  return exceptions;
}

async function count({ ports, marketplace }: CauseContext, keys: readonly string[]) {
  const [open, causes] = await ports.dataverse.batch([
    { method: 'GET', path: openExceptions(marketplace, ` and ${among('mpb_causekey', keys)}`) },
    causeQuery(keys, marketplace),
  ]);
  const exceptions = await allRows<OpenException>(ports, open, 'due');
  const counts = countsOf(exceptions);
  const rows = new Map(rowsOf<CauseRow>(causes).map((row) => [row.mpb_causeid, row]));
  const tallies = keys.map((causeKey): Tally => {
    const row = rows.get(causeRowId(causeKey, marketplace)) ?? null;
    return { causeKey, row, open: counts.get(causeKey) ?? 0 };
  });
  return { exceptions, tallies };
}

/** Answers the keys whose rows somebody else wrote in between. */
async function write(
  { ports, marketplace }: CauseContext,
  tallies: readonly Tally[],
  decide: (tally: Tally, now: string) => CauseWrite | null,
): Promise<string[]> {
  const now = dataverseTime(ports.clock.now());
  const writes = tallies.flatMap(({ causeKey, row, open }) => {
    const body = isSharedCause(causeKey) ? decide({ causeKey, row, open }, now) : null;
    if (body === null) return [];
    const operation = row
      ? {
          method: 'PATCH' as const,
          path: `mpb_causes(${row.mpb_causeid})`,
          ifMatch: row['@odata.etag'],
          body,
        }
      : causeCreation({ causeKey, name: causeKey }, marketplace, body);
    return [{ causeKey, operation }];
  });
  if (writes.length === 0) return [];
  const answers = await ports.dataverse.batch(writes.map(({ operation }) => operation));
  warnOfRefusals(answers, ports.log);
  return writes
    .filter((_, index) => {
      const error = answers[index]?.error;
      return error !== undefined && isStale(error);
    })
    .map(({ causeKey }) => causeKey);
}

export function countsOf(rows: readonly OpenException[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { mpb_causekey: key } of rows) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

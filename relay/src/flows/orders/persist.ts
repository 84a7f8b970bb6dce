/**
 * Each body becomes a root row *before* it is judged (PROTOCOL, Walk): new ones by one deep insert with their lines and
 * expected fees, changed ones by a fenced PATCH that makes them due, unchanged ones not at all.
 */
import { choice } from '@marketplace-bridge/solution';
import type { BatchAnswer, BatchItem, DataverseError, Operation } from '../../dataverse/client.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { isStale, isTemporary, mustSucceed, refused, rowsOf } from '../answers.ts';
import { among, chunks } from '../filters.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import { dataverseTime } from '../time.ts';
import { dynamicsSideOf, milestonesColumn, notImported } from './milestones.ts';
import { observeStored, type Observation } from './observation.ts';
import { expandLines, lineWrites, newLines, vatColumn, type LineRow } from './line-rows.ts';
import { cut, inCurrency, movingColumns, orderColumns, ownedBy, type OrderRow } from './rows.ts';

/** The rows that are new or changed, and the answers to the reads that travelled behind the writes. */
export interface PersistResult {
  readonly rowIds: readonly string[];
  readonly answers: readonly BatchAnswer[];
}

/** Without a hash the body counts as changed, so that the next reading brings what could not be kept with this one. */
type Kept = Omit<Observation, 'bodyHash'> & { readonly bodyHash: string | null };

/** At most this many ids in one In(...) filter. */
const idsPerQuery = 100;

/** A root row as a new reading is compared with it. */
export type KnownOrder = OrderRow & { readonly mpb_orderline_mpb_orderid: readonly LineRow[] };

export function existingQueries(rowIds: readonly string[], expand = ''): Operation[] {
  return chunks(rowIds, idsPerQuery).map((ids) => ({
    method: 'GET',
    path: `mpb_orders?$select=${orderColumns.join(',')}${expand}&$filter=${among('mpb_orderid', ids)}`,
  }));
}

export function knownQueries(rowIds: readonly string[]): Operation[] {
  return existingQueries(rowIds, `&$expand=${expandLines}`);
}

export function existingOf<Row extends OrderRow = OrderRow>(
  answers: readonly BatchAnswer[],
): Map<string, Row> {
  return new Map(answers.flatMap((answer) => rowsOf<Row>(answer)).map((row) => [row.mpb_orderid, row]));
}

/**
 * Writes what is new or changed, and reads `reads` behind the writes in the same request. Throws when one could not be
 * persisted: the watermark then stays.
 */
export async function persist(
  ports: Ports,
  marketplace: Marketplace,
  page: {
    observations: readonly Observation[];
    existing: ReadonlyMap<string, KnownOrder>;
    rawPageId: string;
    /** Writes that go before the orders in the same request. */
    before: readonly Operation[];
    reads: (rowIds: readonly string[]) => readonly Operation[];
  },
): Promise<PersistResult> {
  const now = dataverseTime(ports.clock.now());
  const items: BatchItem[] = [];
  const rowIds: string[] = [];
  for (const observation of dedupe(page.observations)) {
    const id = marketplace.ids.id('order', observation.key);
    const row = page.existing.get(id);
    if (!row) items.push(creation(observation, { id, now, rawPageId: page.rawPageId }, marketplace));
    else if (row.mpb_bodyhash !== observation.bodyHash && isAfter(observation, row)) {
      items.push(change(observation, row, marketplace, now));
    } else continue;
    rowIds.push(id);
  }
  if (items.length === 0) return { rowIds, answers: [] };
  const reads = page.reads(rowIds);
  const answers = await ports.dataverse.batch([...page.before, ...items, ...reads]);
  const refusedOnes = rowIds.flatMap((id, index) => {
    const error = answers[page.before.length + index]?.error;
    // Stale: somebody wrote the row in the meantime, so that it is there and due, which is all that is asked for. A new
    // one may be refused in the same words because two of its own lines have one id; without lines it will show.
    return error && !(isStale(error) && page.existing.has(id)) ? [{ id, error }] : [];
  });
  if (refusedOnes.length === 0) return { rowIds, answers: answers.slice(-reads.length) };
  return { rowIds, answers: await persistBare(ports, marketplace, refusedOnes, { ...page, now, reads }) };
}

/**
 * A body that Dynamics refuses to hold in columns still becomes a row: the observation alone, so that one poison order
 * stops no other and is judged like the rest.
 */
async function persistBare(
  ports: Ports,
  marketplace: Marketplace,
  refusedOnes: readonly { id: string; error: DataverseError }[],
  page: {
    observations: readonly Observation[];
    existing: ReadonlyMap<string, KnownOrder>;
    rawPageId: string;
    now: string;
    reads: readonly Operation[];
  },
): Promise<readonly BatchAnswer[]> {
  const byId = new Map(page.observations.map((one) => [marketplace.ids.id('order', one.key), one]));
  const items = refusedOnes.flatMap(({ id, error }) => {
    const observation = byId.get(id);
    if (isTemporary(error) || !observation) throw refused(error);
    ports.log.warn({ order: observation.key, code: error.code }, 'an order was kept without its columns');
    const bare: Kept = { ...observation, reading: { ok: false, problems: [] }, bodyHash: null };
    const row = page.existing.get(id);
    return row
      ? [change(bare, row, marketplace, page.now)]
      : [creation(bare, { id, now: page.now, rawPageId: page.rawPageId }, marketplace)];
  });
  const answers = await ports.dataverse.batch([...items, ...page.reads]);
  answers.slice(0, items.length).forEach((answer) => {
    if (!(answer.error && isStale(answer.error))) mustSucceed(answer);
  });
  return answers.slice(items.length);
}

/** The newest reading of each order; a page may show one twice (mirakl.md 12, duplicate rows). */
function dedupe(observations: readonly Observation[]): Observation[] {
  const newest = new Map<string, Observation>();
  for (const observation of observations) {
    const known = newest.get(observation.key);
    if (!known || known.sourceVersion <= observation.sourceVersion) newest.set(observation.key, observation);
  }
  return [...newest.values()];
}

function isAfter(observation: Observation, row: OrderRow): boolean {
  const stored = row.mpb_sourceversion?.split('|')[0] ?? '';
  return (observation.sourceVersion.split('|')[0] ?? '') >= stored;
}

function creation(
  observation: Kept,
  at: { id: string; now: string; rawPageId: string },
  marketplace: Marketplace,
): Operation {
  const { reading } = observation;
  return {
    method: 'POST',
    path: 'mpb_orders',
    body: {
      mpb_orderid: at.id,
      mpb_name: cut(observation.key, 200),
      mpb_orderkey: marketplace.ids.orderKey(observation.key),
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      ...inCurrency(marketplace),
      ...ownedBy(marketplace),
      ...observed(observation),
      mpb_place: choice.place.values.waiting,
      mpb_reason: 'Read from the marketplace, to be checked',
      'mpb_rawpageid@odata.bind': `/mpb_rawpages(${at.rawPageId})`,
      mpb_dueon: at.now,
      mpb_attempts: 0,
      mpb_seq: 0,
      ...(reading.ok
        ? {
            ...movingColumns(reading.order, marketplace),
            ...milestonesColumn(reading.order, notImported),
            ...vatColumn(reading.order, null, { marketplace, known: [] }),
            ...newLines(reading.order, marketplace),
          }
        : {}),
    },
  };
}

/** A later reading: the row, and what differs in its lines and expected fees, in one change set. */
function change(observation: Kept, row: KnownOrder, marketplace: Marketplace, now: string): BatchItem {
  const { reading } = observation;
  const known = row.mpb_orderline_mpb_orderid;
  const root: Operation = {
    method: 'PATCH',
    path: `mpb_orders(${row.mpb_orderid})`,
    ifMatch: row['@odata.etag'],
    body: {
      ...observed(observation),
      ...(reading.ok
        ? {
            ...movingColumns(reading.order, marketplace),
            ...vatColumn(reading.order, previousOf(row), { marketplace, known }),
            ...milestonesColumn(reading.order, dynamicsSideOf(row)),
          }
        : {}),
      // What the Sales Order reflects is kept beside the new reading until the difference is settled.
      ...(row._mpb_salesorderid_value !== null && row.mpb_baseline === null
        ? { mpb_baseline: row.mpb_observation }
        : {}),
      mpb_place:
        row.mpb_place === choice.place.values.exception ? row.mpb_place : choice.place.values.waiting,
      mpb_reason: 'Changed on the marketplace, to be checked',
      mpb_dueon: now,
    },
  };
  const writes = reading.ok ? lineWrites(row.mpb_orderid, reading.order, { marketplace, known }) : [];
  return writes.length === 0 ? root : { changeSet: [root, ...writes] };
}

/** The reading that the row's columns show; null where they show none, or an older one. */
function previousOf(row: OrderRow): MarketplaceOrder | null {
  if (row.mpb_bodyhash === null) return null;
  const reading = observeStored(row.mpb_observation ?? 'null');
  return reading.ok ? reading.order : null;
}

function observed(observation: Kept) {
  return {
    mpb_observation: observation.json,
    mpb_sourceversion: observation.sourceVersion,
    mpb_bodyhash: observation.bodyHash,
  };
}

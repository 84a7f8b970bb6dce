/**
 * The due sweep (PROTOCOL, Due) with the deltas of the tables that people write (PROTOCOL, Delta): one $batch, so that
 * an idle flow costs one request. What a person saved wakes the orders that it held up.
 */
import { causeKeyOfMapping, causeKeysOfRule } from '../../domain/cause-key.ts';
import type { Answer, BatchAnswer, Operation } from '../../dataverse/client.ts';
import { rowsOf } from '../answers.ts';
import { among } from '../filters.ts';
import { dataverseTime } from '../time.ts';
import { lookWithFacts, type LookContext } from './look.ts';
import { orderColumns, type OrderRow } from './rows.ts';

/** Rows of one sweep; a full one is followed by another at once. */
const rowsPerSweep = 100;

interface Delta {
  readonly path: string;
  /** Cause keys that a changed row frees; `null` frees everything that waits for set-up. */
  readonly frees: (row: Record<string, unknown>) => readonly string[] | null;
}

const deltas: readonly Delta[] = [
  {
    path: 'mpb_skumappings?$select=mpb_sku',
    frees: (row) => [causeKeyOfMapping(text(row.mpb_sku))],
  },
  {
    path: 'mpb_taxrules?$select=mpb_taxcategory,mpb_territory',
    frees: (row) => causeKeysOfRule(text(row.mpb_taxcategory), text(row.mpb_territory)),
  },
  { path: 'mpb_marketplaces?$select=mpb_name', frees: () => null },
];

/** What was freed and what became of it, for "37 of 37 cleared". */
export interface Replay {
  readonly causeKeys: readonly string[];
  readonly held: number;
  readonly waitingFor: Set<string>;
  cleared: number;
}

export class Sweep {
  #links: (string | null)[] = deltas.map(() => null);
  #primed = false;
  readonly replays: Replay[] = [];

  /** True when there may be more due rows at once. */
  async run(context: LookContext): Promise<boolean> {
    const { ports } = context;
    context.assertHeld();
    const answers = await ports.dataverse.batch([
      this.#dueQuery(context),
      ...deltas.map((delta, index) => this.#deltaQuery(delta, index)),
    ]);
    const rows = rowsOf<OrderRow>(answers[0]);
    const freed = this.#freed(answers.slice(1));
    if (freed !== null) await this.#replay(context, freed);
    await lookWithFacts(context, rows);
    return rows.length === rowsPerSweep || (freed !== null && (freed === 'all' || freed.length > 0));
  }

  /** To be told of each decision, so that a replay can say how many it cleared. */
  decided(rowId: string, kind: string): void {
    for (const replay of this.replays) {
      if (replay.waitingFor.delete(rowId) && kind !== 'hold') replay.cleared += 1;
    }
  }

  #dueQuery({ ports, marketplace }: LookContext): Operation {
    return {
      method: 'GET',
      path:
        `mpb_orders?$select=${orderColumns.join(',')}&$orderby=mpb_dueon,mpb_orderkey&$top=${rowsPerSweep}` +
        `&$filter=mpb_dueon le ${dataverseTime(ports.clock.now())} and _mpb_marketplaceid_value eq ${marketplace.id}`,
    };
  }

  #deltaQuery(delta: Delta, index: number): Operation {
    const link = this.#links[index] ?? null;
    return link === null
      ? { method: 'GET', path: delta.path, prefer: 'odata.track-changes' }
      : { method: 'GET', path: link };
  }

  /** Null: nothing changed. The first reading only takes the links: everything due is found by its own time. */
  #freed(answers: readonly BatchAnswer[]): readonly string[] | 'all' | null {
    const first = !this.#primed;
    this.#primed = true;
    const keys = new Set<string>();
    let all = false;
    answers.forEach((answer, index) => {
      if (answer.error) {
        // A link that grew too old is started anew; what changed meanwhile is found by the parked rows' own retries.
        this.#links[index] = null;
        all = true;
        return;
      }
      const body = (answer as Answer).body as {
        value: Record<string, unknown>[];
        '@odata.deltaLink'?: string;
      };
      if (body['@odata.deltaLink'] !== undefined) this.#links[index] = relative(body['@odata.deltaLink']);
      for (const row of body.value) {
        if (row.reason === 'deleted') continue;
        const frees = deltas[index]?.frees(row);
        if (frees === null) all = true;
        else frees?.forEach((key) => keys.add(key));
      }
    });
    if (first) return null;
    if (all) return 'all';
    return keys.size === 0 ? null : [...keys];
  }

  /** Makes every order due that an open exception with one of the keys holds up. */
  async #replay(context: LookContext, freed: readonly string[] | 'all'): Promise<void> {
    const { ports, marketplace } = context;
    const about = freed === 'all' ? '' : ` and ${among('mpb_causekey', freed)}`;
    const ids = new Set<string>();
    const path = `mpb_exceptions?$select=_mpb_orderid_value&$filter=statecode eq 0 and _mpb_marketplaceid_value eq ${marketplace.id}${about}`;
    for await (const rows of ports.dataverse.query<{ _mpb_orderid_value: string | null }>(path)) {
      for (const row of rows) if (row._mpb_orderid_value !== null) ids.add(row._mpb_orderid_value);
    }
    if (ids.size === 0) return;
    const now = dataverseTime(ports.clock.now());
    const wakes = [...ids].map((id) => ({
      method: 'PATCH' as const,
      path: `mpb_orders(${id})`,
      ifMatch: '*',
      body: { mpb_dueon: now, mpb_attempts: 0 },
    }));
    for (let start = 0; start < wakes.length; start += 500) {
      context.assertHeld();
      await ports.dataverse.batch(wakes.slice(start, start + 500));
    }
    const causeKeys = freed === 'all' ? ['set-up'] : freed;
    this.replays.push({ causeKeys, held: ids.size, waitingFor: ids, cleared: 0 });
    if (this.replays.length > 50) this.replays.shift();
    ports.log.info(
      { causeKeys, held: ids.size },
      'a cause was fixed; the orders that it held up are looked at again',
    );
  }
}

/** `mpb_skumappings?...` from the absolute link: a part of a $batch is relative to the service root. */
function relative(link: string): string {
  return link.replace(/^.*\/api\/data\/v9\.\d+\//, '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/**
 * The due sweep (PROTOCOL, Due) with the deltas of the tables that people write (PROTOCOL, Delta): one $batch, so that
 * an idle flow costs one request. What a person saved wakes the orders that it held up.
 */
import { choice } from '@marketplace-bridge/solution';
import { causeKeyOfMapping, causeKeysOfRule } from '../../domain/cause-key.ts';
import type { Answer, BatchAnswer, Operation } from '../../dataverse/client.ts';
import { rowsOf } from '../answers.ts';
import { among } from '../filters.ts';
import { dataverseTime } from '../time.ts';
import { lookWithFacts } from './look.ts';
import type { LookContext } from './look-context.ts';
import { orderColumns, type OrderRow } from './rows.ts';

/** Rows of one sweep; a full one is followed by another at once. */
const rowsPerSweep = 100;
/** A part of a $batch may hold 65,536 characters of URL (dataverse.md 3). */
const keysPerQuery = 100;

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

/** What people saved since the last sweep. */
interface Changes {
  /** Cause keys; `all` where it cannot be told, or where more keys changed than one query takes. */
  readonly freed: readonly string[] | 'all';
  /** Whether somebody just now saved something, or a reading only began anew (a restart, an old link). */
  readonly news: boolean;
  readonly links: readonly (string | null)[];
}

export class Sweep {
  #links: readonly (string | null)[] = deltas.map(() => null);
  readonly replays: Replay[] = [];

  /** What the heartbeat asks: what is due, and what people changed. */
  queries(context: LookContext): Operation[] {
    return [this.#dueQuery(context), ...deltas.map((delta, index) => this.#deltaQuery(delta, index))];
  }

  /**
   * Acts on the answers to `queries`, with the set-up read again where people changed it: no cache outlives what they
   * save (PROTOCOL, Park and wake). True when there may be more to do at once.
   */
  async act(
    context: LookContext,
    answers: readonly BatchAnswer[],
    reload: () => Promise<LookContext | null>,
  ): Promise<boolean> {
    const rows = rowsOf<OrderRow>(answers[0]);
    const changes = this.#changes(answers.slice(1));
    const freed = changes.freed.length > 0 && (await this.#replay(context, changes));
    // Only now: what was saved is not behind us before the orders that it frees are due (PROTOCOL, Delta).
    this.#links = changes.links;
    const fresh = changes.news ? await reload() : context;
    if (fresh !== null) await lookWithFacts(fresh, rows);
    // Those that only wait for OR04 wait for its next slot.
    const mayBeMore =
      rows.length === rowsPerSweep && rows.some((row) => row._mpb_salesorderid_value === null);
    return mayBeMore || freed;
  }

  /** To be told of each decision, so that a replay can say how many it cleared. */
  decided(rowId: string, outcome: 'held' | 'cleared'): void {
    for (const replay of this.replays) {
      if (replay.waitingFor.delete(rowId) && outcome === 'cleared') replay.cleared += 1;
    }
  }

  /** What only waits for the slot of OR04 is left alone until that slot is open. */
  #dueQuery({ ports, marketplace, writeBackSlot }: LookContext): Operation {
    const open = writeBackSlot.wait === 0;
    return {
      method: 'GET',
      path:
        `mpb_orders?$select=${orderColumns.join(',')}&$orderby=mpb_dueon,mpb_orderkey&$top=${rowsPerSweep}` +
        `&$filter=mpb_dueon le ${dataverseTime(ports.clock.now())} and _mpb_marketplaceid_value eq ${marketplace.id}` +
        (open
          ? ''
          : ` and (_mpb_salesorderid_value eq null or mpb_writtenbackon ne null or mpb_place eq ${choice.place.values.exception})`),
    };
  }

  #deltaQuery(delta: Delta, index: number): Operation {
    const link = this.#links[index] ?? null;
    return link === null
      ? { method: 'GET', path: delta.path, prefer: 'odata.track-changes' }
      : { method: 'GET', path: link };
  }

  /**
   * A reading that begins anew (the relay started, or a link grew too old) cannot tell what was saved in the meantime,
   * so everything that is held up is looked at. A long reading goes on with its next page at the next sweep.
   */
  #changes(answers: readonly BatchAnswer[]): Changes {
    const keys = new Set<string>();
    const links: (string | null)[] = [];
    let all = false;
    let news = false;
    for (const [index, answer] of answers.entries()) {
      if (answer.error) {
        links[index] = null;
        continue;
      }
      const body = (answer as Answer).body as {
        value: Record<string, unknown>[];
        '@odata.nextLink'?: string;
        '@odata.deltaLink'?: string;
      };
      const link = body['@odata.nextLink'] ?? body['@odata.deltaLink'];
      links[index] = link === undefined ? null : relative(link);
      if (this.#links[index] === null) {
        all = true;
        continue;
      }
      for (const row of body.value) {
        if (row.reason === 'deleted') continue;
        news = true;
        const frees = deltas[index]?.frees(row);
        if (frees === null) all = true;
        else frees?.forEach((key) => keys.add(key));
      }
    }
    return { freed: all || keys.size > keysPerQuery ? 'all' : [...keys], news, links };
  }

  /** Makes every order due that an open exception with one of the keys holds up; false when there is none. */
  async #replay(context: LookContext, { freed, news }: Changes): Promise<boolean> {
    const { ports, marketplace } = context;
    const about = freed === 'all' ? '' : ` and ${among('mpb_causekey', freed)}`;
    const ids = new Set<string>();
    const path = `mpb_exceptions?$select=_mpb_orderid_value&$filter=statecode eq 0 and mpb_severity eq ${choice.severity.values.blocking} and _mpb_marketplaceid_value eq ${marketplace.id}${about}`;
    for await (const rows of ports.dataverse.query<{ _mpb_orderid_value: string | null }>(path)) {
      for (const row of rows) if (row._mpb_orderid_value !== null) ids.add(row._mpb_orderid_value);
    }
    if (ids.size === 0) return false;
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
    if (!news) return true;
    const causeKeys = freed === 'all' ? ['set-up'] : freed;
    this.replays.push({ causeKeys, held: ids.size, waitingFor: ids, cleared: 0 });
    if (this.replays.length > 50) this.replays.shift();
    ports.log.info(
      { causeKeys, held: ids.size },
      'a cause was fixed; the orders that it held up are looked at again',
    );
    return true;
  }
}

/** `mpb_skumappings?...` from the absolute link: a part of a $batch is relative to the service root. */
function relative(link: string): string {
  return link.replace(/^.*\/api\/data\/v9\.\d+\//, '');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

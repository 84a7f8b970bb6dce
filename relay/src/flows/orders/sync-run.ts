/**
 * What the flow did in an hour, as one row per hour in which something happened (PROTOCOL, Counts; TENANT 12): orders
 * served by the marketplace and what was decided about them, calls to each side. A copy that restarts within the hour
 * adds to what stands there. Travels with the heartbeat; costs no request of its own.
 */
import type { ReadRow, t, WriteRow } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import type { OrderDecision } from '../../domain/orders/decision.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';

const hour = 3_600_000;
/** A busy hour is written every so often, not at every beat. */
const writeEvery = 5 * 60_000;

type Counts = Record<
  'mpb_seen' | 'mpb_done' | 'mpb_waiting' | 'mpb_exceptions' | 'mpb_miraklcalls' | 'mpb_dataverserequests',
  number
>;
type Row = Pick<ReadRow<typeof t.syncrun>, keyof Counts>;

const columnOf: Record<OrderDecision['kind'], keyof Counts> = {
  import: 'mpb_done',
  update: 'mpb_done',
  done: 'mpb_done',
  wait: 'mpb_waiting',
  accept: 'mpb_waiting',
  hold: 'mpb_exceptions',
};

/** Calls since the start, to each side. */
export interface CallCounts {
  readonly mirakl: number;
  readonly dataverse: number;
}

export class SyncRun {
  readonly #calls: () => CallCounts;
  #hour = 0;
  #served = new Set<string>();
  #decisions = new Map<string, OrderDecision['kind']>();
  #callsBefore: CallCounts = { mirakl: 0, dataverse: 0 };
  /** What stood on the row before this copy counted; unknown until read. */
  #base: Counts | null = null;
  #changed = false;
  #writtenAt = 0;

  constructor(calls: () => CallCounts) {
    this.#calls = calls;
  }

  /** Different orders that the marketplace served in this hour. */
  get servedThisHour(): number {
    return this.#served.size;
  }

  served(orderIds: readonly string[]): void {
    for (const id of orderIds) {
      if (this.#served.has(id)) continue;
      this.#served.add(id);
      this.#changed = true;
    }
  }

  decided(rowId: string, kind: OrderDecision['kind']): void {
    this.#decisions.set(rowId, kind);
    this.#changed = true;
  }

  /** The read or write that is owed now, if any; its answer goes to `answered`. */
  pending(now: Date, marketplace: Marketplace): Operation[] {
    const current = Math.floor(now.getTime() / hour);
    const rolled = current !== this.#hour;
    if (rolled && !this.#changed) this.#begin(current);
    if (!this.#changed || (!rolled && now.getTime() - this.#writtenAt < writeEvery)) return [];
    const path = `mpb_syncruns(${marketplace.ids.id('syncrun', `orders|${this.#hour}`)})`;
    if (this.#base === null)
      return [{ method: 'GET', path: `${path}?$select=${Object.keys(this.#own()).join(',')}` }];
    return [{ method: 'PATCH', path, body: this.#row(marketplace) }];
  }

  /** `now` as handed to `pending`. */
  answered(answer: BatchAnswer | undefined, now: Date): void {
    if (this.#base === null) {
      this.#base = baseOf(answer);
      return;
    }
    // A refused count is counted again with the next one: it is information, and holds nothing up.
    if (answer?.error) return;
    this.#changed = false;
    this.#writtenAt = now.getTime();
    const current = Math.floor(now.getTime() / hour);
    if (current !== this.#hour) this.#begin(current);
  }

  #begin(current: number): void {
    const before = this.#hour;
    this.#hour = current;
    if (before === 0) return;
    this.#served = new Set();
    this.#decisions = new Map();
    this.#callsBefore = this.#calls();
    this.#base = null;
  }

  #own(): Counts {
    const counts: Counts = {
      mpb_seen: this.#served.size,
      mpb_done: 0,
      mpb_waiting: 0,
      mpb_exceptions: 0,
      mpb_miraklcalls: this.#calls().mirakl - this.#callsBefore.mirakl,
      mpb_dataverserequests: this.#calls().dataverse - this.#callsBefore.dataverse,
    };
    for (const kind of this.#decisions.values()) counts[columnOf[kind]] += 1;
    return counts;
  }

  #row(marketplace: Marketplace): WriteRow<typeof t.syncrun> {
    const own = this.#own();
    const base = this.#base ?? own;
    const at = dataverseTime(new Date(this.#hour * hour));
    return {
      mpb_name: `orders ${at}`,
      mpb_flow: 'orders',
      mpb_hour: at,
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      ...(Object.fromEntries(
        (Object.keys(own) as (keyof Counts)[]).map((name) => [name, own[name] + base[name]]),
      ) as Counts),
    };
  }
}

function baseOf(answer: BatchAnswer | undefined): Counts {
  const row = answer && !('changeSet' in answer) && !answer.error ? (answer.body as Row) : null;
  return {
    mpb_seen: row?.mpb_seen ?? 0,
    mpb_done: row?.mpb_done ?? 0,
    mpb_waiting: row?.mpb_waiting ?? 0,
    mpb_exceptions: row?.mpb_exceptions ?? 0,
    mpb_miraklcalls: row?.mpb_miraklcalls ?? 0,
    mpb_dataverserequests: row?.mpb_dataverserequests ?? 0,
  };
}

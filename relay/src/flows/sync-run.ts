/**
 * What a flow did in an hour, as one row per hour in which something happened (PROTOCOL, Counts; TENANT 12): different
 * records that it saw and what became of them, and calls to each side. A copy that restarts within the hour adds to what
 * stands there.
 */
import type { ReadRow, t, WriteRow } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../dataverse/client.ts';
import type { Marketplace } from './marketplace/marketplace.ts';
import { dataverseTime } from './time.ts';

const hour = 3_600_000;
/** A busy hour is written every so often, not at every beat. */
const writeEvery = 5 * 60_000;

type Counts = Record<
  'mpb_seen' | 'mpb_done' | 'mpb_waiting' | 'mpb_exceptions' | 'mpb_miraklcalls' | 'mpb_dataverserequests',
  number
>;
type Row = Pick<ReadRow<typeof t.syncrun>, keyof Counts>;

/** What became of a record of late. */
export type Became = 'done' | 'waiting' | 'exception';
const columnOf: Readonly<Record<Became, keyof Counts>> = {
  done: 'mpb_done',
  waiting: 'mpb_waiting',
  exception: 'mpb_exceptions',
};

const ofCalls: ReadonlySet<keyof Counts> = new Set<keyof Counts>([
  'mpb_miraklcalls',
  'mpb_dataverserequests',
]);

/** Calls since the start, to each side. */
export interface CallCounts {
  readonly mirakl: number;
  readonly dataverse: number;
}

export class SyncRun {
  readonly #flow: string;
  readonly #calls: (() => CallCounts) | null;
  #hour = 0;
  #served = new Set<string>();
  #decisions = new Map<string, Became>();
  #callsBefore: CallCounts = { mirakl: 0, dataverse: 0 };
  /** What stood on the row before this copy counted; unknown until read. */
  #base: Counts | null = null;
  #changed = false;
  #writtenAt = 0;

  /** @param calls of all flows together, where they are counted with this one */
  constructor(flow: string, calls: (() => CallCounts) | null = null) {
    this.#flow = flow;
    this.#calls = calls;
  }

  /** Different records in this hour. */
  get servedThisHour(): number {
    return this.#served.size;
  }

  served(records: readonly string[]): void {
    for (const id of records) {
      if (this.#served.has(id)) continue;
      this.#served.add(id);
      this.#changed = true;
    }
  }

  decided(record: string, became: Became): void {
    this.#decisions.set(record, became);
    this.#changed = true;
  }

  /** The read or write that is owed now, if any; its answer goes to `answered`. */
  pending(now: Date, marketplace: Marketplace): Operation[] {
    const current = Math.floor(now.getTime() / hour);
    const rolled = current !== this.#hour;
    if (rolled && !this.#changed) this.#begin(current);
    if (!this.#changed || (!rolled && now.getTime() - this.#writtenAt < writeEvery)) return [];
    const path = `mpb_syncruns(${marketplace.ids.id('syncrun', `${this.#flow}|${this.#hour}`)})`;
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
    this.#callsBefore = this.#calls?.() ?? this.#callsBefore;
    this.#base = null;
  }

  #own(): Counts {
    const counts: Counts = {
      mpb_seen: this.#served.size,
      mpb_done: 0,
      mpb_waiting: 0,
      mpb_exceptions: 0,
      mpb_miraklcalls: (this.#calls?.().mirakl ?? 0) - this.#callsBefore.mirakl,
      mpb_dataverserequests: (this.#calls?.().dataverse ?? 0) - this.#callsBefore.dataverse,
    };
    for (const became of this.#decisions.values()) counts[columnOf[became]] += 1;
    return counts;
  }

  #row(marketplace: Marketplace): WriteRow<typeof t.syncrun> {
    const own = this.#own();
    const base = this.#base ?? own;
    const at = dataverseTime(new Date(this.#hour * hour));
    return {
      mpb_name: `${this.#flow} ${at}`,
      mpb_flow: this.#flow,
      mpb_hour: at,
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      ...(Object.fromEntries(
        (Object.keys(own) as (keyof Counts)[])
          .filter((name) => this.#calls !== null || !ofCalls.has(name))
          .map((name) => [name, own[name] + base[name]]),
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

/**
 * The due sweep (PROTOCOL, Due) with the deltas of the tables that people write (PROTOCOL, Delta) and, now and then, the
 * counts of the causes: one $batch, so that an idle flow costs one request. What a person saved wakes the orders that it
 * held up.
 */
import { choice } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { rowsOf } from '../answers.ts';
import { Deltas, type Changes } from '../causes/deltas.ts';
import { Recounts } from '../causes/recount.ts';
import { heldByAnything, heldBySaved } from '../causes/replay.ts';
import { wakeListings } from '../causes/wake-listings.ts';
import { dataverseTime } from '../time.ts';
import { lookWithFacts } from './look.ts';
import type { LookContext } from './look-context.ts';
import { orderColumns, type OrderRow } from './rows.ts';

/** Rows of one sweep; a full one is followed by another at once. */
const rowsPerSweep = 100;

/** What was freed and what became of it, for "37 of 37 cleared". */
export interface Replay {
  readonly causeKeys: readonly string[];
  readonly held: number;
  readonly waitingFor: Set<string>;
  cleared: number;
}

export class Sweep {
  readonly #deltas = new Deltas();
  readonly #recounts = new Recounts();
  readonly replays: Replay[] = [];

  /** What the heartbeat asks: what is due, what people changed, and whether the counts are still true. */
  queries(context: LookContext): Operation[] {
    return [this.#dueQuery(context), ...this.#deltas.queries, ...this.#recounts.queries(context)];
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
    const [due, ...others] = answers;
    const rows = rowsOf<OrderRow>(due);
    const deltas = this.#deltas.queries.length;
    const changes = this.#deltas.read(others.slice(0, deltas), context.marketplace.id);
    const freed = await this.#replay(context, changes);
    // Only now: what was saved is not behind us before the orders that it frees are due (PROTOCOL, Delta).
    this.#deltas.accept(changes);
    const fresh = changes.news ? await reload() : context;
    if (fresh !== null) await lookWithFacts(fresh, rows);
    await this.#recounts.act(context, others.slice(deltas));
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

  /** Makes everything due that an open exception with one of the saved keys holds up; false when no order is. */
  async #replay(context: LookContext, changes: Changes): Promise<boolean> {
    const { ports } = context;
    const held = changes.all
      ? await heldByAnything(context, changes)
      : await heldBySaved(context, changes.saved);
    context.assertHeld();
    await wakeListings(context, held.listings);
    const ids = new Set(held.orders);
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
    if (!changes.news) return true;
    const causeKeys = changes.all ? ['set-up'] : [...changes.saved.keys()];
    this.replays.push({ causeKeys, held: ids.size, waitingFor: ids, cleared: 0 });
    if (this.replays.length > 50) this.replays.shift();
    ports.log.info(
      { causeKeys, held: ids.size },
      'a cause was fixed; the orders that it held up are looked at again',
    );
    return true;
  }
}

/** From what is dirty to lines that wait for the file, in parts of some hundred listings. */
import { choice } from '@marketplace-bridge/solution';
import { latencyWindow } from '../../domain/stock/latency.ts';
import { planStock } from '../../domain/stock/plan-stock.ts';
import { sourceState } from '../../domain/stock/source-state.ts';
import type { PlanContext } from '../../domain/stock/stock-plan.ts';
import type { Lane } from '../../dataverse/client.ts';
import { mustSucceed } from '../answers.ts';
import { allRows } from '../all-rows.ts';
import { plainMark, type Mark } from './dirty.ts';
import { listingPage, wasRefused, type ListingRow } from './listing-rows.ts';
import { writeListings } from './listing-writes.ts';
import { observeMarked, observeRows, type Observed, type Observing } from './observe.ts';
import { standings, type Stands } from './standing.ts';
import type { StockContext } from './stock-context.ts';
import type { StockState } from './stock-state.ts';
import { sweptOn } from './sweep.ts';

const listingsAtOnce = 400;
export const sweepPage = 500;

/** Everything that is dirty; what cannot be looked at now stays so. */
export async function planDirty(context: StockContext, state: StockState): Promise<void> {
  while (state.dirty.size > 0) {
    const taken = state.dirty.take(listingsAtOnce);
    try {
      const observed = await observeMarked(context, observing(state, 'intents'), taken);
      await plan(context, state, { observed, sweep: 'no', lane: 'intents' });
    } catch (error) {
      state.dirty.putBack(taken);
      throw error;
    }
  }
}

/** One page of the walk through all listings; true when there is more of it. */
export async function planPage(context: StockContext, state: StockState): Promise<boolean> {
  const { sweep } = state;
  const [leg] = sweep?.legs ?? [];
  if (sweep === null || leg === undefined) return false;
  const { ports, marketplace } = context;
  context.assertHeld();
  const answer = await ports.dataverse.send(listingPage(marketplace.id, leg, sweepPage), 'sweep');
  mustSucceed(answer);
  const rows = await allRows<ListingRow>(ports, answer, 'sweep');
  const mark: Mark = { ...plainMark, relink: sweep.relink };
  const observed = await observeRows(context, observing(state, 'sweep'), {
    rows,
    marked: { products: new Map(), listings: new Map(rows.map((row) => [row.mpb_listingid, mark])) },
  });
  await plan(context, state, { observed, sweep: sweep.kind, lane: 'sweep' });
  state.sweep = sweptOn(sweep, {
    rows: rows.length,
    last: rows.at(-1)?.mpb_listingkey ?? null,
    full: rows.length === sweepPage,
  });
  return state.sweep !== null;
}

function observing(state: StockState, lane: Lane): Observing {
  return {
    source: state.source,
    lane,
    onItsWay: (listingId) => state.files.onItsWay(listingId),
  };
}

async function plan(
  context: StockContext,
  state: StockState,
  batch: {
    readonly observed: readonly Observed[];
    readonly sweep: PlanContext['sweep'];
    readonly lane: Lane;
  },
): Promise<void> {
  const { policy, ports } = context;
  const now = ports.clock.now();
  const facts = batch.observed.map(({ facts: one }) => ({
    ...one,
    // What waits because it has to be sent again, whatever was confirmed, still has to.
    unsure: one.unsure || (state.waiting.get(one.listingId)?.again ?? false),
  }));
  const decisions = planStock(facts, policy, sourceState(state.newestChangeOn, policy.staleAfterMs, now), {
    now,
    latencyMs: latencyWindow(state.latency, policy.everyMs),
    sweep: batch.sweep,
  });
  const stand: Stands[] = [];
  for (const [index, decision] of decisions.entries()) {
    const [seen, fact] = [batch.observed[index], facts[index]];
    if (seen === undefined || fact === undefined) continue;
    const { row, settlesOn } = seen;
    const { line, listingId } = decision;
    if (line === null || (!fact.unsure && waitsForRetry(row, line.quantity, now))) {
      state.waiting.remove(listingId);
    } else {
      const { available, why } = decision;
      const { unsure } = fact;
      const again = unsure || batch.sweep === 'everything';
      state.waiting.put({ ...line, available, why, unsure, again, version: row['@odata.etag'] });
    }
    state.again.set(listingId, settlesOn);
    const moving = state.waiting.has(listingId) || state.files.onItsWay(listingId) !== null;
    stand.push({ row, decision, moving });
  }
  const stale = await writeListings(context, await standings(context, stand), {
    own: state.own,
    lane: batch.lane,
  });
  // Written by somebody in between: looked at again with the next reading of changes.
  for (const { row } of stale) state.dirty.listing(row.mpb_listingid, {});
}

/** Refused, and nothing is different since: it is tried again when it is due. */
function waitsForRetry(row: ListingRow, quantity: number, now: Date): boolean {
  return (
    row.mpb_place === choice.place.values.exception &&
    wasRefused(row) &&
    row.mpb_target === quantity &&
    row.mpb_dueon !== null &&
    Date.parse(row.mpb_dueon) > now.getTime()
  );
}

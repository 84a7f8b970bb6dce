/**
 * What open marketplace orders will still take from the source, each line exactly once (openlinker #2348):
 *
 *   open, and not given over to the source          -> the offers that are open
 *   given over, and the source was not written since -> all that is not cancelled, for the settle time at most
 *   given over, and the source was written since     -> nothing: the source says so itself now
 *
 * A line is given over when it is dispatched, or where the source counts Sales Orders, when it is part of one. So while
 * an order moves, at worst too little is shown for a moment, never too much.
 */
import { instant } from '../instant.ts';
import type { StockPolicy } from './policy.ts';
import { noQuantity, plus, quantityOf } from './quantity.ts';
import type { Quantity } from './quantity.ts';
import type { DemandLine } from './stock-facts.ts';

export interface OpenDemand {
  readonly demand: Quantity;
  /** When the next settle time ends, and the listing has to be looked at again; null: none runs. */
  readonly settlesOn: string | null;
}

export function openDemand(
  lines: readonly DemandLine[],
  source: { readonly asOf: string | null },
  policy: Pick<StockPolicy, 'demandRule' | 'settleMs'>,
  now: Date,
): OpenDemand {
  const writtenAt = instant(source.asOf) ?? -Infinity;
  let demand = noQuantity;
  let settlesAt = Infinity;
  for (const line of lines) {
    const givenOver = givenOverAt(line, policy.demandRule);
    const isOpen = givenOver === null;
    const settles = isOpen ? Infinity : givenOver + policy.settleMs;
    if (!isOpen && (writtenAt >= givenOver || settles <= now.getTime())) continue;
    const offers = isOpen ? line.open : line.kept;
    if (offers <= 0) continue;
    demand = plus(demand, quantityOf(offers * line.unitsPerOffer));
    settlesAt = Math.min(settlesAt, settles);
  }
  return { demand, settlesOn: settlesAt === Infinity ? null : new Date(settlesAt).toISOString() };
}

/** Null: the line still stands on the marketplace alone. */
function givenOverAt(line: DemandLine, rule: StockPolicy['demandRule']): number | null {
  const imported = rule === 'untilImported' ? instant(line.importedOn) : null;
  // Dispatched without a Sales Order that could count it, by hand say: the goods are gone all the same.
  return imported ?? instant(line.shippedOn);
}

/**
 * How many of an offer ought to be on sale, from what Dynamics says of its product:
 *
 *   floor((on hand - open orders - buffer) x allocation / units in one offer), not below 0, not above the limit
 *
 * and the same in words with numbers, so that anybody can check it by hand.
 */
import { bufferOf } from './buffer.ts';
import type { BufferRule, OfferPolicy } from './policy.ts';
import { minus, percentOf, quantityText, wholeUnits } from './quantity.ts';
import type { Quantity } from './quantity.ts';
import type { ListingFacts } from './stock-facts.ts';
import type { PlanContext } from './stock-plan.ts';
import { unitsADay } from './velocity.ts';

/** What the column and the marketplace can hold. */
const mostOffers = 2_147_483_647;

export interface Target {
  readonly target: number;
  /** In the source, less open orders. */
  readonly available: Quantity;
  readonly why: string;
}

export type TargetFacts = Pick<ListingFacts, 'demand' | 'unitsPerOffer' | 'velocity'> & {
  readonly onHand: Quantity;
};

/** The numbers alone; a census needs the words of few. */
export function numbersOf(
  facts: TargetFacts,
  policy: OfferPolicy,
  context: Pick<PlanContext, 'now' | 'latencyMs'>,
) {
  const available = minus(facts.onHand, facts.demand);
  const velocity = unitsADay(facts.velocity, context.now);
  const buffer = bufferOf(policy.buffer, { available, velocity, latencyMs: context.latencyMs });
  const shown = percentOf(minus(available, buffer), policy.allocationPercent, 'down');
  const offers = Math.max(0, Math.floor(wholeUnits(shown) / facts.unitsPerOffer));
  return {
    target: Math.min(offers, policy.limit ?? mostOffers, mostOffers),
    available,
    buffer,
    velocity,
  };
}

export function targetOf(
  facts: TargetFacts,
  policy: OfferPolicy,
  context: Pick<PlanContext, 'now' | 'latencyMs'>,
): Target {
  const { target, available, buffer, velocity } = numbersOf(facts, policy, context);
  return {
    target,
    available,
    why: [
      `${quantityText(facts.onHand)} on hand`,
      ...(facts.demand === 0 ? [] : [`less ${quantityText(facts.demand)} in open orders`]),
      ...(buffer === 0
        ? []
        : [`less a buffer of ${quantityText(buffer)}${reasonOf(policy.buffer, velocity, context)}`]),
      ...(policy.allocationPercent === 100 ? [] : [`${policy.allocationPercent} % of it`]),
      ...(facts.unitsPerOffer === 1 ? [] : [`in offers of ${facts.unitsPerOffer}`]),
      ...(policy.limit === null ? [] : [`at most ${policy.limit}`]),
    ].join(', '),
  };
}

/** Why the buffer is what it is, where it follows from something that is not on the form. */
function reasonOf(
  rule: BufferRule | null,
  velocity: number,
  { latencyMs }: Pick<PlanContext, 'latencyMs'>,
): string {
  const sold = `${Number(velocity.toPrecision(3))} sold a day`;
  switch (rule?.kind) {
    case undefined:
    case 'constant':
      return '';
    case 'percent':
      return ` (${rule.percent} %)`;
    case 'daysOfCover':
      return ` (${rule.days} days at ${sold})`;
    case 'velocity':
      return ` (${sold}, ${Math.round(latencyMs / 1000)} s until the marketplace knows, ${Number((rule.quantile * 100).toPrecision(8))} % certain)`;
  }
}

/**
 * The planner of the stock flow: what Dynamics says (D), what the marketplace last confirmed (S) and whether it may have
 * something else by now (M) become lines of a stock file. Pure: the same facts plan the same lines, in whatever order
 * they come, and once these are confirmed, none.
 */
import type { ExceptionDraft } from '../exception.ts';
import { instant } from '../instant.ts';
import { cut } from '../text.ts';
import { offerPolicyOf } from './policy-reading.ts';
import type { StockPolicy } from './policy.ts';
import { minus } from './quantity.ts';
import type { Quantity } from './quantity.ts';
import type { Dynamics, ListingFacts, SourceState } from './stock-facts.ts';
import { listingPolicyInvalid, offerWithoutProduct, stockUnknown } from './stock-exceptions.ts';
import type { ListingDecision, PlanContext, PlannedLine, Urgency } from './stock-plan.ts';
import { targetOf } from './target.ts';

/** What is the same for all listings of a run. */
interface Run {
  readonly policy: StockPolicy;
  readonly source: SourceState;
  readonly context: PlanContext;
}

/** A decision before it is compared with what was sent. */
interface Wanted {
  readonly target: number | null;
  readonly available: Quantity | null;
  readonly why: string;
  readonly exceptions?: readonly ExceptionDraft[];
  readonly lookAgainOn?: string | null;
  /** Nobody knows what is in stock: what was sold there since is not put up again. */
  readonly isGuess?: boolean;
}

/** One decision for each listing, in the order of the facts. */
export function planStock(
  facts: readonly ListingFacts[],
  policy: StockPolicy,
  source: SourceState,
  context: PlanContext,
): readonly ListingDecision[] {
  const run: Run = { policy, source, context };
  return facts.map((listing) => {
    const { isGuess = false, exceptions = [], lookAgainOn = null, ...wanted } = wantedOf(listing, run);
    const { listingId, sku } = listing;
    const line = lineOf(listing, { target: wanted.target, isGuess }, run);
    return { listingId, sku, ...wanted, why: cut(wanted.why, 1_000), line, exceptions, lookAgainOn };
  });
}

/** People first, then what is gone, then whether numbers can be trusted at all. */
function wantedOf(facts: ListingFacts, run: Run): Wanted {
  const { dynamics, sku } = facts;
  if (facts.stopSelling) return nothingFor(dynamics, facts, 'Stop selling is set on the listing');
  if (dynamics.kind === 'discontinued') return nothingFor(dynamics, facts, sentence(dynamics.reason));
  if (dynamics.kind === 'no-product') {
    return left('No product for the SKU; the quantity on the marketplace is left alone', [
      offerWithoutProduct(sku),
    ]);
  }
  const offer = offerPolicyOf(facts.overrides, run.policy.offer);
  if (!offer.ok) return left(offer.problems.join(' '), [listingPolicyInvalid(sku, offer.problems)]);
  if (dynamics.kind === 'unknown') {
    const since = facts.unknownSince ?? run.context.now.toISOString();
    const exceptions = [stockUnknown(sku, dynamics.reason)];
    return { ...held(facts, since, dynamics.reason, run), exceptions };
  }
  if (run.source.kind === 'stale') {
    const available = minus(dynamics.onHand, facts.demand);
    return { ...held(facts, run.source.since, 'the stock source has stopped', run), available };
  }
  return targetOf({ ...facts, onHand: dynamics.onHand }, offer.policy, run.context);
}

function nothingFor(dynamics: Dynamics, { demand }: ListingFacts, why: string): Wanted {
  const available = dynamics.kind === 'known' ? minus(dynamics.onHand, demand) : null;
  return { target: 0, available, why };
}

function left(why: string, exceptions: readonly ExceptionDraft[]): Wanted {
  return { target: null, available: null, why, exceptions };
}

/**
 * What stands on the marketplace stays, and after the longest hold the least of it and the floor. No exception for a
 * source that has stopped: that is one of the marketplace.
 */
function held(facts: ListingFacts, since: string, reason: string, { policy, context }: Run): Wanted {
  const endsAt = (instant(since) ?? context.now.getTime()) + policy.maxHoldMs;
  const minutes = Math.round(policy.maxHoldMs / 60_000);
  if (context.now.getTime() < endsAt) {
    return {
      target: null,
      available: null,
      why: `Not known: ${reason}. What is published stays for ${minutes} minutes since ${since}`,
      lookAgainOn: new Date(endsAt).toISOString(),
    };
  }
  const target = Math.min(lastSent(facts) ?? policy.floor, policy.floor);
  return {
    target,
    available: null,
    why: `Not known for more than ${minutes} minutes: ${reason}. At most the floor of ${policy.floor} stays published`,
    isGuess: true,
  };
}

function lineOf(
  facts: ListingFacts,
  { target, isGuess }: { readonly target: number | null; readonly isGuess: boolean },
  { policy, context }: Run,
): PlannedLine | null {
  if (target === null) return null;
  const before = lastSent(facts);
  const differs = target !== before;
  const again = facts.unsure || context.sweep === 'everything';
  if (!differs && !(again && (!isGuess || target === 0))) return null;
  const { listingId, sku, changedOn } = facts;
  const urgency = urgencyOf({ target, before, again: facts.unsure }, policy.lowStock, context.sweep);
  return { listingId, sku, quantity: target, before, urgency, changedOn };
}

/** What is on its way counts as sent: sending it twice tells the marketplace nothing. */
function lastSent({ onItsWay, confirmed }: ListingFacts): number | null {
  return onItsWay ?? confirmed?.quantity ?? null;
}

/** A sweep finds what no change told of; only something known to be sold that is gone leaves its queue. */
function urgencyOf(
  line: { readonly target: number; readonly before: number | null; readonly again: boolean },
  lowStock: number,
  sweep: PlanContext['sweep'],
): Urgency {
  const { target, before, again } = line;
  if (sweep !== 'no') return target === 0 && before !== null && (before > 0 || again) ? 'zero' : 'sweep';
  if (target === 0) return 'zero';
  return target <= lowStock ? 'low' : 'change';
}

function sentence(text: string): string {
  return text === '' ? 'Discontinued' : text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A person asked to apply a difference: what has to change on the Sales Order so that it agrees with the marketplace.
 *
 *   what differs                       what is changed                       only while
 *   lines, quantities, prices          lines: taken off, changed, added      the Sales Order is active, nothing
 *   the whole order is cancelled       the Sales Order is cancelled          more was shipped than is left
 *   delivery address                   its columns; lines where VAT differs
 *   billing address                    its columns
 *   what Dynamics computed             lines, back to what was imported
 *
 * The lines are those that would be imported now, by the same rules of VAT and price; nothing is computed apart. What a
 * person accepted before is never undone, and lines that did not come from the marketplace are never touched.
 */
import { territoryOf } from '../vat/territory.ts';
import { addressesOf, fitted } from './addresses.ts';
import { changedLines, type PresentLine } from './apply-difference-lines.ts';
import type { LineChangesToMake } from './apply-difference-lines.ts';
import { decideOrder } from './decide-order.ts';
import type { OrderFacts, SalesOrderDraft } from './decision.ts';
import { isCancelled } from './live-lines.ts';
import type { Address, MarketplaceOrder } from './marketplace-order.ts';

export type DifferencePart = 'lines' | 'delivery-address' | 'billing-address' | 'computed-totals';

export interface SalesOrderNow {
  readonly number: string | null;
  readonly state: 'active' | 'submitted' | 'cancelled' | 'fulfilled' | 'invoiced';
  readonly lines: readonly PresentLine[];
}

export interface DifferenceFacts {
  /** As for deciding: the observation, set-up, products and rules of now; `imported` is not looked at. */
  readonly facts: OrderFacts;
  /** The order as the Sales Order reflects it. */
  readonly previous: MarketplaceOrder;
  readonly salesOrder: SalesOrderNow;
  /** Code of the exception. */
  readonly code: string;
  /** Titles of differences of lines that a person accepted: the Sales Order was left apart on purpose. */
  readonly accepted: readonly string[];
}

export type ApplyOutcome =
  | { readonly kind: 'refused'; readonly text: string }
  /** The whole Sales Order is cancelled; `already` where somebody did so by hand. */
  | { readonly kind: 'cancel'; readonly already: boolean; readonly text: string }
  | {
      readonly kind: 'change';
      readonly part: DifferencePart;
      /** The order as the Sales Order reflects it afterwards. */
      readonly target: MarketplaceOrder;
      /** Null where no line is looked at. */
      readonly lines: (LineChangesToMake & { readonly draft: SalesOrderDraft }) | null;
      readonly shipTo: Address | null;
      readonly billTo: Address | null;
      /** What is done, for the history and for whoever asked. */
      readonly text: string;
    };

const partOf: Readonly<Record<string, DifferencePart>> = {
  'cancelled-after-import': 'lines',
  'changed-after-import': 'lines',
  'address-changed-late': 'delivery-address',
  'billing-address-changed': 'billing-address',
  'totals-differ-in-dynamics': 'computed-totals',
};

export function applyDifference(difference: DifferenceFacts): ApplyOutcome {
  const { code, facts, salesOrder } = difference;
  const part = Object.hasOwn(partOf, code) ? partOf[code] : undefined;
  if (part === undefined) return refused('There is nothing here that could be applied to the Sales Order.');
  if (part === 'lines' && isCancelled(facts.order)) return cancellation(salesOrder);
  if (salesOrder.state !== 'active') return refused(closedText(salesOrder));
  if (part === 'billing-address') return billingAddress(difference);
  return part === 'delivery-address' ? deliveryAddress(difference) : lines(difference, part);
}

function cancellation(salesOrder: SalesOrderNow): ApplyOutcome {
  const name = nameOf(salesOrder);
  if (salesOrder.state === 'cancelled') {
    return { kind: 'cancel', already: true, text: `${name} was cancelled already` };
  }
  if (salesOrder.state !== 'active') return refused(closedText(salesOrder));
  if (salesOrder.lines.some((line) => line.shipped > 0)) {
    return refused(
      `Goods of ${name} were shipped already, so it is not cancelled. Have them sent back, or accept the difference.`,
    );
  }
  return { kind: 'cancel', already: false, text: `${name} was cancelled` };
}

function lines(difference: DifferenceFacts, part: 'lines' | 'computed-totals'): ApplyOutcome {
  const { facts, previous, salesOrder } = difference;
  const target = part === 'lines' ? withAddressesOf(facts.order, previous) : previous;
  const changes = changesTo(target, difference);
  if (changes.kind === 'refused') return changes;
  if (part === 'computed-totals' && changes.nothing) {
    return refused(
      `The lines of ${nameOf(salesOrder)} are as the marketplace has them, and Dynamics still computes another total: a price rule or a plug-in does it. Put that right, then look again.`,
    );
  }
  return {
    ...{ kind: 'change', part, target, shipTo: null, billTo: null },
    lines: changes.lines,
    text: `${nameOf(salesOrder)}: ${changes.text}`,
  };
}

function deliveryAddress(difference: DifferenceFacts): ApplyOutcome {
  const { facts, previous, salesOrder } = difference;
  const now = addressesOf(facts.order);
  if (now === null) return refused('The marketplace shows no address any more.');
  const target: MarketplaceOrder = { ...previous, shippingAddress: now.shipTo };
  const change = {
    ...{ kind: 'change' as const, part: 'delivery-address' as const, target, billTo: null },
    shipTo: fitted(now).shipTo,
  };
  const text = `${nameOf(salesOrder)}: delivery address changed`;
  if (isSameTerritory(previous.shippingAddress, now.shipTo)) return { ...change, lines: null, text };
  // Other VAT: the lines follow, if what was charged can be told for the new place at all.
  const changes = changesTo(target, difference);
  return changes.kind === 'refused'
    ? changes
    : { ...change, lines: changes.lines, text: `${text}; ${changes.text}` };
}

function billingAddress({ facts, previous, salesOrder }: DifferenceFacts): ApplyOutcome {
  const now = addressesOf(facts.order);
  if (now === null) return refused('The marketplace shows no address any more.');
  return {
    ...{ kind: 'change', part: 'billing-address', lines: null, shipTo: null },
    target: { ...previous, billingAddress: now.billTo },
    billTo: fitted(now).billTo,
    text: `${nameOf(salesOrder)}: billing address changed`,
  };
}

type Changes =
  | Extract<ApplyOutcome, { kind: 'refused' }>
  | {
      readonly kind: 'lines';
      readonly lines: LineChangesToMake & { readonly draft: SalesOrderDraft };
      readonly nothing: boolean;
      readonly text: string;
    };

/** The lines that an import of `target` would make now, against those that are there. */
function changesTo(target: MarketplaceOrder, { facts, salesOrder, accepted }: DifferenceFacts): Changes {
  const [first] = accepted;
  if (first !== undefined) {
    return refused(
      `A difference of this Sales Order was accepted before (${first}), and applying this one would undo that. Change the Sales Order by hand, then accept.`,
    );
  }
  const decision = decideOrder({ ...facts, order: target, imported: null });
  if (decision.kind !== 'import') {
    const why =
      decision.kind === 'hold'
        ? decision.exceptions.map(({ title }) => title).join('; ')
        : 'the marketplace shows it as not ready for import';
    return refused(
      `What the marketplace shows now could not be imported either: ${why}. Put that right first.`,
    );
  }
  const made = changedLines(decision.draft.lines, salesOrder.lines);
  return made.kind === 'refused'
    ? refused(`${nameOf(salesOrder)}: ${made.text}`)
    : {
        kind: 'lines',
        lines: { ...made.changes, draft: decision.draft },
        nothing: made.changes.text === '',
        text: made.changes.text === '' ? 'its lines agree already' : made.changes.text,
      };
}

/** Addresses are differences of their own; a marketplace that erased one does not take it from the Sales Order. */
function withAddressesOf(order: MarketplaceOrder, previous: MarketplaceOrder): MarketplaceOrder {
  return {
    ...order,
    shippingAddress: previous.shippingAddress ?? order.shippingAddress,
    billingAddress: previous.billingAddress ?? order.billingAddress,
  };
}

function isSameTerritory(was: Address | null, is: Address): boolean {
  const before = was === null ? null : territoryOf(was);
  const after = territoryOf(is);
  return before?.kind === 'territory' && after.kind === 'territory' && before.territory === after.territory;
}

const closed = {
  submitted: 'was handed on for fulfilment',
  cancelled: 'is cancelled',
  fulfilled: 'is fulfilled',
  invoiced: 'is invoiced',
} as const;

function closedText(salesOrder: SalesOrderNow): string {
  const { state } = salesOrder;
  const how = state === 'active' ? 'is active' : closed[state];
  return `${nameOf(salesOrder)} ${how} and is not changed any more. Deal with the goods and the money apart from it, then accept the difference.`;
}

function nameOf({ number }: SalesOrderNow): string {
  return number ?? 'The Sales Order';
}

function refused(text: string): Extract<ApplyOutcome, { kind: 'refused' }> {
  return { kind: 'refused', text };
}

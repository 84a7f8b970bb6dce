/**
 * What changed on the marketplace since an order was imported. `imported.previous` is the order as the Sales Order
 * reflects it. A change of the delivery address is applied while that is safe; whatever touches lines or amounts is a
 * person's decision, and what a person accepted is not asked again. Refunds leave the Sales Order as it is: they become
 * refund records (ACCOUNTING, Refunds and credit notes).
 */
import type { ExceptionDraft } from '../exception.ts';
import { moneyText } from '../money.ts';
import { addressChanges } from './address-changes.ts';
import type { ImportedOrder, OrderDecision, OrderFacts } from './decision.ts';
import { differenceException } from './difference.ts';
import { lineChanges } from './line-changes.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { lineName, merged } from './order-exception.ts';
import { impossibleValues } from './readable.ts';
import { mayNotWriteBack } from './set-up.ts';
import { standingNotes } from './standing-notes.ts';

export function laterChanges(facts: OrderFacts, imported: ImportedOrder): OrderDecision {
  const { order } = facts;
  const open = (exceptions: readonly ExceptionDraft[]) =>
    exceptions.filter(({ causeKey }) => !imported.acceptedDifferences.includes(causeKey));
  if (!imported.salesOrderExists) return deleted(order, imported, open);
  const impossible = [...impossibleValues(order), ...impossibleValues(imported.previous)];
  if (impossible.length > 0) return update({ exceptions: impossible, shipTo: null, news: [] });
  const { shipTo, exceptions } = addressChanges(imported, order);
  const differences = [
    ...open([...lineChanges(imported.previous, order), ...exceptions]),
    ...(imported.writtenBack ? [] : mayNotWriteBack(facts)),
  ];
  const notes = standingNotes(order);
  const news = [
    ...newsOf(imported.previous, order),
    ...(shipTo === null ? [] : ['Delivery address changed']),
  ];
  if (differences.length === 0 && news.length === 0) {
    return {
      kind: 'done',
      text: `Imported as ${imported.salesOrderNumber ?? 'a Sales Order'}`,
      advisories: notes,
    };
  }
  return update({ exceptions: [...differences, ...notes], shipTo, news });
}

function update(change: {
  readonly exceptions: readonly ExceptionDraft[];
  readonly shipTo: OrderFacts['order']['shippingAddress'];
  readonly news: readonly string[];
}): OrderDecision {
  const exceptions = merged(change.exceptions);
  const titles = exceptions.filter(({ severity }) => severity === 'blocking').map(({ title }) => title);
  const text = [...titles, ...change.news].join('; ');
  return {
    kind: 'update',
    shipTo: change.shipTo,
    exceptions,
    text: text === '' ? 'Changed on the marketplace' : text,
  };
}

function deleted(
  order: MarketplaceOrder,
  imported: ImportedOrder,
  open: (exceptions: readonly ExceptionDraft[]) => readonly ExceptionDraft[],
): OrderDecision {
  const number = imported.salesOrderNumber ?? 'the Sales Order';
  const exceptions = open([
    differenceException(order, 'deleted-in-dynamics', {
      ...{ key: 'sales-order-deleted', subject: number, salesOrder: 'deleted', marketplace: order.state },
      cause: `${number} was imported from this order and has been deleted in Dynamics. It is not made again.`,
      moneyAtRisk: order.total,
    }),
  ]);
  return exceptions.length === 0
    ? { kind: 'done', text: 'Deleted in Dynamics, as a person confirmed', advisories: [] }
    : update({ exceptions, shipTo: null, news: [] });
}

/** Changes that need no decision, in a few words for the history. */
function newsOf(before: MarketplaceOrder, after: MarketplaceOrder): readonly string[] {
  return [
    ...(before.state === after.state ? [] : [`${before.state} -> ${after.state}`]),
    ...(before.hasIncident === after.hasIncident
      ? []
      : [after.hasIncident ? 'Incident opened' : 'Incident closed']),
    ...refundNews(before, after),
  ];
}

function refundNews(before: MarketplaceOrder, after: MarketplaceOrder): readonly string[] {
  const seen = new Set(before.lines.flatMap((line) => line.refunds.map((refund) => refund.id)));
  return after.lines.flatMap((line) =>
    line.refunds
      .filter((refund) => !seen.has(refund.id))
      .map(
        (refund) =>
          `${lineName(line)}: refund of ${moneyText(refund.amount + refund.shipping, after.currency)}`,
      ),
  );
}

/** What became of the lines since the Sales Order was made from `before`. */
import type { ExceptionDraft } from '../exception.ts';
import { moneyText, sum } from '../money.ts';
import { differenceException } from './difference.ts';
import { isCancelled, isLive, liveLines } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';
import { lineName } from './order-exception.ts';
import { goodsAndDelivery } from './totals.ts';

export function lineChanges(before: MarketplaceOrder, after: MarketplaceOrder): readonly ExceptionDraft[] {
  if (isCancelled(after)) return isCancelled(before) ? [] : [orderCancelled(before, after)];
  const now = new Map(after.lines.map((line) => [line.id, line]));
  const known = new Set(liveLines(before).map((line) => line.id));
  const changes = [
    ...liveLines(before).flatMap((line) => lineChange(after, line, now.get(line.id))),
    ...liveLines(after)
      .filter((line) => !known.has(line.id))
      .map((line) => lineAdded(after, line)),
  ];
  return changes.length > 0 ? changes : totalChange(before, after);
}

function orderCancelled(before: MarketplaceOrder, after: MarketplaceOrder): ExceptionDraft {
  return differenceException(after, 'cancelled-after-import', {
    key: 'order-cancelled',
    subject: 'Order',
    cause:
      'The whole order was cancelled on the marketplace after its Sales Order was made. Stop the dispatch, then apply it to cancel the Sales Order as well.',
    salesOrder: moneyText(goodsAndDelivery(before), before.currency),
    marketplace: 'cancelled',
    moneyAtRisk: goodsAndDelivery(before),
  });
}

function lineChange(
  order: MarketplaceOrder,
  before: MarketplaceOrderLine,
  after: MarketplaceOrderLine | undefined,
): ExceptionDraft[] {
  const subject = lineName(before);
  const salesOrder = lineText(before, order.currency);
  const moneyAtRisk = before.price + before.shipping;
  if (after === undefined) {
    return [
      differenceException(order, 'changed-after-import', {
        ...{ key: `line-gone:${before.id}`, subject, salesOrder, marketplace: 'no such line', moneyAtRisk },
        cause: `${subject} was imported, but the marketplace no longer shows it.`,
      }),
    ];
  }
  const marketplace = lineText(after, order.currency);
  if (!isLive(after)) {
    return [
      differenceException(order, 'cancelled-after-import', {
        ...{ key: `line-cancelled:${before.id}`, subject, salesOrder, marketplace: 'cancelled', moneyAtRisk },
        cause: `${subject} was cancelled on the marketplace after import: ${salesOrder}.`,
      }),
    ];
  }
  if (after.quantity < before.quantity) {
    return [
      differenceException(order, 'cancelled-after-import', {
        ...{ key: `quantity:${before.id}:${after.quantity}`, subject, salesOrder, marketplace },
        cause: `${subject}: ${before.quantity - after.quantity} of ${before.quantity} were cancelled on the marketplace after import.`,
        moneyAtRisk: Math.max(0, moneyAtRisk - after.price - after.shipping),
      }),
    ];
  }
  if (lineText(before, order.currency) === marketplace) return [];
  return [
    differenceException(order, 'changed-after-import', {
      ...{ key: `line:${before.id}:${marketplace}`, subject, salesOrder, marketplace },
      cause: `${subject} changed on the marketplace after import, from ${salesOrder} to ${marketplace}.`,
      moneyAtRisk: Math.abs(after.price + after.shipping - moneyAtRisk),
    }),
  ];
}

function lineAdded(order: MarketplaceOrder, line: MarketplaceOrderLine): ExceptionDraft {
  const marketplace = lineText(line, order.currency);
  return differenceException(order, 'changed-after-import', {
    ...{ key: `line-added:${line.id}`, subject: lineName(line), salesOrder: 'no such line', marketplace },
    cause: `${lineName(line)} was added on the marketplace after import: ${marketplace}.`,
    moneyAtRisk: line.price + line.shipping,
  });
}

/** Delivery may stand on the order alone. */
function totalChange(before: MarketplaceOrder, after: MarketplaceOrder): readonly ExceptionDraft[] {
  const was = goodsAndDelivery(before);
  const is = goodsAndDelivery(after);
  if (was === is && before.currency === after.currency) return [];
  const salesOrder = moneyText(was, before.currency);
  const marketplace = moneyText(is, after.currency);
  return [
    differenceException(after, 'changed-after-import', {
      ...{ key: `total:${marketplace}`, subject: 'Order total', salesOrder, marketplace },
      cause: `The order total changed on the marketplace after import, from ${salesOrder} to ${marketplace}.`,
      moneyAtRisk: Math.abs(is - was),
    }),
  ];
}

/** Everything of a line that stands on the Sales Order: `2 x TAP-1, £49.98, delivery £3.00, VAT £8.33`. */
function lineText(line: MarketplaceOrderLine, currency: string): string {
  const taxes = [...line.taxes, ...line.shippingTaxes];
  return [
    `${line.quantity} x ${line.sku ?? 'no SKU'}`,
    moneyText(line.price, currency),
    ...(line.shipping === 0 ? [] : [`delivery ${moneyText(line.shipping, currency)}`]),
    ...(taxes.length === 0 ? [] : [`VAT ${moneyText(sum(taxes.map((tax) => tax.amount)), currency)}`]),
  ].join(', ');
}

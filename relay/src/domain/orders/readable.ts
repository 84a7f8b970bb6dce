import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { largestAmount } from '../money.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';
import { lineName, orderException } from './order-exception.ts';

/** Dynamics counts up to a thousand million units (dataverse.md 9). */
const largestQuantity = 1_000_000_000;

interface Problem {
  readonly field: string;
  readonly value: string;
}

/** Values that no sale can have: an order with one of them is not calculated with at all. */
export function impossibleValues(order: MarketplaceOrder): readonly ExceptionDraft[] {
  const problems: Problem[] = [
    ...amounts('Order', { price: order.price, shipping: order.shipping, total: order.total }),
    ...order.lines.flatMap((line) => [
      ...amounts(lineName(line), {
        'unit price': line.unitPrice,
        price: line.price,
        shipping: line.shipping,
        total: line.total,
      }),
      ...[...line.taxes, ...line.shippingTaxes].flatMap((tax) =>
        amounts(lineName(line), { VAT: tax.amount }),
      ),
      ...quantity(line),
    ]),
    ...duplicates(order),
  ];
  if (problems.length === 0) return [];
  return [
    orderException(order, 'unreadable-order', {
      causeKey: causeKey('order', order.id),
      cause: `The marketplace sent values that no sale can have: ${problems.map(problemText).join('; ')}.`,
      evidence: problems.map(({ field, value }) => ({ label: field, value })),
      moneyAtRisk: Number.isSafeInteger(order.total) ? order.total : null,
    }),
  ];
}

function problemText({ field, value }: Problem): string {
  return `${field} is ${value}`;
}

function quantity(line: MarketplaceOrderLine): Problem[] {
  const possible = Number.isInteger(line.quantity) && line.quantity >= 0 && line.quantity <= largestQuantity;
  return possible ? [] : [{ field: `${lineName(line)}: quantity`, value: line.quantity.toString() }];
}

function amounts(where: string, values: Readonly<Record<string, number>>): Problem[] {
  return Object.entries(values)
    .filter(([, value]) => !Number.isInteger(value) || value < 0 || value > largestAmount)
    .map(([name, value]) => ({ field: `${where}: ${name}`, value: value.toString() }));
}

function duplicates(order: MarketplaceOrder): Problem[] {
  const seen = new Set<string>();
  return order.lines.flatMap((line) => {
    if (!seen.has(line.id)) {
      seen.add(line.id);
      return [];
    }
    return [{ field: `${lineName(line)}: id`, value: `${line.id}, like that of another line` }];
  });
}

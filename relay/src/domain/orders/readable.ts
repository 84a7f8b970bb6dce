import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { largestAmount } from '../money.ts';
import { liveLines } from './live-lines.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
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
    ...liveLines(order).flatMap((line) => [
      ...amounts(lineName(line), {
        'unit price': line.unitPrice,
        price: line.price,
        shipping: line.shipping,
        total: line.total,
      }),
      ...[...line.taxes, ...line.shippingTaxes].flatMap((tax) =>
        amounts(lineName(line), { VAT: tax.amount }),
      ),
      ...(Number.isInteger(line.quantity) && line.quantity > 0 && line.quantity <= largestQuantity
        ? []
        : [{ field: `${lineName(line)}: quantity`, value: line.quantity.toString() }]),
    ]),
    ...duplicates(order),
  ];
  return problems.length === 0 ? [] : [unreadableOrder(order, problems)];
}

/** Also for the rim, when a body lacks what an order needs: names each field and what is wrong with it. */
export function unreadableOrder(order: MarketplaceOrder, problems: readonly Problem[]): ExceptionDraft {
  return orderException(order, 'unreadable-order', {
    causeKey: causeKey('order', order.id),
    cause: `The marketplace sent ${problems.map(({ field, value }) => `${field}: ${value}`).join('; ')}. No sale can have that.`,
    evidence: problems.map(({ field, value }) => ({ label: field, value })),
    moneyAtRisk: Number.isSafeInteger(order.total) ? order.total : null,
  });
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
    return [{ field: lineName(line), value: `line id ${line.id} stands twice` }];
  });
}

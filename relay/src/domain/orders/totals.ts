/**
 * Do the amounts of an order agree with each other (mirakl.md 2.3)? Line price = unit price x quantity; order price,
 * delivery and total are sums of the lines; a total may contain the fees of its line besides. A cancelled line may still
 * show its amounts or zero, so sums are good over all lines or over the live ones.
 */
import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { moneyText, spread, sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { liveLines } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';
import { lineName, orderException } from './order-exception.ts';

/** Every sum that does not hold, as one exception; none when all hold. */
export function totalsProblems(order: MarketplaceOrder): readonly ExceptionDraft[] {
  const wrong = [...liveLines(order).flatMap((line) => wrongLine(line)), ...wrongOrder(order)];
  if (wrong.length === 0) return [];
  const money = (amount: Minor) => moneyText(amount, order.currency);
  return [
    orderException(order, 'totals-do-not-add-up', {
      causeKey: causeKey('order', order.id),
      cause: wrong
        .map(
          ({ what, stated, computed }) =>
            `${what} is stated as ${money(stated)} but comes to ${money(computed)}.`,
        )
        .join(' '),
      evidence: wrong.map(({ what, stated, computed }) => ({
        label: what,
        value: `stated ${money(stated)}, computed ${money(computed)}, difference ${money(stated - computed)}`,
      })),
    }),
  ];
}

/** A total that contains fees: imported without them, which is a difference by name (DESIGN 7, invariant 2). */
export function feesInTotal(order: MarketplaceOrder): readonly ExceptionDraft[] {
  const fees = order.total - order.price - order.shipping;
  if (fees <= 0) return [];
  return [
    orderException(order, 'fees-in-total', {
      causeKey: causeKey('order', order.id),
      subject: moneyText(fees, order.currency),
      cause: `The order total of ${moneyText(order.total, order.currency)} contains ${moneyText(fees, order.currency)} of fees, which are not on the Sales Order.`,
      evidence: [
        { label: 'Order total', value: moneyText(order.total, order.currency) },
        ...order.lines.flatMap((line) =>
          line.fees.map(({ code, amount }) => ({
            label: `${lineName(line)}: ${code}`,
            value: moneyText(amount, order.currency),
          })),
        ),
      ],
      moneyAtRisk: fees,
    }),
  ];
}

/** What the live lines come to, goods and delivery, as stated (with or without VAT by the tax mode). */
export function goodsAndDelivery(order: MarketplaceOrder): Minor {
  const lines = liveLines(order);
  return sum(lines.map((line) => line.price)) + sum(deliveryByLine(order));
}

/** What the customer pays for the live lines, with VAT: the total that the Sales Order must have. */
export function customerTotal(order: MarketplaceOrder): Minor {
  if (order.taxMode !== 'TAX_EXCLUDED') return goodsAndDelivery(order);
  return goodsAndDelivery(order) + statedTax(order);
}

/** The VAT that the marketplace states on the live lines, goods and delivery. */
export function statedTax(order: MarketplaceOrder): Minor {
  return sum(
    liveLines(order).flatMap((line) => [...line.taxes, ...line.shippingTaxes].map((tax) => tax.amount)),
  );
}

/**
 * Delivery of each live line, in their order. Where the lines state none but the order does (seen on B&Q: mirakl.md 9),
 * it is spread over the lines by their price.
 */
export function deliveryByLine(order: MarketplaceOrder): readonly Minor[] {
  const lines = liveLines(order);
  if (order.lines.some((line) => line.shipping !== 0)) return lines.map((line) => line.shipping);
  return spread(
    order.shipping,
    lines.map((line) => line.price),
  );
}

interface WrongSum {
  readonly what: string;
  readonly stated: Minor;
  readonly computed: Minor;
}

function wrongLine(line: MarketplaceOrderLine): WrongSum[] {
  const price = line.unitPrice * line.quantity;
  const total = line.price + line.shipping;
  return [
    ...check(`${lineName(line)}: price`, line.price, [price]),
    ...check(`${lineName(line)}: total`, line.total, [total, total + feesOf([line])]),
  ];
}

function wrongOrder(order: MarketplaceOrder): WrongSum[] {
  const both = [order.lines, liveLines(order)];
  const price = both.map((lines) => sum(lines.map((line) => line.price)));
  const shipping = both.map((lines) => sum(lines.map((line) => line.shipping)));
  const delivery = shipping.includes(order.shipping) || shipping.some((amount) => amount !== 0);
  const total = order.price + order.shipping;
  return [
    ...check('Order: price', order.price, price),
    ...(delivery ? check('Order: delivery', order.shipping, shipping) : []),
    ...check('Order: total', order.total, [total, ...both.map((lines) => total + feesOf(lines))]),
  ];
}

function check(what: string, stated: Minor, allowed: readonly Minor[]): WrongSum[] {
  const [computed = 0] = allowed;
  return allowed.includes(stated) ? [] : [{ what, stated, computed }];
}

function feesOf(lines: readonly MarketplaceOrderLine[]): Minor {
  return sum(lines.flatMap((line) => line.fees.map((fee) => fee.amount)));
}

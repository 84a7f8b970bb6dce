/**
 * The VAT of every line, proved before the Sales Order exists (ACCOUNTING, VAT on sales). Where the marketplace states
 * VAT it must equal one named rounding at the rate of our rule; where it states none it is computed by the rule,
 * half-up on the line. Goods and delivery of a line are proved apart, at the same rate: delivery follows its goods.
 */
import { causeKey, causeKeysOfRule } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { moneyText, sum } from '../money.ts';
import type { Minor } from '../money.ts';
import { vatOf } from '../vat/extract.ts';
import type { TaxMode } from '../vat/extract.ts';
import { methodOf } from '../vat/methods.ts';
import type { SuppliedVat, TaxMethod } from '../vat/methods.ts';
import { rateText } from '../vat/rate.ts';
import { taxPointOf } from '../vat/tax-point.ts';
import { ruleText } from './line-rules.ts';
import type { RuledLine } from './line-rules.ts';
import type { MarketplaceOrder, MarketplaceOrderLine, Tax } from './marketplace-order.ts';
import { lineName, orderException } from './order-exception.ts';

/** A line with its delivery amount and the VAT that the marketplace states for each; null where it states none. */
export interface ProvedLine extends RuledLine {
  readonly delivery: Minor;
  readonly goodsVat: Minor | null;
  readonly deliveryVat: Minor | null;
}

export interface VatProof {
  readonly lines: readonly ProvedLine[];
  readonly method: TaxMethod | null;
  readonly exceptions: readonly ExceptionDraft[];
}

interface Part extends SuppliedVat {
  readonly ruled: RuledLine;
  readonly what: 'goods' | 'delivery';
  readonly statedRate: number | null;
}

/** `delivery` gives the delivery amount of each line, in their order. */
export function proveVat(
  order: MarketplaceOrder,
  ruled: readonly RuledLine[],
  { mode, delivery }: { readonly mode: TaxMode; readonly delivery: (lineId: string) => Minor },
): VatProof {
  const lines = ruled.map((line) => ({
    ...line,
    delivery: delivery(line.line.id),
    goodsVat: stated(line.line.taxes),
    deliveryVat: stated(line.line.shippingTaxes),
  }));
  const parts = lines.flatMap(partsOf);
  const method = methodOf(parts, mode);
  const wrong = parts.filter(
    (part) =>
      (part.statedRate !== null && part.statedRate !== part.rate) ||
      (method === null && part.supplied !== vatOf(part.amount, part.rate, mode)),
  );
  return {
    lines,
    method: parts.length === 0 ? null : method,
    exceptions: [
      ...wrong.map((part) => wrongVat(order, part, mode)),
      ...(mode === 'TAX_EXCLUDED' ? lines.flatMap((line) => notStated(order, line)) : []),
    ],
  };
}

function partsOf(line: ProvedLine): Part[] {
  const { rate } = line.rule;
  const { unitPrice, quantity, price, taxes, shippingTaxes } = line.line;
  return [
    ...(line.goodsVat === null
      ? []
      : [
          {
            ...{ ruled: line, what: 'goods' as const, statedRate: statedRate(taxes) },
            ...{ amount: price, unitPrice, quantity, rate, supplied: line.goodsVat },
          },
        ]),
    ...(line.deliveryVat === null
      ? []
      : [
          {
            ...{ ruled: line, what: 'delivery' as const, statedRate: statedRate(shippingTaxes) },
            ...{
              amount: line.delivery,
              unitPrice: line.delivery,
              quantity: 1,
              rate,
              supplied: line.deliveryVat,
            },
          },
        ]),
  ];
}

function stated(taxes: readonly Tax[]): Minor | null {
  return taxes.length === 0 ? null : sum(taxes.map((tax) => tax.amount));
}

/** Several taxes on one amount add up; null unless every one states its rate. */
function statedRate(taxes: readonly Tax[]): number | null {
  let total = 0;
  for (const { rate } of taxes) {
    if (rate === null) return null;
    total += rate;
  }
  return total;
}

function wrongVat(order: MarketplaceOrder, part: Part, mode: TaxMode): ExceptionDraft {
  const { rule, line, taxCategory } = part.ruled;
  const money = (amount: Minor) => moneyText(amount, order.currency);
  const ours = vatOf(part.amount, part.rate, mode);
  const atRate = part.statedRate === null ? '' : ` at ${rateText(part.statedRate)}`;
  return orderException(order, 'wrong-vat', {
    causeKey: causeKeysOfRule(taxCategory, rule.territory)[0] ?? causeKey('tax', taxCategory),
    subject: lineName(line),
    cause:
      `${lineName(line)}, ${part.what} of ${money(part.amount)}: the marketplace says VAT ${money(part.supplied)}${atRate}, ` +
      `our rule ${ruleText(rule)} gives ${money(ours)}.`,
    evidence: [
      ...productOf(line),
      { label: `${lineName(line)}: VAT stated (${part.what})`, value: `${money(part.supplied)}${atRate}` },
      { label: `${lineName(line)}: VAT by our rule (${part.what})`, value: money(ours) },
      ...ruleOf(order, part.ruled),
    ],
    moneyAtRisk: Math.abs(part.supplied - ours),
  });
}

/** The labels by which the forms find the product whose tax category may be wrong. */
function productOf({ sku, title }: MarketplaceOrderLine): ExceptionDraft['evidence'] {
  return [
    { label: 'SKU', value: sku ?? '' },
    { label: 'Title on the marketplace', value: title ?? '' },
  ];
}

/** What a tax rule is found by, and the one that was found. */
function ruleOf(order: MarketplaceOrder, { taxCategory, rule }: RuledLine): ExceptionDraft['evidence'] {
  return [
    { label: 'Tax category', value: taxCategory },
    { label: 'Territory', value: rule.territory },
    { label: 'Tax point', value: taxPointOf(order) ?? '' },
    { label: 'Rule', value: ruleText(rule) },
  ];
}

/** Prices without VAT and no VAT: what the customer paid cannot be told unless there is none (mirakl.md 2.3). */
function notStated(order: MarketplaceOrder, proved: ProvedLine): ExceptionDraft[] {
  const { rule, line, taxCategory } = proved;
  const goods = proved.goodsVat === null && line.price !== 0;
  const delivery = proved.deliveryVat === null && proved.delivery !== 0;
  if (rule.rate === 0 || !(goods || delivery)) return [];
  return [
    orderException(order, 'vat-not-stated', {
      causeKey: causeKeysOfRule(taxCategory, rule.territory)[0] ?? causeKey('tax', taxCategory),
      subject: lineName(line),
      cause: `${lineName(line)}: the marketplace states prices without VAT and no VAT, but our rule is ${ruleText(rule)}.`,
      evidence: [
        ...productOf(line),
        { label: 'Tax mode', value: 'prices exclude VAT' },
        ...ruleOf(order, proved),
      ],
      moneyAtRisk: vatOf(line.price + proved.delivery, rule.rate, 'TAX_EXCLUDED'),
    }),
  ];
}

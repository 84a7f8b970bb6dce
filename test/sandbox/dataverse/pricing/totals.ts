/**
 * The arithmetic of the Sales pricing engine (dataverse.md 9 "How totals are computed", TENANT 8), on exact integers.
 *
 *   base     = price x quantity                        price cut to the organisation's pricing precision
 *   net      = base - discounts                        discount for the whole line, or per unit, by organisation setting
 *   extended = net + tax                               tax is an amount, never a rate
 *   order    = sum(net) - order discount + freight + sum(tax)
 */
import { cut, divide, QUANTITY_PLACES, type Rounding } from './decimal.ts';

export interface PricingPrecision {
  /** organization.pricingdecimalprecision, 0..4: decimal places of a unit price. */
  unitPrice: number;
  /** transactioncurrency.currencyprecision, 0..4: decimal places of every other amount. */
  currency: number;
  /** How a unit price with more places is cut: unverified which (TENANT 8 says "cuts"). */
  unitPriceRounding: Rounding;
}

export type DiscountMethod = 'line item' | 'per unit';

/** Amounts with four implied decimals, quantity with five. */
export interface LineFacts {
  pricePerUnit: bigint;
  quantity: bigint;
  manualDiscount: bigint;
  volumeDiscount: bigint;
  tax: bigint;
}

export interface LineAmounts {
  pricePerUnit: bigint;
  manualDiscount: bigint;
  tax: bigint;
  base: bigint;
  /** What the discounts take off the whole line. */
  discount: bigint;
  extended: bigint;
}

export function priceLine(
  facts: LineFacts,
  precision: PricingPrecision,
  method: DiscountMethod,
): LineAmounts {
  const pricePerUnit = cut(facts.pricePerUnit, precision.unitPrice, precision.unitPriceRounding);
  const manualDiscount = cut(facts.manualDiscount, precision.currency, 'half-up');
  const tax = cut(facts.tax, precision.currency, 'half-up');
  const times = (amount: bigint): bigint =>
    cut(multiply(amount, facts.quantity), precision.currency, 'half-up');

  const base = times(pricePerUnit);
  const volume = times(facts.volumeDiscount);
  const discount = volume + (method === 'per unit' ? times(manualDiscount) : manualDiscount);
  return { pricePerUnit, manualDiscount, tax, base, discount, extended: base - discount + tax };
}

/** An amount of four places times a quantity of five, to four places. */
function multiply(amount: bigint, quantity: bigint): bigint {
  return divide(amount * quantity, 10n ** BigInt(QUANTITY_PLACES), 'half-up');
}

/** Amounts with four implied decimals; the percentage with two (17.5 % is 1750n). */
export interface HeaderFacts {
  freight: bigint;
  discountAmount: bigint;
  discountPercentage: bigint;
}

export interface HeaderAmounts {
  lineItems: bigint;
  lineItemDiscounts: bigint;
  discount: bigint;
  lessFreight: bigint;
  tax: bigint;
  total: bigint;
}

/** Order totals from its lines. There is no separate tax on freight. */
export function totalOrder(
  lines: readonly Pick<LineAmounts, 'base' | 'discount' | 'tax'>[],
  header: HeaderFacts,
  currencyPrecision: number,
): HeaderAmounts {
  const sum = (amount: (line: Pick<LineAmounts, 'base' | 'discount' | 'tax'>) => bigint): bigint =>
    lines.reduce((total, line) => total + amount(line), 0n);
  const lineItems = sum((line) => line.base - line.discount);
  const tax = sum((line) => line.tax);
  const byPercentage = divide(lineItems * header.discountPercentage, 10_000n, 'half-up');
  const discount = cut(header.discountAmount + byPercentage, currencyPrecision, 'half-up');
  const lessFreight = lineItems - discount;
  const total = lessFreight + cut(header.freight, currencyPrecision, 'half-up') + tax;
  return { lineItems, lineItemDiscounts: sum((line) => line.discount), discount, lessFreight, tax, total };
}

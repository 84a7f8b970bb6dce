/**
 * Unit prices from which the Dynamics pricing engine (price x quantity - discount) makes exactly our net (TENANT 8):
 * three units for GBP 25.00 cannot be priced at 8.33, so the price is rounded *up* and the excess is a discount.
 */
import type { Minor } from '../money.ts';

export interface ExactPrice {
  readonly quantity: number;
  /** Unit price as an integer with `places` decimals. */
  readonly price: number;
  readonly places: number;
  /** For the whole line, never negative, always less than quantity x one step of the price. */
  readonly discount: Minor;
  readonly net: Minor;
}

export interface PriceRules {
  /** Decimals that the organisation keeps of a unit price. */
  readonly precision: number;
  /** Decimals of the currency, which are those of a discount. */
  readonly currencyDigits: number;
  /** `perUnit` multiplies a discount by the quantity, so it is not used; a line that needs one becomes two. */
  readonly discountMethod: 'lineItem' | 'perUnit';
}

/**
 * One line, or two where discounts may not be used; null where the organisation keeps so few decimals of a price that
 * no two lines give the net. A price is never finer than the currency unless it is exact without a discount: a discount
 * has only the currency's decimals.
 */
export function exactPrices(net: Minor, quantity: number, rules: PriceRules): readonly ExactPrice[] | null {
  const fine = dividePrice(net, quantity, rules.precision, rules.currencyDigits);
  if (fine.exact) return [{ quantity, price: fine.down, places: rules.precision, discount: 0, net }];
  const places = Math.min(rules.precision, rules.currencyDigits);
  const step = 10 ** (rules.currencyDigits - places);
  const down = Math.floor(net / (quantity * step));
  const up = Math.ceil(net / (quantity * step));
  if (rules.discountMethod === 'lineItem') {
    return [{ quantity, price: up, places, discount: up * step * quantity - net, net }];
  }
  if (net % step !== 0) return null;
  const dearer = net / step - down * quantity;
  const part = (count: number, price: number) => ({
    quantity: count,
    price,
    places,
    discount: 0,
    net: count * price * step,
  });
  return [part(quantity - dearer, down), part(dearer, up)].filter(({ quantity: count }) => count > 0);
}

/** Net / quantity with `precision` decimals, rounded down, and whether that lost anything. */
function dividePrice(net: Minor, quantity: number, precision: number, currencyDigits: number) {
  const scaled = BigInt(net) * 10n ** BigInt(precision);
  const divisor = BigInt(quantity) * 10n ** BigInt(currencyDigits);
  const down = scaled / divisor;
  return { down: Number(down), exact: down * divisor === scaled && down <= BigInt(Number.MAX_SAFE_INTEGER) };
}

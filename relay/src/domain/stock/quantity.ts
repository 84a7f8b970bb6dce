/**
 * Quantities of goods as whole hundred-thousandths of a unit, the finest that Dynamics keeps (product.quantitydecimal is
 * 0 to 5, dataverse.md 9), so that no sum of decimals is ever a little off.
 */
export type Quantity = number & { readonly quantity: unique symbol };

const scale = 100_000;

/** From a number of the Web API, which has at most five decimals. */
export function quantityOf(units: number): Quantity {
  return Math.round(units * scale) as Quantity;
}

export const noQuantity = 0 as Quantity;

/** For a column of the Web API. */
export function unitsOf(quantity: Quantity): number {
  return quantity / scale;
}

/** Whole units, rounded down: -0.5 is -1. */
export function wholeUnits(quantity: Quantity): number {
  return Math.floor(quantity / scale);
}

export function plus(one: Quantity, other: Quantity): Quantity {
  return (one + other) as Quantity;
}

export function minus(one: Quantity, other: Quantity): Quantity {
  return (one - other) as Quantity;
}

const hundredPerCent = 1_000_000n;

/** So many per cent (at most four decimals) of it, to the finest quantity. Exact, however large it is. */
export function percentOf(quantity: Quantity, percent: number, rounding: 'down' | 'up'): Quantity {
  const product = BigInt(quantity) * BigInt(Math.round(percent * 10_000));
  // BigInt rounds towards 0.
  const rest = ((product % hundredPerCent) + hundredPerCent) % hundredPerCent;
  const down = (product - rest) / hundredPerCent;
  return Number(rounding === 'up' && rest > 0n ? down + 1n : down) as Quantity;
}

/** For people: 12, 2.5. */
export function quantityText(quantity: Quantity): string {
  return String(unitsOf(quantity));
}

/** Arithmetic on pounds that are printed as JSON numbers. */

/** `part`/`whole` of an amount in pounds, half-up to the penny; exact because it is done in integers. */
export function share(pounds: number, part: number, whole: number): number {
  // Parts are given to a thousandth at most (a rate of 12.5 percent, an amount of 10.005).
  const numerator = BigInt(Math.round(pounds * 1000)) * BigInt(Math.round(part * 1000));
  const denominator = BigInt(Math.round(whole * 1000)) * 10n;
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [abs(numerator), abs(denominator)];
  const pence = (2n * n + d) / (2n * d);
  return Number(negative ? -pence : pence) / 100;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Pennies as pounds. */
export function pounds(minor: number): number {
  return minor / 100;
}

/** Pounds as whole pennies. */
export function pence(amount: number): number {
  return Math.round(amount * 100);
}

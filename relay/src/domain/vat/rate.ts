/** A VAT rate: per cent times 10,000, so that 20 % is 200,000 and 17.5 % is 175,000. */
export type Rate = number;

/** 100 % as a rate. */
export const hundredPerCent: Rate = 1_000_000;

/** For people: `20 %`, `17.5 %`. */
export function rateText(rate: Rate): string {
  return `${(rate / 10_000).toString()} %`;
}

import { folded } from '../text.ts';
import type { TaxRule } from '../orders/decision.ts';

export type RuleLookup =
  | { readonly kind: 'rule'; readonly rule: TaxRule }
  | { readonly kind: 'none' }
  /** Rules that contradict each other or themselves: a person says which is right, never we. */
  | { readonly kind: 'ambiguous'; readonly rules: readonly TaxRule[] };

/**
 * The one rule for a product tax category in a territory on a day (`YYYY-MM-DD`); both ends of a rule's period are
 * included. Categories are compared ignoring case and outer blanks. A rule that is not `taxable` and has a rate other
 * than zero contradicts itself, and so does one with a rate that is none.
 */
export function taxRuleFor(
  rules: readonly TaxRule[],
  want: { readonly taxCategory: string; readonly territory: string; readonly taxPoint: string },
): RuleLookup {
  const valid = rules.filter(
    (rule) =>
      folded(rule.taxCategory) === folded(want.taxCategory) &&
      folded(rule.territory) === folded(want.territory) &&
      rule.validFrom <= want.taxPoint &&
      (rule.validTo === null || want.taxPoint <= rule.validTo),
  );
  const [rule, ...others] = valid;
  if (rule === undefined) return { kind: 'none' };
  if (others.length > 0 || !isConsistent(rule)) return { kind: 'ambiguous', rules: valid };
  return { kind: 'rule', rule };
}

function isConsistent({ treatment, rate }: TaxRule): boolean {
  return Number.isInteger(rate) && rate >= 0 && (treatment === 'taxable' || rate === 0);
}

import { causeKey, causeKeysOfRule } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { rateText } from '../vat/rate.ts';
import { taxRuleFor } from '../vat/tax-rules.ts';
import type { Territory } from '../vat/territory.ts';
import type { TaxRule } from './decision.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { lineName, orderException } from './order-exception.ts';
import type { MatchedLine } from './products.ts';

/** A line whose VAT rate is known. */
export interface RuledLine extends MatchedLine {
  readonly rule: TaxRule;
}

export interface RuledLines {
  readonly lines: readonly RuledLine[];
  readonly exceptions: readonly ExceptionDraft[];
}

/** Finds the one tax rule of each line; no rule and several rules are both a person's decision. */
export function ruleLines(
  order: MarketplaceOrder,
  matched: readonly MatchedLine[],
  where: { readonly rules: readonly TaxRule[]; readonly territory: Territory; readonly taxPoint: string },
): RuledLines {
  const lines: RuledLine[] = [];
  const exceptions: ExceptionDraft[] = [];
  for (const line of matched) {
    const found = taxRuleFor(where.rules, { ...where, taxCategory: line.taxCategory });
    if (found.kind === 'rule') lines.push({ ...line, rule: found.rule });
    else exceptions.push(missing(order, line, { ...where, rules: found.kind === 'none' ? [] : found.rules }));
  }
  return { lines, exceptions };
}

/** `'standard', UK, 20 %, from 2011-01-04` */
export function ruleText(rule: TaxRule): string {
  const end = rule.validTo === null ? '' : ` to ${rule.validTo}`;
  return `'${rule.taxCategory}', ${rule.territory}, ${rateText(rule.rate)}, from ${rule.validFrom}${end}`;
}

function missing(
  order: MarketplaceOrder,
  { line, taxCategory }: MatchedLine,
  where: { readonly rules: readonly TaxRule[]; readonly territory: Territory; readonly taxPoint: string },
): ExceptionDraft {
  const what = `tax category '${taxCategory}' in territory ${where.territory} on ${where.taxPoint}`;
  const none = where.rules.length === 0;
  return orderException(order, none ? 'no-tax-rule' : 'ambiguous-tax-rule', {
    causeKey: causeKeysOfRule(taxCategory, where.territory)[0] ?? causeKey('tax', taxCategory),
    subject: `${taxCategory}, ${where.territory}`,
    cause: none
      ? `${lineName(line)}: there is no tax rule for ${what}.`
      : `${lineName(line)}: the tax rules for ${what} do not give one rate: ${where.rules.map(ruleText).join('; ')}.`,
    evidence: [
      { label: 'Tax category', value: taxCategory },
      { label: 'Territory', value: where.territory },
      { label: 'Tax point', value: where.taxPoint },
      ...where.rules.map((rule) => ({ label: 'Rule', value: ruleText(rule) })),
    ],
    moneyAtRisk: line.total,
  });
}

/** A tax rule as the person fills it in: what is known beforehand, what is wrong with it, and the row that is saved. */
import type { Evidence, WriteRow, t } from '@marketplace-bridge/solution';
import { treatments } from '../../shared/choice-values.ts';
import type { Treatment } from '../../shared/choice-values.ts';
import { fitting } from '../../shared/fitting.ts';
import { literal } from './rows.ts';
import { valueOf } from './sku-mapping.ts';

/** As typed; read only when it is checked. */
export interface RuleForm {
  readonly category: string;
  readonly territory: string;
  readonly treatment: Treatment;
  readonly rate: string;
  /** `YYYY-MM-DD`, as a date field gives it. */
  readonly validFrom: string;
}

export interface RuleRow {
  readonly mpb_taxruleid: string;
  readonly mpb_rate: number | null;
  readonly mpb_validfrom: string | null;
  readonly mpb_validto: string | null;
}

/** The territories that VAT rules are written for (ACCOUNTING, VAT on sales). */
export const territories = ['UK', 'XC'] as const;

/** What the exception says about the rule that it misses; a rate is never suggested. */
export function suggestedRule(evidence: readonly Evidence[], causeKey: string | null): RuleForm {
  const [, keyCategory = '', keyTerritory = ''] = /^tax:(.*)\|([^|]*)$/.exec(causeKey ?? '') ?? [];
  return {
    category: valueOf(evidence, 'Tax category') ?? keyCategory,
    territory: valueOf(evidence, 'Territory') ?? keyTerritory.toUpperCase(),
    treatment: 'taxable',
    rate: '',
    validFrom: (valueOf(evidence, 'Tax point') ?? '').slice(0, 10),
  };
}

export type RuleProblems = Partial<Record<'category' | 'territory' | 'rate' | 'validFrom', RuleProblem>>;
export type RuleProblem = 'missing' | 'not-a-rate' | 'not-a-date' | 'overlaps';

export function ruleProblems(form: RuleForm, existing: readonly RuleRow[]): RuleProblems {
  const from = form.validFrom;
  return {
    ...(form.category.trim() === '' ? { category: 'missing' } : {}),
    ...(form.territory.trim() === '' ? { territory: 'missing' } : {}),
    ...(rateOf(form) === null ? { rate: 'not-a-rate' } : {}),
    ...(!/^\d{4}-\d\d-\d\d$/.test(from)
      ? { validFrom: 'not-a-date' }
      : overlaps(from, existing)
        ? { validFrom: 'overlaps' }
        : {}),
  };
}

/** Per cent with at most four decimals, comma or point; nothing but taxable has a rate. */
export function rateOf({ treatment, rate }: Pick<RuleForm, 'treatment' | 'rate'>): number | null {
  if (treatment !== 'taxable') return 0;
  const text = rate.trim().replace(/\s*%$/, '').replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,4})?$/.test(text)) return null;
  const value = Number(text);
  return value > 100 ? null : value;
}

/** The new rule has no end, so that any rule still valid on its first day, or later, would contradict it. */
function overlaps(from: string, existing: readonly RuleRow[]): boolean {
  return existing.some(({ mpb_validto: to }) => to === null || to.slice(0, 10) >= from);
}

/** @param form one without problems */
export function ruleRow(form: RuleForm): WriteRow<typeof t.taxrule> {
  const rate = rateOf(form) ?? 0;
  const category = form.category.trim();
  return {
    mpb_name: fitting(`${category}, ${form.territory}, ${rate} %`, 200),
    mpb_taxcategory: category,
    mpb_territory: form.territory.trim(),
    mpb_treatment: treatments[form.treatment],
    mpb_rate: rate,
    mpb_validfrom: form.validFrom,
  };
}

/** The rules that are there for the same category and territory. */
export function rulesQuery({ category, territory }: Pick<RuleForm, 'category' | 'territory'>): string {
  const same = (column: string, value: string) => `${column} eq ${literal(value.trim())}`;
  return (
    '?$select=mpb_taxruleid,mpb_rate,mpb_validfrom,mpb_validto' +
    `&$filter=statecode eq 0 and ${same('mpb_taxcategory', category)} and ${same('mpb_territory', territory)}` +
    '&$orderby=mpb_validfrom desc&$top=20'
  );
}

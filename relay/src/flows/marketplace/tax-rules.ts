import { choice, type ReadRow, type t } from '@marketplace-bridge/solution';
import type { TaxRule } from '../../domain/orders/decision.ts';

export type TaxRuleRow = Pick<
  ReadRow<typeof t.taxrule>,
  | 'mpb_taxcategory'
  | 'mpb_territory'
  | 'mpb_treatment'
  | 'mpb_rate'
  | 'mpb_validfrom'
  | 'mpb_validto'
  | 'mpb_taxcode'
  | 'modifiedon'
>;

export const taxRuleQuery = {
  method: 'GET' as const,
  path: 'mpb_taxrules?$select=mpb_taxcategory,mpb_territory,mpb_treatment,mpb_rate,mpb_validfrom,mpb_validto,mpb_taxcode,modifiedon&$filter=statecode eq 0&$orderby=mpb_taxruleid',
};

const treatments = new Map<number, TaxRule['treatment']>(
  (Object.entries(choice.taxTreatment.values) as [TaxRule['treatment'], number][]).map(([name, value]) => [
    value,
    name,
  ]),
);

export function taxRuleOf(row: TaxRuleRow): TaxRule {
  return {
    taxCategory: row.mpb_taxcategory ?? '',
    territory: row.mpb_territory ?? '',
    treatment: treatments.get(row.mpb_treatment ?? -1) ?? 'taxable',
    // Four decimals of a per cent; the product of a four-decimal number and 10,000 rounds to the exact integer.
    rate: Math.round((row.mpb_rate ?? 0) * 10_000),
    validFrom: (row.mpb_validfrom ?? '').slice(0, 10),
    validTo: row.mpb_validto === null ? null : row.mpb_validto.slice(0, 10),
    taxCode: row.mpb_taxcode,
  };
}

/** One exception of each kind that the states of the control are about. */
import { responsibles, severities } from '../../shared/choice-values.ts';
import { causeRow, exceptionRow } from './samples.ts';

export const fixes = (...offered: readonly (readonly [kind: string, text: string])[]) =>
  JSON.stringify(offered.map(([kind, text]) => ({ kind, text })));

export const unknownSku = exceptionRow();
export const cancelled = exceptionRow({
  mpb_exceptionid: 'cancelled',
  mpb_code: 'cancelled-after-import',
  mpb_name: 'Cancelled on the marketplace after import: Line 2 (SKU SAW-12)',
  mpb_responsible: responsibles.sales,
  mpb_cause: 'Line 2 (SKU SAW-12): 1 of 3 was cancelled on the marketplace, and 3 stand on the Sales Order.',
  mpb_causekey: 'difference:line 2 quantity 2',
  mpb_causeid: null,
  mpb_deadline: '2026-11-24T11:15:00Z',
  mpb_evidence: JSON.stringify([
    { label: 'Quantity of line 2: on the Sales Order', value: '3' },
    { label: 'Quantity of line 2: on the marketplace', value: '2' },
    { label: 'Order total: on the Sales Order', value: '£149.70' },
    { label: 'Order total: on the marketplace', value: '£99.80' },
  ]),
  mpb_fixes: fixes(
    ['apply-difference', 'Change the Sales Order so that it agrees with the marketplace.'],
    ['accept-difference', 'Leave the Sales Order as it is and record that the difference was accepted.'],
  ),
});
export const fees = exceptionRow({
  mpb_exceptionid: 'fees',
  mpb_code: 'fees-in-total',
  mpb_name: 'The order total contains marketplace fees',
  mpb_severity: severities.advisory,
  mpb_responsible: responsibles.finance,
  mpb_cause: 'The total contains a card fee of £0.50, which is no sale of ours.',
  mpb_causekey: 'order:1001-a',
  mpb_causeid: null,
  mpb_deadline: null,
  mpb_moneyatrisk: null,
  mpb_evidence: '[]',
  mpb_fixes: fixes(['dismiss', 'Put this note away; nothing else changes.']),
});
export const noRule = exceptionRow({
  mpb_exceptionid: 'rule',
  mpb_code: 'no-tax-rule',
  mpb_name: 'No tax rule: reduced, UK',
  mpb_responsible: responsibles.finance,
  mpb_cause:
    "Line 1 (SKU PUMP-4): there is no tax rule for tax category 'reduced' in territory UK on 2026-11-23.",
  mpb_causekey: 'tax:reduced|uk',
  mpb_causeid: causeRow({ mpb_open: 2 }),
  mpb_evidence: JSON.stringify([
    { label: 'Tax category', value: 'reduced' },
    { label: 'Territory', value: 'UK' },
    { label: 'Tax point', value: '2026-11-23' },
  ]),
  mpb_fixes: fixes(
    ['add-tax-rule', 'Add or correct the tax rule; every order that waits for it is then imported.'],
    ['retry', 'Look at the order again now.'],
  ),
});
export const inactive = exceptionRow({
  mpb_code: 'product-inactive',
  mpb_name: 'The product cannot be sold: DRILL-18V-NEW',
  mpb_fixes: fixes(
    ['set-up', 'Activate the product in Dynamics.'],
    ['map-sku', 'Add a SKU mapping to the right product; every order with this SKU is then imported.'],
    ['retry', 'Look at the order again now.'],
  ),
});
export const address = exceptionRow({
  mpb_code: 'country-postcode-disagree',
  mpb_name: 'Country and postcode disagree: JE2 3AB',
  mpb_causekey: 'address:1001-a',
  mpb_causeid: null,
  mpb_fixes: fixes(
    ['set-up', 'Have the address corrected on the marketplace.'],
    ['send-drone', 'A way out that this version of the control does not know.'],
  ),
});

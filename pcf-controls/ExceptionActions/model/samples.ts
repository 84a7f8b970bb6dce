/** Rows for the tests and for the states that the browser tests draw. */
import { actionKinds, outcomes, responsibles, severities } from '../../shared/choice-values.ts';
import type { ActionRow, CauseRow, ExceptionRow, OrderRow } from './rows.ts';

const annotation = '@OData.Community.Display.V1.FormattedValue';
type Words = Readonly<Record<string, string>>;

function annotated(words: Words): object {
  return Object.fromEntries(Object.entries(words).map(([column, text]) => [`${column}${annotation}`, text]));
}

export const marketplaceId = '5f0c1e9a-0000-4000-8000-000000000001';
export const orderId = '5f0c1e9a-0000-4000-8000-000000000002';
export const orderKey = 'c0ffee'.repeat(10);

export function causeRow(change: Partial<CauseRow> = {}): CauseRow {
  return {
    mpb_open: 37,
    mpb_held: null,
    mpb_fixedon: null,
    mpb_countedon: '2026-11-24T10:00:00Z',
    ...change,
  };
}

export function exceptionRow(change: Partial<ExceptionRow> = {}, words: Words = {}): ExceptionRow {
  return {
    mpb_exceptionid: '5f0c1e9a-0000-4000-8000-000000000004',
    mpb_name: 'No product for the SKU: DRILL-18V-NEW',
    mpb_code: 'unknown-sku',
    mpb_severity: severities.blocking,
    mpb_responsible: responsibles.operations,
    mpb_cause:
      'Line 1 (SKU DRILL-18V-NEW): no product in Dynamics has this number, and no SKU mapping names one.',
    mpb_evidence: JSON.stringify([
      { label: 'SKU', value: 'DRILL-18V-NEW' },
      { label: 'Title on the marketplace', value: 'Cordless combi drill 18V, 2 batteries' },
    ]),
    mpb_fixes: JSON.stringify([
      {
        kind: 'map-sku',
        text: 'Add a SKU mapping to the right product; every order with this SKU is then imported.',
      },
      { kind: 'retry', text: 'Look at the order again now.' },
    ]),
    mpb_causekey: 'sku:drill-18v-new',
    mpb_causeid: causeRow(),
    mpb_deadline: '2026-11-24T15:30:00Z',
    mpb_moneyatrisk: 129.5,
    mpb_openedon: '2026-11-24T09:12:00Z',
    mpb_closedon: null,
    mpb_outcome: null,
    statecode: 0,
    statuscode: 1,
    _ownerid_value: '5f0c1e9a-0000-4000-8000-000000000005',
    ...annotated({
      mpb_moneyatrisk: '£129.50',
      _ownerid_value: 'B&Q Operations',
      statuscode: 'Open',
      ...words,
    }),
    ...change,
  };
}

export function actionRow(change: Partial<ActionRow> = {}, words: Words = {}): ActionRow {
  return {
    mpb_actionid: '5f0c1e9a-0000-4000-8000-000000000006',
    mpb_kind: actionKinds.retry,
    _mpb_exceptionid_value: '5f0c1e9a-0000-4000-8000-000000000004',
    mpb_reason: null,
    mpb_outcome: outcomes.done,
    mpb_outcometext: 'Still held up: no product for the SKU.',
    createdon: '2026-11-24T11:00:00Z',
    _createdby_value: '5f0c1e9a-0000-4000-8000-000000000007',
    ...annotated({ _createdby_value: 'Olivia Operations', ...words }),
    ...change,
  };
}

export function orderRow(exceptions: readonly ExceptionRow[], actions: readonly ActionRow[] = []): OrderRow {
  return {
    mpb_orderid: orderId,
    _mpb_marketplaceid_value: marketplaceId,
    mpb_exception_mpb_orderid: exceptions,
    mpb_action_mpb_orderid: actions,
  };
}

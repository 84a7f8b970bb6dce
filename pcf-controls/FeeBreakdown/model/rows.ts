/** What the control reads, in one call: the order's amounts, their currency, and the fees of its lines. */
import type { ReadRow, Selectable, t } from '@marketplace-bridge/solution';
import { quoted } from '../../shared/dataverse.ts';

const orderColumns = [
  'mpb_orderid',
  'mpb_name',
  'mpb_total',
  'mpb_tax',
  'mpb_refunded',
  'mpb_expectednet',
  'mpb_actualnet',
  'mpb_payoutreference',
  'mpb_paidouton',
  'mpb_updatedon',
  'modifiedon',
] as const satisfies readonly Selectable<typeof t.order>[];

const feeColumns = [
  'mpb_type',
  'mpb_basis',
  'mpb_amount',
  'mpb_tax',
  'modifiedon',
] as const satisfies readonly Selectable<typeof t.fee>[];

export interface FeeRow extends Pick<ReadRow<typeof t.fee>, (typeof feeColumns)[number]> {
  /** Every table with amounts has it; the platform adds it. */
  readonly _transactioncurrencyid_value: string | null;
}

export interface FeeBreakdownRow extends Pick<ReadRow<typeof t.order>, (typeof orderColumns)[number]> {
  readonly _transactioncurrencyid_value: string | null;
  readonly transactioncurrencyid: {
    readonly currencysymbol: string | null;
    readonly currencyprecision: number | null;
    readonly isocurrencycode: string | null;
  } | null;
  readonly mpb_orderline_mpb_orderid: readonly { readonly mpb_fee_mpb_orderlineid: readonly FeeRow[] }[];
}

const currency = '_transactioncurrencyid_value';

export function feeBreakdownQuery(orderKey: string): string {
  const fees = `mpb_fee_mpb_orderlineid($select=${feeColumns.join()},${currency})`;
  const expand = [
    'transactioncurrencyid($select=currencysymbol,currencyprecision,isocurrencycode)',
    `mpb_orderline_mpb_orderid($select=mpb_orderlineid;$expand=${fees})`,
  ];
  const filter = `mpb_orderkey eq ${quoted(orderKey)}`;
  return `?$select=${orderColumns.join()},${currency}&$filter=${filter}&$expand=${expand.join()}`;
}

/** What the control reads, in one call: the order, and what holds it up. */
import type { ReadRow, Selectable, t } from '@marketplace-bridge/solution';
import { quoted } from '../../shared/dataverse.ts';

const orderColumns = [
  'mpb_orderid',
  'mpb_name',
  'mpb_state',
  'mpb_statetext',
  'mpb_place',
  'mpb_reason',
  'mpb_dueon',
  'mpb_placedon',
  'mpb_debitedon',
  'mpb_shipby',
  'mpb_updatedon',
  'mpb_writtenbackon',
  'mpb_paidouton',
  'mpb_payoutreference',
  'mpb_hasincident',
  'mpb_milestones',
  '_mpb_salesorderid_value',
  '_mpb_marketplaceid_value',
] as const satisfies readonly Selectable<typeof t.order>[];

const exceptionColumns = [
  'mpb_name',
  'mpb_severity',
  'mpb_responsible',
  'mpb_deadline',
] as const satisfies readonly Selectable<typeof t.exception>[];

export type OpenExceptionRow = Pick<ReadRow<typeof t.exception>, (typeof exceptionColumns)[number]>;

export interface OrderStatusRow extends Pick<ReadRow<typeof t.order>, (typeof orderColumns)[number]> {
  readonly mpb_exception_mpb_orderid: readonly OpenExceptionRow[];
}

export function orderStatusQuery(orderKey: string): string {
  const exceptions = `mpb_exception_mpb_orderid($select=${exceptionColumns.join()};$filter=statecode eq 0)`;
  return `?$select=${orderColumns.join()}&$filter=mpb_orderkey eq ${quoted(orderKey)}&$expand=${exceptions}`;
}

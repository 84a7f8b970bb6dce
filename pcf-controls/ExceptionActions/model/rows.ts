/** The rows that the control reads, in one call when the form opens, and again after something was asked for. */
import type { Evidence, ReadRow, t } from '@marketplace-bridge/solution';
import { quoted } from '../../shared/dataverse.ts';

export type CauseRow = Pick<
  ReadRow<typeof t.cause>,
  'mpb_open' | 'mpb_held' | 'mpb_fixedon' | 'mpb_countedon'
>;

export type ExceptionRow = Pick<
  ReadRow<typeof t.exception>,
  | 'mpb_exceptionid'
  | 'mpb_name'
  | 'mpb_code'
  | 'mpb_severity'
  | 'mpb_responsible'
  | 'mpb_cause'
  | 'mpb_evidence'
  | 'mpb_fixes'
  | 'mpb_causekey'
  | 'mpb_deadline'
  | 'mpb_moneyatrisk'
  | 'mpb_openedon'
  | 'mpb_closedon'
  | 'mpb_outcome'
  | 'statecode'
  | 'statuscode'
  | '_ownerid_value'
> & { readonly mpb_causeid: CauseRow | null };

export type ActionRow = Pick<
  ReadRow<typeof t.action>,
  | 'mpb_actionid'
  | 'mpb_kind'
  | '_mpb_exceptionid_value'
  | 'mpb_reason'
  | 'mpb_outcome'
  | 'mpb_outcometext'
  | 'createdon'
  | '_createdby_value'
>;

export type OrderRow = Pick<ReadRow<typeof t.order>, 'mpb_orderid' | '_mpb_marketplaceid_value'> & {
  readonly mpb_exception_mpb_orderid: readonly ExceptionRow[];
  readonly mpb_action_mpb_orderid: readonly ActionRow[];
};

export type { Evidence };

const exceptionColumns = [
  'mpb_exceptionid',
  'mpb_name',
  'mpb_code',
  'mpb_severity',
  'mpb_responsible',
  'mpb_cause',
  'mpb_evidence',
  'mpb_fixes',
  'mpb_causekey',
  'mpb_deadline',
  'mpb_moneyatrisk',
  'mpb_openedon',
  'mpb_closedon',
  'mpb_outcome',
  'statecode',
  'statuscode',
  '_ownerid_value',
] as const satisfies readonly (keyof ExceptionRow)[];

const actionColumns = [
  'mpb_actionid',
  'mpb_kind',
  '_mpb_exceptionid_value',
  'mpb_reason',
  'mpb_outcome',
  'mpb_outcometext',
  'createdon',
  '_createdby_value',
] as const satisfies readonly (keyof ActionRow)[];

const causeColumns = [
  'mpb_open',
  'mpb_held',
  'mpb_fixedon',
  'mpb_countedon',
] as const satisfies readonly (keyof CauseRow)[];

/** Actions shown at most; older ones stay on the form's list of actions. */
const mostActions = 50;

/**
 * Everything about one order in one call (dataverse.md 7: nested $expand, options separated by semicolons). Exceptions
 * are put in order here and not by the query: a nested expand takes no $orderby beside it.
 */
export function orderQuery(orderKey: string): string {
  const cause = `mpb_causeid($select=${causeColumns.join(',')})`;
  const exceptions = `mpb_exception_mpb_orderid($select=${exceptionColumns.join(',')};$expand=${cause})`;
  const actions = `mpb_action_mpb_orderid($select=${actionColumns.join(',')};$orderby=createdon desc;$top=${mostActions})`;
  return (
    '?$select=mpb_orderid,_mpb_marketplaceid_value' +
    `&$filter=mpb_orderkey eq ${literal(orderKey)}&$expand=${exceptions},${actions}`
  );
}

/** One request, to see whether it was answered. */
export function actionQuery(actionId: string): string {
  return `?$select=${actionColumns.join(',')}&$filter=mpb_actionid eq ${actionId}`;
}

/** Whether an exception is still open, and how many others its cause holds up now. */
export type Standing = Pick<ExceptionRow, 'statecode' | 'mpb_causeid'>;

export function standingQuery(exceptionId: string): string {
  return (
    `?$select=statecode&$filter=mpb_exceptionid eq ${exceptionId}` +
    `&$expand=mpb_causeid($select=${causeColumns.join(',')})`
  );
}

/** A text inside a filter, fit for an address. */
export function literal(text: string): string {
  return encodeURIComponent(quoted(text));
}

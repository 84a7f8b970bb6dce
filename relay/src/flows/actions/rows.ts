/** Actions as rows: what is read of them with what they are about, and the one write that answers them. */
import { choice, relationshipName, type ReadRow, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../dataverse/client.ts';
import { among } from '../filters.ts';
import { exceptionColumns, type ExceptionRow } from '../orders/facts.ts';
import { cut, orderColumns, type OrderRow } from '../orders/rows.ts';
import { dataverseTime } from '../time.ts';

const actionColumns = [
  'mpb_actionid',
  'mpb_kind',
  'mpb_parameters',
  'mpb_reason',
  'mpb_outcome',
  'createdon',
  '_createdby_value',
  '_mpb_marketplaceid_value',
] as const;

const targetColumns = [
  ...exceptionColumns,
  'mpb_name',
  'mpb_responsible',
  'mpb_outcome',
  '_mpb_marketplaceid_value',
] as const;

const listingColumns = ['mpb_listingid', 'statecode'] as const;

const exceptionsOfOrder = relationshipName('mpb_exception', 'mpb_orderid');

/** The record that an action is about, with its exceptions. */
export type TargetOrder = OrderRow & {
  readonly _mpb_marketplaceid_value: string | null;
  readonly mpb_exception_mpb_orderid: readonly ExceptionRow[];
};

export type TargetException = Pick<ReadRow<typeof t.exception>, (typeof targetColumns)[number]> & {
  readonly '@odata.etag'?: string;
  readonly mpb_orderid: TargetOrder | null;
  readonly mpb_listingid: Pick<ReadRow<typeof t.listing>, (typeof listingColumns)[number]> | null;
};

export type ActionRow = Pick<ReadRow<typeof t.action>, (typeof actionColumns)[number]> & {
  readonly '@odata.etag': string;
  readonly mpb_orderid: TargetOrder | null;
  readonly mpb_exceptionid: TargetException | null;
};

/** How many are carried out in one go; the rest waits for the next. */
export const actionsAtOnce = 50;

/**
 * Actions that nobody has answered, oldest first: the way in that needs no message (DESIGN D3). Whose they are is told by
 * what they are about, as in `marketplaceOfAction`, and not by what they say: those of another marketplace would
 * otherwise stand in front of ours for as long as nobody answers them.
 */
export function openActionsQuery(marketplaceId: string): Operation {
  const is = (path: string) => `${path}_mpb_marketplaceid_value eq ${marketplaceId}`;
  const ours = [
    is('mpb_exceptionid/'),
    `_mpb_exceptionid_value eq null and ${is('mpb_orderid/')}`,
    `_mpb_exceptionid_value eq null and _mpb_orderid_value eq null and (${is('')} or _mpb_marketplaceid_value eq null)`,
  ];
  return {
    method: 'GET',
    path:
      `mpb_actions?$select=mpb_actionid&$orderby=createdon&$top=${actionsAtOnce}` +
      `&$filter=mpb_outcome eq null and statecode eq 0 and (${ours.map((one) => `(${one})`).join(' or ')})`,
  };
}

/**
 * The order comes with the exception and not only with the action: an action may name another one, or none. One operation
 * for all of it, because it is paid for at every run.
 */
export function actionQuery(actionIds: readonly string[]): Operation {
  const order =
    `mpb_orderid($select=${[...orderColumns, '_mpb_marketplaceid_value'].join(',')}` +
    `;$expand=${exceptionsOfOrder}($select=${exceptionColumns.join(',')}))`;
  const listing = `mpb_listingid($select=${listingColumns.join(',')})`;
  return {
    method: 'GET',
    path:
      `mpb_actions?$select=${actionColumns.join(',')}` +
      `&$expand=${order},mpb_exceptionid($select=${targetColumns.join(',')};$expand=${order},${listing})` +
      `&$filter=mpb_outcome eq null and ${among('mpb_actionid', actionIds)}&$orderby=createdon`,
  };
}

export function orderOf(action: ActionRow): TargetOrder | null {
  return action.mpb_exceptionid === null ? action.mpb_orderid : action.mpb_exceptionid.mpb_orderid;
}

/** Whose action it is; null where nothing that it names tells. */
export function marketplaceOfAction(action: ActionRow): string | null {
  return (
    orderOf(action)?._mpb_marketplaceid_value ??
    action.mpb_exceptionid?._mpb_marketplaceid_value ??
    action._mpb_marketplaceid_value
  );
}

export interface Answer {
  readonly outcome: keyof typeof choice.actionOutcome.values;
  readonly text: string;
}

/** Refused where another copy answered meanwhile, so that an action is carried out once. */
export function answerWrite(action: ActionRow, { outcome, text }: Answer, now: Date): Operation {
  return {
    method: 'PATCH',
    path: `mpb_actions(${action.mpb_actionid})`,
    ifMatch: action['@odata.etag'],
    body: {
      mpb_outcome: choice.actionOutcome.values[outcome],
      mpb_outcometext: cut(text, 400),
      mpb_completedon: dataverseTime(now),
    } satisfies WriteRow<typeof t.action>,
  };
}

/** What happens next with an order, and who does it: one sentence, the first that applies. */
import { nameOf, places, responsibles, severities } from '../../shared/choice-values.ts';
import type { OrderState } from '../../shared/choice-values.ts';
import type { OpenExceptionRow, OrderStatusRow } from './rows.ts';

export interface NextStep {
  readonly tone: 'blocked' | 'waiting' | 'toDo' | 'over';
  /** Key of the sentence. */
  readonly text: string;
  /** What a person wrote or a check found, shown as it is. */
  readonly detail: string | null;
  /** Key of who does it; null when nothing is to be done. */
  readonly who: string | null;
  readonly dueOn: string | null;
  /** Other exceptions that hold the order up too. */
  readonly more: number;
}

const step = (tone: NextStep['tone'], text: string, who: string | null): NextStep => ({
  tone,
  text,
  who,
  detail: null,
  dueOn: null,
  more: 0,
});

export function nextStepOf(row: OrderStatusRow, state: OrderState | null): NextStep {
  const blocking = row.mpb_exception_mpb_orderid
    .filter((exception) => exception.mpb_severity !== severities.advisory)
    .sort(byDeadline);
  const [first] = blocking;
  if (first) return heldUp(first, blocking.length - 1);
  const over = state === 'REFUSED' || state === 'CANCELED';
  if (!over && row.mpb_place === places.waiting)
    return {
      ...step('waiting', 'Next_Waiting', waitedFor(state)),
      detail: row.mpb_reason,
      dueOn: row.mpb_dueon,
    };
  if (!over && row.mpb_place === places.exception)
    return { ...step('blocked', 'Next_HeldUp', null), detail: row.mpb_reason };
  return byState(row, state);
}

/** Notices that hold nothing up. */
export function noticesOf(row: OrderStatusRow): number {
  return row.mpb_exception_mpb_orderid.filter(({ mpb_severity }) => mpb_severity === severities.advisory)
    .length;
}

function heldUp(first: OpenExceptionRow, more: number): NextStep {
  const team = nameOf(responsibles, first.mpb_responsible);
  return {
    tone: 'blocked',
    text: 'Next_HeldUp',
    detail: first.mpb_name,
    who: team === null ? 'Who_unknown' : `Who_${team}`,
    dueOn: first.mpb_deadline,
    more,
  };
}

function waitedFor(state: OrderState | null): string {
  if (state === 'WAITING_DEBIT' || state === 'WAITING_DEBIT_PAYMENT') return 'Who_customer';
  if (state === 'STAGING') return 'Who_marketplace';
  return 'Who_bridge';
}

function byState(row: OrderStatusRow, state: OrderState | null): NextStep {
  if (row.mpb_paidouton !== null && state !== 'CANCELED') return step('over', 'Next_Settled', null);
  switch (state) {
    case 'STAGING':
      return step('waiting', 'Next_Checked', 'Who_marketplace');
    case 'WAITING_ACCEPTANCE':
      return step('toDo', 'Next_Accept', 'Who_bridge');
    case 'WAITING_DEBIT':
    case 'WAITING_DEBIT_PAYMENT':
      return step('waiting', 'Next_Pay', 'Who_customer');
    case 'SHIPPING':
      return { ...step('toDo', 'Next_Dispatch', 'Who_warehouse'), dueOn: row.mpb_shipby };
    case 'SHIPPED':
      return step('waiting', 'Next_Deliver', 'Who_carrier');
    case 'TO_COLLECT':
      return step('waiting', 'Next_Collect', 'Who_customer');
    case 'RECEIVED':
    case 'CLOSED':
      return step('waiting', 'Next_Payout', 'Who_marketplace');
    case 'REFUSED':
    case 'CANCELED':
      return step('over', `Next_${state}`, null);
    case 'unrecognised':
    case null:
      return step('waiting', 'Next_Unknown', 'Who_marketplace');
  }
}

function byDeadline(a: OpenExceptionRow, b: OpenExceptionRow): number {
  if (a.mpb_deadline === b.mpb_deadline) return 0;
  if (a.mpb_deadline === null) return 1;
  if (b.mpb_deadline === null) return -1;
  return a.mpb_deadline < b.mpb_deadline ? -1 : 1;
}

/** Everything that the control shows of an order, computed from what was read; time comes in from outside. */
import { formatted } from '../../shared/dataverse.ts';
import { nameOf, orderStates } from '../../shared/choice-values.ts';
import type { OrderState } from '../../shared/choice-values.ts';
import { keptDeadline } from './deadline.ts';
import { nextStepOf, noticesOf } from './next-step.ts';
import type { NextStep } from './next-step.ts';
import type { OrderStatusRow } from './rows.ts';
import { timelineOf } from './timeline.ts';
import type { Step } from './timeline.ts';

export interface OrderStatusModel {
  readonly state: OrderState | null;
  /** The marketplace's own word where the state is one that we do not know. */
  readonly stateText: string;
  readonly tone: 'good' | 'attention' | 'over' | 'open';
  readonly marketplace: { readonly name: string | null; readonly orderId: string; readonly number: string };
  readonly salesOrder: { readonly id: string; readonly name: string | null } | null;
  readonly steps: readonly Step[];
  readonly next: NextStep;
  readonly notices: number;
  readonly incident: boolean;
  readonly shipBy: string | null;
  /** Null while it is open, or where nobody can tell. */
  readonly shippedInTime: boolean | null;
  readonly updatedOn: string | null;
}

export function orderStatusOf(row: OrderStatusRow): OrderStatusModel {
  const known = nameOf(orderStates, row.mpb_state);
  const state = known === 'unrecognised' ? null : known;
  const steps = timelineOf(row, state);
  const label = formatted(row, 'mpb_state');
  return {
    state,
    stateText: (state === null ? row.mpb_statetext : label) ?? label ?? row.mpb_statetext ?? '',
    tone: toneOf(row, state),
    marketplace: {
      name: formatted(row, '_mpb_marketplaceid_value'),
      orderId: row.mpb_orderid,
      number: row.mpb_name ?? row.mpb_orderid,
    },
    salesOrder:
      row._mpb_salesorderid_value === null
        ? null
        : { id: row._mpb_salesorderid_value, name: formatted(row, '_mpb_salesorderid_value') },
    steps,
    next: nextStepOf(row, state),
    notices: noticesOf(row),
    incident: row.mpb_hasincident === true,
    shipBy: row.mpb_shipby,
    shippedInTime: keptDeadline(row.mpb_shipby, steps),
    updatedOn: row.mpb_updatedon,
  };
}

function toneOf(row: OrderStatusRow, state: OrderState | null): OrderStatusModel['tone'] {
  if (state === 'REFUSED' || state === 'CANCELED') return 'over';
  if (row.mpb_hasincident === true || state === null) return 'attention';
  return state === 'RECEIVED' || state === 'CLOSED' || state === 'SHIPPED' ? 'good' : 'open';
}

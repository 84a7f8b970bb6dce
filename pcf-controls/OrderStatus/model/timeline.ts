/**
 * The life of an order in both systems as one row of steps. What happened comes from the milestones that the relay keeps;
 * where it has kept none yet, from the order's own dates. What is still to come on the ordinary way stands behind, so
 * that a reader sees where the order is going.
 */
import type { MilestoneKind } from '@marketplace-bridge/solution';
import { objectsIn, textOrNull, timeOrNull } from '../../shared/json-column.ts';
import type { OrderState } from '../../shared/choice-values.ts';
import type { OrderStatusRow } from './rows.ts';

export interface Step {
  readonly id: string;
  /** A MilestoneKind, or a word that a newer relay has written. */
  readonly kind: string;
  readonly side: 'marketplace' | 'dynamics';
  readonly at: string | null;
  readonly happened: boolean;
  readonly detail: string | null;
  /** https only. */
  readonly url: string | null;
}

const knownKinds: Readonly<Record<MilestoneKind, Step['side']>> = {
  placed: 'marketplace',
  accepted: 'marketplace',
  paid: 'marketplace',
  imported: 'dynamics',
  'written-back': 'dynamics',
  dispatched: 'dynamics',
  received: 'marketplace',
  cancelled: 'marketplace',
  incident: 'marketplace',
  returned: 'dynamics',
  refunded: 'marketplace',
  settled: 'marketplace',
};

export function isKnownKind(kind: string): kind is MilestoneKind {
  return Object.hasOwn(knownKinds, kind);
}

/** The ordinary way; everything else may happen beside it. */
const ordinaryWay: readonly MilestoneKind[] = [
  'accepted',
  'paid',
  'imported',
  'dispatched',
  'received',
  'settled',
];

const ended: readonly OrderState[] = ['REFUSED', 'CANCELED'];

export function timelineOf(row: OrderStatusRow, state: OrderState | null): readonly Step[] {
  const kept = objectsIn(row.mpb_milestones).flatMap(stepOf);
  const known = kept.length > 0 ? kept : fromDates(row);
  const happened = inTime(known.filter((step) => step.happened));
  const expected = known.filter((step) => !step.happened);
  const over = state !== null && ended.includes(state);
  const steps = [...happened, ...(over ? [] : [...expected, ...stillToCome(known, state)])];
  return steps.map((step, index) => ({ ...step, id: `${index}-${step.kind}` }));
}

type Draft = Omit<Step, 'id'>;

function stepOf(item: Readonly<Record<string, unknown>>): readonly Draft[] {
  const kind = textOrNull(item.kind);
  if (kind === null) return [];
  const side = item.side === 'dynamics' || item.side === 'marketplace' ? item.side : undefined;
  const url = textOrNull(item.url);
  return [
    {
      kind,
      side: side ?? (isKnownKind(kind) ? knownKinds[kind] : 'marketplace'),
      at: timeOrNull(item.at),
      happened: item.happened === true,
      detail: textOrNull(item.detail),
      url: url?.startsWith('https://') === true ? url : null,
    },
  ];
}

function fromDates(row: OrderStatusRow): readonly Draft[] {
  const step = (kind: MilestoneKind, at: string | null, detail: string | null = null): readonly Draft[] =>
    at === null ? [] : [{ kind, side: knownKinds[kind], at, happened: true, detail, url: null }];
  const imported: readonly Draft[] =
    row._mpb_salesorderid_value === null
      ? []
      : [{ kind: 'imported', side: 'dynamics', at: null, happened: true, detail: null, url: null }];
  return [
    ...step('placed', row.mpb_placedon),
    ...step('paid', row.mpb_debitedon),
    ...imported,
    ...step('written-back', row.mpb_writtenbackon),
    ...step('settled', row.mpb_paidouton, row.mpb_payoutreference),
  ];
}

/** In the order of time; a step without one stays behind the step that it was told after. */
function inTime(steps: readonly Draft[]): readonly Draft[] {
  let before = Number.NEGATIVE_INFINITY;
  return steps
    .map((step) => {
      before = step.at === null ? before : Date.parse(step.at);
      return { step, time: before };
    })
    .sort((a, b) => (a.time === b.time ? 0 : a.time - b.time))
    .map(({ step }) => step);
}

/** Steps of the ordinary way behind the last one that is known; those before it were passed unseen. */
function stillToCome(known: readonly Draft[], state: OrderState | null): readonly Draft[] {
  const reached = Math.max(
    ...ordinaryWay.map((kind, index) => (known.some((step) => step.kind === kind) ? index : -1)),
    passedBy(state),
  );
  return ordinaryWay.slice(reached + 1).map((kind) => ({
    kind,
    side: knownKinds[kind],
    at: null,
    happened: false,
    detail: null,
    url: null,
  }));
}

/** How far the state of the marketplace itself says that the order is, as a place on the ordinary way. */
function passedBy(state: OrderState | null): number {
  const by: Partial<Record<OrderState, MilestoneKind>> = {
    WAITING_DEBIT: 'accepted',
    WAITING_DEBIT_PAYMENT: 'accepted',
    SHIPPING: 'paid',
    SHIPPED: 'dispatched',
    TO_COLLECT: 'dispatched',
    RECEIVED: 'received',
    CLOSED: 'received',
  };
  const kind = state === null ? undefined : by[state];
  return kind === undefined ? -1 : ordinaryWay.indexOf(kind);
}

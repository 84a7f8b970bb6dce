/**
 * The numbers behind choices that controls read. Repeated, because the definitions with their labels would be a large
 * part of a bundle; the compiler refuses any number that is not the solution's.
 */
import type { ActionName, choice } from '@marketplace-bridge/solution';

type Same<Values> = { readonly [K in keyof Values]: Values[K] };

export const places = {
  waiting: 927_130_000,
  exception: 927_130_001,
  done: 927_130_002,
} as const satisfies Same<typeof choice.place.values>;

export const orderStates = {
  unrecognised: 927_130_000,
  STAGING: 927_130_001,
  WAITING_ACCEPTANCE: 927_130_002,
  WAITING_DEBIT: 927_130_003,
  WAITING_DEBIT_PAYMENT: 927_130_004,
  SHIPPING: 927_130_005,
  SHIPPED: 927_130_006,
  TO_COLLECT: 927_130_007,
  RECEIVED: 927_130_008,
  CLOSED: 927_130_009,
  REFUSED: 927_130_010,
  CANCELED: 927_130_011,
} as const satisfies Same<typeof choice.orderState.values>;

export type OrderState = keyof typeof orderStates;

export const responsibles = {
  finance: 927_130_000,
  operations: 927_130_001,
  sales: 927_130_002,
  admin: 927_130_003,
} as const satisfies Same<typeof choice.responsible.values>;

export const severities = {
  blocking: 927_130_000,
  advisory: 927_130_001,
} as const satisfies Same<typeof choice.severity.values>;

export const feeBases = {
  expected: 927_130_000,
  actual: 927_130_001,
} as const satisfies Same<typeof choice.feeBasis.values>;

export const actionKinds = {
  retry: 927_130_000,
  acceptDifference: 927_130_001,
  dismiss: 927_130_002,
  rearm: 927_130_003,
  applyDifference: 927_130_004,
} as const satisfies Same<typeof choice.actionKind.values> & Readonly<Record<ActionName, number>>;

export const outcomes = {
  done: 927_130_000,
  refused: 927_130_001,
  failed: 927_130_002,
} as const satisfies Same<typeof choice.actionOutcome.values>;

export const treatments = {
  taxable: 927_130_000,
  zeroRated: 927_130_001,
  exempt: 927_130_002,
  export: 927_130_003,
} as const satisfies Same<typeof choice.taxTreatment.values>;

export type Treatment = keyof typeof treatments;

export const bufferRules = {
  constant: 927_130_000,
  percent: 927_130_001,
  daysOfCover: 927_130_002,
  velocity: 927_130_003,
} as const satisfies Same<typeof choice.bufferRule.values>;

export const fileStates = {
  sending: 927_130_000,
  sent: 927_130_001,
  answered: 927_130_002,
  done: 927_130_003,
  refused: 927_130_004,
  unknown: 927_130_005,
} as const satisfies Same<typeof choice.stockFileState.values>;

/** The name behind a number, or null for none and for one that a newer solution has added. */
export function nameOf<Name extends string>(
  values: Readonly<Record<Name, number>>,
  value: number | null | undefined,
): Name | null {
  return (Object.keys(values) as Name[]).find((name) => values[name] === value) ?? null;
}

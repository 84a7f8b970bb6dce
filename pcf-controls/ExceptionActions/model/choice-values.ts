/**
 * The numbers behind the choices that this control reads and writes. Repeated, because the definitions with their
 * labels would be half of the bundle; the compiler refuses any number that is not the solution's.
 */
import type { ActionName, Team, choice } from '@marketplace-bridge/solution';

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

export const severities = {
  blocking: 927_130_000,
  advisory: 927_130_001,
} as const satisfies Same<typeof choice.severity.values>;

export const teams = {
  finance: 927_130_000,
  operations: 927_130_001,
  sales: 927_130_002,
  admin: 927_130_003,
} as const satisfies Same<typeof choice.responsible.values> & Readonly<Record<Team, number>>;

export const treatments = {
  taxable: 927_130_000,
  zeroRated: 927_130_001,
  exempt: 927_130_002,
  export: 927_130_003,
} as const satisfies Same<typeof choice.taxTreatment.values>;

export type Treatment = keyof typeof treatments;

type Same<Values> = { readonly [K in keyof Values]: Values[K] };

/** The name behind a number, or null for one that a newer solution has added. */
export function nameOf<Name extends string>(
  values: Readonly<Record<Name, number>>,
  value: number | null | undefined,
): Name | null {
  return (Object.keys(values) as Name[]).find((name) => values[name] === value) ?? null;
}

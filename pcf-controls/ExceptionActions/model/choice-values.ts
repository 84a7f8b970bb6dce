/**
 * The numbers behind the choices that this control reads and writes. Repeated, because the definitions with their
 * labels would be half of the bundle; the compiler refuses any number that is not the solution's.
 */
import type { choice } from '@marketplace-bridge/solution';

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

type Same<Values> = { readonly [K in keyof Values]: Values[K] };

import { randomInt, randomUUID } from 'node:crypto';

/** Steps between 0 and 1; the most that one draw of `randomInt` has. */
const STEPS = 2 ** 47;

/** Randomness, the only place where it enters the relay, so that tests and the simulation can repeat a run. */
export interface Chance {
  /** A fresh random UUID, lower case with hyphens. */
  uuid(): string;
  /** A fraction, 0 <= x < 1. */
  fraction(): number;
}

/** The chance of a running relay. */
export function systemChance(): Chance {
  return { uuid: () => randomUUID(), fraction: () => randomInt(STEPS) / STEPS };
}

import { randomUUID } from 'node:crypto';

/** Randomness, the only place where it enters the relay, so that tests and the simulation can repeat a run. */
export interface Chance {
  /** A fresh random UUID, lower case with hyphens. */
  uuid(): string;
  /** A fraction, 0 <= x < 1. */
  fraction(): number;
}

/** The chance of a running relay. */
export function systemChance(): Chance {
  return { uuid: () => randomUUID(), fraction: () => Math.random() };
}

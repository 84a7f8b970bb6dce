import { unitsOf } from './quantity.ts';
import type { Quantity } from './quantity.ts';

/** How fast a product sells: units a day, recent days counting more; kept as its raw sum, so that it can go on. */
export interface Velocity {
  /** Exponentially weighted units a day, not yet divided by the weight of the time that was watched. */
  readonly raw: number;
  /** ISO 8601. */
  readonly on: string;
  readonly since: string;
}

const dayMs = 86_400_000;

/** What was sold so long ago counts half. */
const halfLifeDays = 3;
const decay = Math.LN2 / halfLifeDays;

/** Two sales in the first minute do not mean two thousand a day. */
const leastWatchedDays = 1 / 24;

/** Counts what left stock; with nothing, time begins to be watched. */
export function noteOutflow(velocity: Velocity | null, units: Quantity, now: Date): Velocity {
  const on = now.toISOString();
  const sold = Math.max(0, unitsOf(units)) * decay;
  if (velocity === null) return { raw: sold, on, since: on };
  return { raw: rawAt(velocity, now) + sold, on: later(on, velocity.on), since: velocity.since };
}

/**
 * Units a day. Divided by the weight of the time that was watched, so that an even flow is stated right from the first
 * day and not only after weeks.
 */
export function unitsADay(velocity: Velocity | null, now: Date): number {
  if (velocity === null) return 0;
  const watched = Math.max(daysBetween(velocity.since, now), leastWatchedDays);
  return rawAt(velocity, now) / (1 - Math.exp(-decay * watched));
}

function rawAt({ raw, on }: Velocity, now: Date): number {
  return raw * Math.exp(-decay * daysBetween(on, now));
}

/** Never below 0: clocks of two copies differ a little. */
function daysBetween(from: string, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(from)) / dayMs;
}

function later(one: string, other: string): string {
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

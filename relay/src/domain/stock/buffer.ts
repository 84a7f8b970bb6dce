/** What is kept back of a stock, by the rule of the marketplace or of the listing. */
import { poissonQuantile } from './poisson.ts';
import type { BufferRule } from './policy.ts';
import { noQuantity, percentOf, quantityOf } from './quantity.ts';
import type { Quantity } from './quantity.ts';

export interface BufferFacts {
  readonly available: Quantity;
  /** Units a day. */
  readonly velocity: number;
  /** How long the marketplace may go on selling what is gone. */
  readonly latencyMs: number;
}

const dayMs = 86_400_000;

/** Never below 0; what sells is counted in whole units. */
export function bufferOf(rule: BufferRule | null, facts: BufferFacts): Quantity {
  switch (rule?.kind) {
    case undefined:
      return noQuantity;
    case 'constant':
      return rule.units;
    case 'percent':
      return facts.available > 0 ? percentOf(facts.available, rule.percent, 'up') : noQuantity;
    case 'daysOfCover':
      return quantityOf(wholeUp(facts.velocity * rule.days));
    case 'velocity':
      return quantityOf(poissonQuantile((facts.velocity * facts.latencyMs) / dayMs, rule.quantile));
  }
}

/** Whether the buffer follows how fast the product sells, and so moves though nothing in Dynamics changed. */
export function bufferMoves(rule: BufferRule | null): boolean {
  return rule?.kind === 'daysOfCover' || rule?.kind === 'velocity';
}

/** 2.0000000001 is 2. */
function wholeUp(units: number): number {
  return Math.ceil(units - 1e-9);
}

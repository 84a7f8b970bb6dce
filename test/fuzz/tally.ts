/** The figures of a run: how many bodies, what became of them, and why. */
import type { Run } from './chain.ts';

export class Tally {
  bodies = 0;
  imported = 0;
  problems = 0;
  readonly #places = new Map<string, number>();
  readonly #codes = new Map<string, number>();

  add({ outcomes, problems }: Run): void {
    this.bodies += outcomes.length;
    this.imported += outcomes.filter((one) => one.imported).length;
    this.problems += problems.length;
    for (const { place, codes } of outcomes) {
      count(this.#places, place);
      for (const code of new Set(codes)) count(this.#codes, code);
    }
  }

  /** Bodies of which this was open at the end. */
  of(code: string): number {
    return this.#codes.get(code) ?? 0;
  }

  text(): string {
    const lines = [
      `${this.bodies} bodies, ${this.imported} imported (${((100 * this.imported) / this.bodies).toFixed(1)} %), unhandled ${this.problems}`,
      ...[...this.#places].map(([place, times]) => `${place} ${times}`),
      'bodies with an open exception, by code:',
      ...[...this.#codes]
        .sort((one, other) => other[1] - one[1])
        .map(([code, times]) => `  ${code} ${times}`),
    ];
    return lines.join('\n');
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/**
 * What happens to stock in Dynamics, as a stream of movements: each kind at its own rate, at random moments (Poisson), of
 * products by popularity. Nothing is changed here, and the same seed tells the same story.
 */
import { Random } from '../../sandbox/mirakl/random.ts';
import { popularityOf, type Choice, type Popularity } from './popularity.ts';

/**
 * sale: another channel takes units; receipt: a delivery from a supplier; return: a customer of another channel brings
 * some back; dispatch: a marketplace order leaves, which one is up to whoever applies it.
 */
export type MovementKind = 'sale' | 'receipt' | 'return' | 'dispatch';

export type Movement =
  | {
      readonly kind: Exclude<MovementKind, 'dispatch'>;
      /** Sandbox time, ms. */
      readonly at: number;
      readonly sku: string;
      /** Units, above 0; what they do to the stock is up to the kind. */
      readonly quantity: number;
    }
  | { readonly kind: 'dispatch'; readonly at: number };

export interface MovementOptions {
  readonly skus: readonly string[];
  /** Sandbox time of the start, ms. */
  readonly start: number;
  /** Movements a minute; a kind that is not named does not happen. */
  readonly perMinute: Partial<Record<MovementKind, number>>;
  readonly seed?: number;
  /** Default: Zipf with exponent 1. */
  readonly popularity?: Popularity;
}

const minute = 60_000;

/** Units of one movement. A sale is mostly of one. */
const quantities: Readonly<Record<Exclude<MovementKind, 'dispatch'>, (random: Random) => number>> = {
  sale: (random) => (random.chance(0.8) ? 1 : random.whole(2, 4)),
  receipt: (random) => random.whole(2, 12) * 5,
  return: () => 1,
};

export class MovementSource {
  readonly #skus: readonly string[];
  readonly #perMinute: MovementOptions['perMinute'];
  readonly #total: number;
  readonly #random: Random;
  readonly #choice: Choice;
  /** ms, with its fraction. */
  #at: number;

  constructor({ skus, start, perMinute, seed = 1, popularity = { zipf: 1 } }: MovementOptions) {
    this.#skus = skus;
    this.#perMinute = perMinute;
    this.#total = Object.values(perMinute).reduce((sum, rate) => sum + rate, 0);
    if (!(this.#total > 0) || skus.length === 0) throw new Error('nothing ever moves at these rates');
    this.#random = new Random(seed);
    this.#choice = popularityOf(popularity, skus.length, this.#random);
    this.#at = start;
  }

  nextMovement(): Movement {
    this.#at += (-Math.log(1 - this.#random.next()) * minute) / this.#total;
    const at = Math.floor(this.#at);
    const kind = this.#random.weighted(this.#perMinute);
    if (kind === 'dispatch') return { kind, at };
    const sku = this.#skus[this.#choice.next()] ?? '';
    return { kind, at, sku, quantity: quantities[kind](this.#random) };
  }
}

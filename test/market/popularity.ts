/** Which product is bought next: few sell much and many sell little, as in any shop (Zipf), the same for the same seed. */
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';

export class Popularity {
  /** Sum of the weights up to each place. */
  readonly #sums: Float64Array;
  readonly #next: () => number;

  constructor(products: number, seed: number) {
    this.#sums = new Float64Array(products);
    let sum = 0;
    for (let place = 0; place < products; place++) {
      sum += 1 / (place + 1);
      this.#sums[place] = sum;
    }
    this.#next = seededRandom(seed);
  }

  /** A place among the products, 0 being the one that sells best. */
  draw(): number {
    const wanted = this.#next() * (this.#sums.at(-1) ?? 0);
    let [low, high] = [0, this.#sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The share of all sales that goes to a place. */
  share(place: number): number {
    return 1 / (place + 1) / (this.#sums.at(-1) ?? 1);
  }

  /** A fraction of the same chance, 0 <= x < 1. */
  fraction(): number {
    return this.#next();
  }
}

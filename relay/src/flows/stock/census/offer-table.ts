/**
 * SKU -> what the marketplace has, for a whole catalogue: open addressing in typed arrays, 17 bytes a place. The text of a
 * SKU is not kept but 96 bits of it (`digestSku`), 64 of which would already be enough to find it. That two of n SKUs are
 * taken for one has a chance of n * n / 2^97: for a million 6 in 10^18, some billion times less than a bit of memory
 * turning over in that hour.
 */
import { digestSku, type SkuDigest } from './sku-digest.ts';

/** Above this share of taken places the table doubles. */
const fullest = 0.7;
const smallest = 1_024;

const taken = 1;
const marked = 2;

export class OfferTable {
  readonly #seed: number;
  readonly #digest: SkuDigest = { place: 0, low: 0, high: 0 };
  #places = new Uint32Array(smallest);
  #lows = new Int32Array(smallest);
  #highs = new Int32Array(smallest);
  #quantities = new Int32Array(smallest);
  #flags = new Uint8Array(smallest);
  #mask = smallest - 1;
  #size = 0;

  constructor(seed: number) {
    this.#seed = seed | 0;
  }

  /** Different SKUs. */
  get size(): number {
    return this.#size;
  }

  /** A SKU that comes twice has the quantity that came last. */
  set(sku: string, quantity: number): void {
    if (this.#size >= (this.#mask + 1) * fullest) this.#grow();
    const { place, low, high } = digestSku(sku, this.#seed, this.#digest);
    const at = this.#find(place, low, high);
    if (this.#flags[at] === 0) {
      this.#size += 1;
      this.#flags[at] = taken;
      this.#places[at] = place;
      this.#lows[at] = low;
      this.#highs[at] = high;
    }
    this.#quantities[at] = quantity;
  }

  /** Null: there is no such offer. */
  quantity(sku: string): number | null {
    const at = this.#at(sku);
    return at === null ? null : (this.#quantities[at] ?? null);
  }

  /** Notes that somebody knows the offer; true when nobody did before. False too where there is no such offer. */
  mark(sku: string): boolean {
    const at = this.#at(sku);
    if (at === null || ((this.#flags[at] ?? 0) & marked) !== 0) return false;
    this.#flags[at] = taken | marked;
    return true;
  }

  /** Nobody knows any of them. */
  unmark(): void {
    for (let at = 0; at < this.#flags.length; at += 1) this.#flags[at] = (this.#flags[at] ?? 0) & taken;
  }

  #at(sku: string): number | null {
    const { place, low, high } = digestSku(sku, this.#seed, this.#digest);
    const at = this.#find(place, low, high);
    return this.#flags[at] === 0 ? null : at;
  }

  /** Where it stands, or would. */
  #find(place: number, low: number, high: number): number {
    let at = place & this.#mask;
    while (this.#flags[at] !== 0) {
      if (this.#places[at] === place && this.#lows[at] === low && this.#highs[at] === high) return at;
      at = (at + 1) & this.#mask;
    }
    return at;
  }

  #grow(): void {
    const [places, lows, highs] = [this.#places, this.#lows, this.#highs];
    const [quantities, flags] = [this.#quantities, this.#flags];
    const capacity = flags.length * 2;
    this.#places = new Uint32Array(capacity);
    this.#lows = new Int32Array(capacity);
    this.#highs = new Int32Array(capacity);
    this.#quantities = new Int32Array(capacity);
    this.#flags = new Uint8Array(capacity);
    this.#mask = capacity - 1;
    for (let from = 0; from < flags.length; from += 1) {
      if (flags[from] === 0) continue;
      const to = this.#find(places[from] ?? 0, lows[from] ?? 0, highs[from] ?? 0);
      this.#places[to] = places[from] ?? 0;
      this.#lows[to] = lows[from] ?? 0;
      this.#highs[to] = highs[from] ?? 0;
      this.#quantities[to] = quantities[from] ?? 0;
      this.#flags[to] = flags[from] ?? 0;
    }
  }
}

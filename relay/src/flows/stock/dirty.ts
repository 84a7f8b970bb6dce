/**
 * What has to be looked at, and since when: products and listings, each once, however often they changed. Only which row
 * changed is kept, never what is to be written, so that a thing found twice costs one look.
 */

export interface Mark {
  /** The oldest change that is not dealt with; ISO 8601, null where it is not known. */
  readonly changedOn: string | null;
  /** The newest moment at which the marketplace may have changed its own quantity: a sale, a cancellation. */
  readonly soldOn: string | null;
  /** The marketplace has something else than it confirmed: sent whatever was confirmed. */
  readonly unsure: boolean;
  /** Somebody changed what the SKU is mapped to. */
  readonly relink: boolean;
}

export const plainMark: Mark = { changedOn: null, soldOn: null, unsure: false, relink: false };

/** Beyond this a walk through all listings costs less than a list of what changed (supported are 20,000 SKUs). */
const mostMarks = 50_000;

export interface Taken {
  readonly products: ReadonlyMap<string, Mark>;
  readonly listings: ReadonlyMap<string, Mark>;
}

export class Dirty {
  readonly #most: number;
  readonly #products = new Map<string, Mark>();
  readonly #listings = new Map<string, Mark>();

  constructor(most = mostMarks) {
    this.#most = most;
  }

  get size(): number {
    return this.#products.size + this.#listings.size;
  }

  /** More than is worth a list; whoever sees this walks through all listings and calls `forget`. */
  get overflows(): boolean {
    return this.size > this.#most;
  }

  product(id: string, mark: Partial<Mark>): void {
    add(this.#products, id, { ...plainMark, ...mark });
  }

  listing(id: string, mark: Partial<Mark>): void {
    add(this.#listings, id, { ...plainMark, ...mark });
  }

  hasListing(id: string): boolean {
    return this.#listings.has(id);
  }

  listingIds(): IterableIterator<string> {
    return this.#listings.keys();
  }

  /** Takes out the oldest of both kinds, at most so many in all. */
  take(most: number): Taken {
    const listings = takeFrom(this.#listings, most);
    return { listings, products: takeFrom(this.#products, most - listings.size) };
  }

  putBack({ products, listings }: Taken): void {
    for (const [id, mark] of products) add(this.#products, id, mark);
    for (const [id, mark] of listings) add(this.#listings, id, mark);
  }

  /** What only changed; what is known to differ on the marketplace stays. True: some were mapped anew. */
  forget(): boolean {
    let wasMapped = false;
    this.#products.clear();
    for (const [id, mark] of this.#listings) {
      wasMapped ||= mark.relink;
      if (!mark.unsure && mark.soldOn === null) this.#listings.delete(id);
    }
    return wasMapped;
  }
}

function add(marks: Map<string, Mark>, id: string, mark: Mark): void {
  const known = marks.get(id);
  marks.set(id, known === undefined ? mark : joined(known, mark));
}

export function joined(one: Mark, other: Mark): Mark {
  return {
    changedOn: earliest(one.changedOn, other.changedOn),
    soldOn: latest(one.soldOn, other.soldOn),
    unsure: one.unsure || other.unsure,
    relink: one.relink || other.relink,
  };
}

function takeFrom(marks: Map<string, Mark>, most: number): Map<string, Mark> {
  const taken = new Map<string, Mark>();
  for (const [id, mark] of marks) {
    if (taken.size >= most) break;
    taken.set(id, mark);
  }
  for (const id of taken.keys()) marks.delete(id);
  return taken;
}

function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) <= Date.parse(other) ? one : other;
}

function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

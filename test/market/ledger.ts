/**
 * What is true of every SKU of a pretend market, moment by moment: what is really there, what customers were promised,
 * and what the marketplace shows. Oversold unit-seconds are the area by which it shows more than is left (anchors.md 5.3);
 * undersold ones the area by which it shows less, the price that is paid for it.
 */
interface Standing {
  onHand: number;
  /** Sold on the marketplace and not dispatched, whether Dynamics knows of it or not. */
  open: number;
  shown: number;
  /** ms; up to when the areas are counted. */
  since: number;
}

export interface Move {
  /** Units that come or go. */
  readonly onHand?: number;
  readonly open?: number;
  /** What the marketplace shows from now on. */
  readonly shown?: number;
}

export class Ledger {
  readonly #standing = new Map<string, Standing>();
  #oversold = 0;
  #undersold = 0;

  begin(sku: string, standing: Omit<Standing, 'since'>, at: number): void {
    this.#standing.set(sku, { ...standing, since: at });
  }

  move(sku: string, at: number, { onHand = 0, open = 0, shown }: Move): void {
    const one = this.of(sku);
    this.#count(one, at);
    one.onHand += onHand;
    one.open += open;
    if (shown !== undefined) one.shown = shown;
  }

  of(sku: string): Standing {
    const one = this.#standing.get(sku);
    if (!one) throw new Error(`nobody sells ${sku}`);
    return one;
  }

  /** What may still be sold, anywhere. */
  left(sku: string): number {
    const { onHand, open } = this.of(sku);
    return onHand - open;
  }

  /** Unit-seconds up to `at`. */
  areas(at: number): { readonly oversold: number; readonly undersold: number } {
    for (const one of this.#standing.values()) this.#count(one, at);
    return { oversold: this.#oversold / 1000, undersold: this.#undersold / 1000 };
  }

  #count(one: Standing, at: number): void {
    const tooMany = one.shown - Math.max(0, one.onHand - one.open);
    if (tooMany > 0) this.#oversold += tooMany * (at - one.since);
    else this.#undersold -= tooMany * (at - one.since);
    one.since = at;
  }
}

/**
 * The marketplace as it is set up now, for what people ask for. Set-up is read again for every run and no cache outlives
 * one (PROTOCOL, Park and wake); of many runs in one second the first reads it for all. Whatever is saved in that second
 * is not missed: who saved it is told by the event of the saving itself, which always reads anew.
 */
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import {
  marketplaceOf,
  marketplaceQueries,
  type Marketplace,
  type Shop,
} from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';

const longest = 1_000;

export class RecentMarketplace {
  readonly #ports: Pick<Ports, 'clock'>;
  readonly #shop: Shop;
  #known: { readonly marketplace: Marketplace | null; readonly readAt: number } | null = null;

  constructor(ports: Pick<Ports, 'clock'>, shop: Shop) {
    this.#ports = ports;
    this.#shop = shop;
  }

  /** Reads that are due, to travel with others; their answers go to `of`. */
  get queries(): Operation[] {
    const { clock } = this.#ports;
    if (this.#known !== null && clock.monotonic() - this.#known.readAt > longest) this.#known = null;
    return this.#known === null ? marketplaceQueries(this.#shop) : [];
  }

  of(answers: readonly BatchAnswer[]): Marketplace | null {
    this.#known ??= {
      marketplace: marketplaceOf(this.#shop, [...answers]),
      readAt: this.#ports.clock.monotonic(),
    };
    return this.#known.marketplace;
  }
}

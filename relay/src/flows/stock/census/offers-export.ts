/** The marketplace's own numbers as an export (OF52, OF53): asked for within its limits, and waited for. */
import { OperatingError } from '../../../errors.ts';
import type { Ids } from '../../ids.ts';
import type { Ports } from '../../ports.ts';
import { Slot } from '../../slot.ts';

const second = 1_000;
const minute = 60 * second;
/** All offers once a day, changed ones once a minute (mirakl.md 1.7). */
const allEvery = 24 * 60 * minute;
const changesEvery = minute;
/** OF53 may be asked every ten seconds; every minute is what Mirakl recommends (mirakl.md 1.7). */
const firstAsk = 10 * second;
const laterAsk = minute;
const afterLimit = minute;

type ExportState =
  | { readonly kind: 'waiting'; readonly milliseconds: number }
  /** `updatedOn`: when the marketplace was done with it, ISO 8601; null where it does not say. */
  | { readonly kind: 'ready'; readonly urls: readonly string[]; readonly updatedOn: string | null }
  /** It failed, or the marketplace forgot it. */
  | { readonly kind: 'gone' };

export class OffersExport {
  readonly #ports: Ports;
  readonly #all: Slot;
  readonly #changes: Slot;
  readonly #status: Slot;
  #asked = 0;

  constructor(ports: Ports, at: { readonly ids: Ids; readonly marketplaceId: string }) {
    const slot = (operation: string) =>
      new Slot(ports, { slotId: at.ids.id('slot', operation), operation, marketplaceId: at.marketplaceId });
    this.#ports = ports;
    this.#all = slot('OF52-full');
    this.#changes = slot('OF52');
    this.#status = slot('OF53');
  }

  /** Whether everything may be asked for now. */
  async mayExportAll(): Promise<boolean> {
    await this.#all.know();
    return this.#all.wait === 0;
  }

  /** Null: not now. */
  async start(since: string | null): Promise<{ trackingId: string } | null> {
    const [slot, every] = since === null ? [this.#all, allEvery] : [this.#changes, changesEvery];
    if (!(await slot.take(every))) return null;
    slot.calling(every);
    this.#asked = 0;
    try {
      return await this.#ports.mirakl.exportOffers({ since });
    } catch (error) {
      await shutIfLimited(slot, error);
      throw error;
    }
  }

  async look(trackingId: string): Promise<ExportState> {
    const every = this.#asked < 2 ? firstAsk : laterAsk;
    if (!(await this.#status.take(firstAsk))) {
      return { kind: 'waiting', milliseconds: Math.max(second, this.#status.wait) };
    }
    this.#status.calling(firstAsk);
    this.#asked += 1;
    try {
      const { state, urls, updatedOn } = await this.#ports.mirakl.offersExport(trackingId);
      if (state === 'COMPLETED') return { kind: 'ready', urls, updatedOn };
      return state === 'FAILED' ? { kind: 'gone' } : { kind: 'waiting', milliseconds: every };
    } catch (error) {
      if (error instanceof OperatingError && error.code === 'mirakl.not-found') return { kind: 'gone' };
      await shutIfLimited(this.#status, error);
      throw error;
    }
  }
}

async function shutIfLimited(slot: Slot, error: unknown): Promise<void> {
  if (!(error instanceof OperatingError) || error.code !== 'mirakl.limited') return;
  await slot.shutFor(error.retryAfterMs ?? afterLimit);
}

/**
 * Frequency limits of Mirakl are per call and shop, not per copy (PROTOCOL, Slot): the slot row is moved forward by
 * compare-and-set *before* the call, so that a crash in between wastes one slot and never breaks a limit.
 */
import type { t, ReadRow } from '@marketplace-bridge/solution';
import { isStale, mustSucceed, refused } from './answers.ts';
import type { Ports } from './ports.ts';
import { dataverseTime, plus } from './time.ts';

type Row = Pick<ReadRow<typeof t.slot>, 'mpb_nextcallon' | '@odata.etag'>;

export class Slot {
  readonly #ports: Pick<Ports, 'clock' | 'dataverse'>;
  readonly #path: string;
  readonly #operation: string;
  readonly #marketplaceId: string;
  #known: { etag: string; next: number } | null = null;

  constructor(
    ports: Pick<Ports, 'clock' | 'dataverse'>,
    slot: { slotId: string; operation: string; marketplaceId: string },
  ) {
    this.#ports = ports;
    this.#path = `mpb_slots(${slot.slotId})`;
    this.#operation = slot.operation;
    this.#marketplaceId = slot.marketplaceId;
  }

  /** Milliseconds until the next call may be made, as far as this copy knows; costs no request. */
  get wait(): number {
    return this.#known === null ? 0 : Math.max(0, this.#known.next - this.#ports.clock.now().getTime());
  }

  /** Takes the slot and keeps it shut for `interval` ms. False: not yet, or another copy was quicker. */
  async take(interval: number): Promise<boolean> {
    if (this.wait > 0) return false;
    const known = this.#known ?? (await this.#read());
    if (known !== null && known.next > this.#ports.clock.now().getTime()) {
      this.#known = known;
      return false;
    }
    return this.#move(known?.etag ?? null, interval);
  }

  /** After a 429, or after the last page of a long walk: nobody calls for `interval` ms. */
  async shutFor(interval: number): Promise<void> {
    await this.#move(this.#known?.etag ?? null, interval);
  }

  async #move(etag: string | null, interval: number): Promise<boolean> {
    // Rounded up, because Dataverse keeps whole seconds and a slot must never open early.
    const next = Math.ceil(plus(this.#ports.clock.now(), interval).getTime() / 1000) * 1000;
    const answer = await this.#ports.dataverse.send({
      method: 'PATCH',
      path: `${this.#path}?$select=mpb_slotid`,
      prefer: 'return=representation',
      ...(etag === null ? { ifNoneMatch: '*' } : { ifMatch: etag }),
      body: {
        mpb_nextcallon: dataverseTime(new Date(next)),
        ...(etag === null
          ? {
              mpb_name: this.#operation,
              mpb_operation: this.#operation,
              'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${this.#marketplaceId})`,
            }
          : {}),
      },
    });
    if (answer.error) {
      this.#known = null;
      if (isStale(answer.error)) return false;
      throw refused(answer.error);
    }
    this.#known = { etag: (answer.body as { '@odata.etag': string })['@odata.etag'], next };
    return true;
  }

  async #read(): Promise<{ etag: string; next: number } | null> {
    const answer = await this.#ports.dataverse.send({
      method: 'GET',
      path: `${this.#path}?$select=mpb_nextcallon`,
    });
    if (answer.status === 404) return null;
    mustSucceed(answer);
    const row = answer.body as Row;
    return {
      etag: row['@odata.etag'] ?? '',
      next: row.mpb_nextcallon === null ? 0 : Date.parse(row.mpb_nextcallon),
    };
  }
}

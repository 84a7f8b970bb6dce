/**
 * Frequency limits of Mirakl are per call and shop, not per copy (PROTOCOL, Slot): the slot row is moved forward by
 * compare-and-set *before* the call, so that a crash in between wastes one slot and never breaks a limit.
 */
import type { t, ReadRow } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../dataverse/client.ts';
import { isStale, mustSucceed, refused } from './answers.ts';
import type { Ports } from './ports.ts';
import { dataverseTime, plus } from './time.ts';

type Row = Pick<ReadRow<typeof t.slot>, 'mpb_nextcallon' | '@odata.etag'>;

/** Against calls that travel faster than the one before, ms. */
const margin = 1_000;

export class Slot {
  readonly #ports: Pick<Ports, 'clock' | 'dataverse'>;
  readonly #path: string;
  readonly #operation: string;
  readonly #marketplaceId: string;
  #known: { etag: string | null; next: number } | null = null;
  #moving = 0;
  #notBefore = 0;

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
    const { clock } = this.#ports;
    const own = this.#notBefore - clock.monotonic();
    return this.#known === null
      ? Math.max(0, own)
      : Math.max(0, own, this.#known.next - clock.now().getTime());
  }

  /**
   * Right before the call itself: it may reach the marketplace late, and the next one must not follow it sooner than the
   * limit allows.
   */
  calling(interval: number): void {
    this.#notBefore = this.#ports.clock.monotonic() + interval + margin;
  }

  /** Takes the slot and keeps it shut for `interval` ms. False: not yet, or another copy was quicker. */
  async take(interval: number): Promise<boolean> {
    await this.know();
    if (this.wait > 0) return false;
    const [moved] = await this.#ports.dataverse.batch([this.move(interval)]);
    return this.moved(moved);
  }

  /** After a 429: nobody calls for `interval` ms, nor sooner than was agreed before. */
  async shutFor(interval: number): Promise<void> {
    await this.know();
    const longest = Math.max(interval, this.wait);
    this.#notBefore = this.#ports.clock.monotonic() + longest;
    const [moved] = await this.#ports.dataverse.batch([this.move(longest)]);
    this.moved(moved);
  }

  /**
   * The compare-and-set itself, for a caller that sends it along with other writes and then says what came of it
   * (`moved`). Only when `wait` is 0 and the slot was seen before (`ready`).
   */
  move(interval: number): Operation {
    // Rounded up, because Dataverse keeps whole seconds and a slot must never open early.
    const next = Math.ceil(plus(this.#ports.clock.now(), interval).getTime() / 1000) * 1000;
    this.#moving = next;
    const etag = this.#known?.etag ?? null;
    return {
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
    };
  }

  /** True when the slot is ours; otherwise another copy was quicker, and the row is read again the next time. */
  moved(answer: BatchAnswer | undefined): boolean {
    if (answer === undefined || 'changeSet' in answer) throw new Error('a slot is moved by one write');
    if (answer.error) {
      this.#known = null;
      if (isStale(answer.error)) return false;
      throw refused(answer.error);
    }
    this.#known = { etag: (answer.body as { '@odata.etag': string })['@odata.etag'], next: this.#moving };
    return true;
  }

  /** Reads the row, once; a slot that was never taken is open. */
  async know(): Promise<void> {
    this.#known ??= await this.#read();
  }

  /** Whether `move` may be sent now without reading the row first. */
  get ready(): boolean {
    return this.#known !== null && this.wait === 0;
  }

  async #read(): Promise<{ etag: string | null; next: number }> {
    const answer = await this.#ports.dataverse.send({
      method: 'GET',
      path: `${this.#path}?$select=mpb_nextcallon`,
    });
    if (answer.status === 404) return { etag: null, next: 0 };
    mustSucceed(answer);
    const row = answer.body as Row;
    return {
      etag: row['@odata.etag'] ?? null,
      next: row.mpb_nextcallon === null ? 0 : Date.parse(row.mpb_nextcallon),
    };
  }
}

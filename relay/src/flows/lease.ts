/**
 * Who runs the periodic work of a marketplace (PROTOCOL, Lease).
 *
 * free -> mine: compare-and-set of {holder, incarnation, expires = server time + 60 s}; free means no holder, our own
 *   stable instance name (a restarted copy goes on at once), or server time past `expires`.
 * mine -> mine: renewed every 20 s; valid for 45 s of our own monotonic time from the sending of the last good renewal.
 * mine -> lost: a renewal answers 412, or 45 s pass. Lost means: start no call, no write, drop the run.
 */
import type { t, ReadRow } from '@marketplace-bridge/solution';
import type { Answer, BatchAnswer, Operation } from '../dataverse/client.ts';
import { isStale, mustSucceed, refused } from './answers.ts';
import type { Ports } from './ports.ts';
import { dataverseTime, plus } from './time.ts';

const expiresAfter = 60_000;
export const renewEvery = 20_000;
const validFor = 45_000;
/** The lease goes before the work that it protects. */
const lane = 'intents';

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

type Row = Pick<ReadRow<typeof t.checkpoint>, 'mpb_holder' | 'mpb_expireson'> & { '@odata.etag': string };

export class Lease {
  readonly #ports: Pick<Ports, 'clock' | 'dataverse'>;
  readonly #path: string;
  readonly #flow: string;
  readonly #holder: string;
  readonly #incarnation: string;
  #renewedAt: number | null = null;
  #etag: string | null = null;
  #sentAt = 0;

  constructor(
    ports: Pick<Ports, 'clock' | 'dataverse'>,
    lease: { checkpointId: string; flow: string; holder: string; incarnation: string },
  ) {
    this.#ports = ports;
    this.#path = `mpb_checkpoints(${lease.checkpointId})`;
    this.#flow = lease.flow;
    this.#holder = lease.holder;
    this.#incarnation = lease.incarnation;
  }

  get held(): boolean {
    return this.#renewedAt !== null && this.#ports.clock.monotonic() - this.#renewedAt < validFor;
  }

  /** Before every call and every write of periodic work. Throws `LeaseLost`. */
  assertHeld(): void {
    if (!this.held) throw new LeaseLost(`the lease of ${this.#flow} ran out`);
  }

  get dueForRenewal(): boolean {
    return this.#renewedAt === null || this.#ports.clock.monotonic() - this.#renewedAt >= renewEvery;
  }

  /** Takes or renews the lease; false when another copy holds it. */
  async take(): Promise<boolean> {
    const sentAt = this.#ports.clock.monotonic();
    if (this.#etag === null) {
      const row = await this.#read();
      if (row === null) return this.#confirm(sentAt, await this.#create());
      if (!this.#free(row)) return false;
      this.#etag = row['@odata.etag'];
    }
    return this.#confirm(sentAt, await this.#write(this.#mine()));
  }

  /** The renewal as one write that travels with others (lane `intents`); what came of it goes to `renewed`. */
  renewal(): Operation {
    this.#sentAt = this.#ports.clock.monotonic();
    return this.#patch(this.#mine());
  }

  /** Throws `LeaseLost` when another copy took over. */
  renewed(answer: BatchAnswer | undefined): void {
    if (answer === undefined || 'changeSet' in answer) throw new Error('a lease is renewed by one write');
    if (!this.#confirm(this.#sentAt, answer)) throw new LeaseLost(`another copy took over ${this.#flow}`);
  }

  /** Drain: another copy may take over at once. */
  async release(): Promise<void> {
    if (!this.held) return;
    this.#renewedAt = null;
    await this.#write({ mpb_holder: null, mpb_incarnation: null, mpb_expireson: null });
    this.#etag = null;
  }

  #confirm(sentAt: number, answer: Answer): boolean {
    if (answer.error && !isStale(answer.error)) throw refused(answer.error);
    if (answer.error) {
      this.#etag = null;
      this.#renewedAt = null;
      return false;
    }
    this.#etag = (answer.body as { '@odata.etag': string })['@odata.etag'];
    this.#renewedAt = sentAt;
    return true;
  }

  #free(row: Row): boolean {
    return (
      row.mpb_holder === null ||
      row.mpb_holder === this.#holder ||
      row.mpb_expireson === null ||
      Date.parse(row.mpb_expireson) < this.#ports.clock.now().getTime()
    );
  }

  #mine() {
    return {
      mpb_holder: this.#holder,
      mpb_incarnation: this.#incarnation,
      mpb_expireson: dataverseTime(plus(this.#ports.clock.now(), expiresAfter)),
    };
  }

  async #read(): Promise<Row | null> {
    const answer = await this.#ports.dataverse.send(
      { method: 'GET', path: `${this.#path}?$select=mpb_holder,mpb_expireson` },
      lane,
    );
    if (answer.status === 404) return null;
    mustSucceed(answer);
    return answer.body as Row;
  }

  #create(): Promise<Answer> {
    return this.#ports.dataverse.send(
      {
        method: 'PATCH',
        path: `${this.#path}?$select=mpb_checkpointid`,
        ifNoneMatch: '*',
        prefer: 'return=representation',
        body: { mpb_name: this.#flow, mpb_flow: this.#flow, ...this.#mine() },
      },
      lane,
    );
  }

  #write(body: object): Promise<Answer> {
    return this.#ports.dataverse.send(this.#patch(body), lane);
  }

  #patch(body: object): Operation {
    // Without a row version this would take the lease from whoever holds it.
    if (this.#etag === null) throw new Error('a lease is written only where its row was seen');
    return {
      method: 'PATCH',
      path: `${this.#path}?$select=mpb_checkpointid`,
      ifMatch: this.#etag,
      prefer: 'return=representation',
      body,
    };
  }
}

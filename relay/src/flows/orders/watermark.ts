/**
 * How far the order list was read, and how far a long reading has come, on one checkpoint row. The watermark moves by
 * compare-and-set and never backwards; another copy that moved it wins.
 */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { isStale, mustSucceed, refused } from '../answers.ts';
import type { Ports } from '../ports.ts';

/** A reading by export (OR13), resumed after a crash where it stood. */
export interface ExportProgress {
  readonly trackingId: string | null;
  readonly from: string;
  readonly to: string;
  readonly total: number;
  readonly read: number;
  /** Files that are persisted whole. */
  readonly files: number;
}

export interface Progress {
  readonly watermark: string | null;
  readonly export: ExportProgress | null;
}

/** An idle list moves the watermark only so often: a write a minute would say nothing new. */
const idleStep = 15 * 60_000;

type Row = Pick<ReadRow<typeof t.checkpoint>, 'mpb_watermark' | 'mpb_progress'> & { '@odata.etag': string };

export class Watermark {
  readonly #ports: Pick<Ports, 'dataverse'>;
  readonly #path: string;
  readonly #marketplaceId: string;
  #known: { etag: string | null; progress: Progress } | null = null;
  #pending: Progress | null = null;

  constructor(ports: Pick<Ports, 'dataverse'>, at: { checkpointId: string; marketplaceId: string }) {
    this.#ports = ports;
    this.#path = `mpb_checkpoints(${at.checkpointId})`;
    this.#marketplaceId = at.marketplaceId;
  }

  /** Read once, and again after a compare-and-set was lost. */
  async read(): Promise<Progress> {
    if (this.#pending) return this.#pending;
    if (this.#known) return this.#known.progress;
    const answer = await this.#ports.dataverse.send({
      method: 'GET',
      path: `${this.#path}?$select=mpb_watermark,mpb_progress`,
    });
    if (answer.status === 404) {
      this.#known = { etag: null, progress: { watermark: null, export: null } };
    } else {
      mustSucceed(answer);
      const row = answer.body as Row;
      this.#known = {
        etag: row['@odata.etag'],
        progress: {
          watermark: row.mpb_watermark,
          export: row.mpb_progress === null ? null : (JSON.parse(row.mpb_progress) as ExportProgress),
        },
      };
    }
    return this.#known.progress;
  }

  /** Everything updated before `to` is persisted. Written with the next call of the list (`pending`), or by `flush`. */
  async advance(to: Date, { moved }: { moved: boolean }): Promise<void> {
    const { watermark } = await this.read();
    const at = to.toISOString();
    if (watermark !== null && at <= watermark) return;
    if (!moved && watermark !== null && to.getTime() - Date.parse(watermark) < idleStep) return;
    this.#pending = { watermark: at, export: null };
  }

  /** The write that is owed, to travel in somebody else's request; its answer goes to `written`. */
  pending(): Operation[] {
    return this.#pending === null ? [] : [this.#write(this.#pending)];
  }

  written(answer: BatchAnswer | undefined): void {
    if (this.#pending !== null) this.#noted(answer, this.#pending);
  }

  /** Sends what is owed. */
  async flush(): Promise<void> {
    if (this.#pending === null) return;
    const [answer] = await this.#ports.dataverse.batch(this.pending());
    this.written(answer);
  }

  async noteExport(progress: ExportProgress): Promise<void> {
    const { watermark } = await this.read();
    this.#pending = { watermark, export: progress };
    await this.flush();
  }

  #write(progress: Progress): Operation {
    const etag = this.#known?.etag ?? null;
    return {
      method: 'PATCH',
      path: `${this.#path}?$select=mpb_checkpointid`,
      prefer: 'return=representation',
      ...(etag === null ? { ifNoneMatch: '*' } : { ifMatch: etag }),
      body: {
        mpb_watermark: progress.watermark,
        mpb_progress: progress.export === null ? null : JSON.stringify(progress.export),
        ...(etag === null
          ? {
              mpb_name: 'orders',
              mpb_flow: 'orders',
              'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${this.#marketplaceId})`,
            }
          : {}),
      },
    };
  }

  #noted(answer: BatchAnswer | undefined, progress: Progress): void {
    if (answer === undefined || 'changeSet' in answer) throw new Error('a watermark is moved by one write');
    this.#pending = null;
    this.#known = null;
    if (answer.error) {
      // Another copy moved it: its reading stands, and ours is read again from there.
      if (isStale(answer.error)) return;
      throw refused(answer.error);
    }
    this.#known = { etag: (answer.body as { '@odata.etag': string })['@odata.etag'], progress };
  }
}

export function earlier(one: Date, other: Date | null): Date {
  return other !== null && other < one ? other : one;
}

/**
 * How far a flow has come, on one checkpoint row that moves by compare-and-set (PROTOCOL, Words): by itself, or in the
 * change set of what it tells of. Another copy that moved it wins.
 */
import type { ReadRow, t, WriteRow } from '@marketplace-bridge/solution';
import type { Answer, Operation } from '../dataverse/client.ts';
import { mustSucceed } from './answers.ts';

type Columns = 'mpb_watermark' | 'mpb_deltalink' | 'mpb_progress';
export type CheckpointRow = Pick<ReadRow<typeof t.checkpoint>, Columns>;

/** How progress stands in the columns of the row. */
export interface Form<T> {
  /** Name of the flow, and of its row. */
  readonly flow: string;
  readonly select: readonly Columns[];
  /** Before the first. */
  readonly nothing: T;
  readonly read: (row: CheckpointRow) => T;
  readonly columns: (progress: T) => Pick<WriteRow<typeof t.checkpoint>, Columns>;
}

export class Checkpoint<T> {
  readonly #path: string;
  readonly #marketplaceId: string;
  readonly #form: Form<T>;
  #etag: string | null = null;
  #progress: T;

  constructor(at: { readonly checkpointId: string; readonly marketplaceId: string }, form: Form<T>) {
    this.#path = `mpb_checkpoints(${at.checkpointId})`;
    this.#marketplaceId = at.marketplaceId;
    this.#form = form;
    this.#progress = form.nothing;
  }

  /** As it stands in Dynamics. */
  get progress(): T {
    return this.#progress;
  }

  /** Whether there is a row. */
  get isKnown(): boolean {
    return this.#etag !== null;
  }

  get query(): Operation {
    return { method: 'GET', path: `${this.#path}?$select=${this.#form.select.join(',')}` };
  }

  read(answer: Answer): void {
    this.#etag = null;
    this.#progress = this.#form.nothing;
    if (answer.status === 404) return;
    mustSucceed(answer);
    const row = answer.body as CheckpointRow & { '@odata.etag': string };
    this.#etag = row['@odata.etag'];
    this.#progress = this.#form.read(row);
  }

  moves(to: T): boolean {
    return JSON.stringify(to) !== JSON.stringify(this.#progress);
  }

  move(to: T): Operation {
    const { flow, columns } = this.#form;
    return {
      method: 'PATCH',
      path: `${this.#path}?$select=mpb_checkpointid`,
      prefer: 'return=representation',
      ...(this.#etag === null ? { ifNoneMatch: '*' } : { ifMatch: this.#etag }),
      body: {
        ...columns(to),
        ...(this.#etag === null
          ? {
              mpb_name: flow,
              mpb_flow: flow,
              'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${this.#marketplaceId})`,
            }
          : {}),
      } satisfies WriteRow<typeof t.checkpoint>,
    };
  }

  moved(answer: Answer | undefined, to: T): void {
    mustSucceed(answer);
    this.#etag = (answer?.body as { '@odata.etag': string })['@odata.etag'];
    this.#progress = to;
  }
}

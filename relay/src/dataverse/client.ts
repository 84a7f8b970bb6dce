/** Whose work a request is; the pacer serves them in this order and keeps a minimum share for each (PROTOCOL, Slot). */
export type Lane = 'intents' | 'events' | 'due' | 'sweep' | 'census';

/** One operation of the Web API. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Relative to /api/data/v9.2/, for instance `mpb_orders(guid)`. */
  readonly path: string;
  readonly body?: unknown;
  /** `W/"123"` or `*`. */
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly prefer?: string;
}

export interface ChangeSet {
  readonly changeSet: readonly Operation[];
}

export type BatchItem = Operation | ChangeSet;

/** What Dataverse refused, in its own words. */
export interface DataverseError {
  readonly status: number;
  /** `0x80040265`, for instance. */
  readonly code: string;
  readonly message: string;
  /** In a change set: index of the operation that was refused, where Dataverse names it. */
  readonly operation?: number;
}

/** The answer to one operation. `error` is present exactly when it was refused. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  /** Parsed JSON; null when there is none. */
  readonly body: unknown;
  readonly error?: DataverseError;
}

/** The answer to a change set: one per operation in their order, or one error for all and nothing was written. */
export interface ChangeSetAnswer {
  readonly changeSet: readonly Answer[];
  readonly error?: DataverseError;
}

export type BatchAnswer = Answer | ChangeSetAnswer;

/** What changed since a delta link. */
export interface Changes {
  readonly rows: unknown[];
  /** Ids of rows that are gone. */
  readonly deleted: string[];
  /** To be handed in the next time. */
  readonly deltaLink: string;
  /** The link handed in was too old; `rows` is the whole table. */
  readonly expired: boolean;
}

/**
 * The Dataverse Web API. What Dataverse refuses (4xx of one operation) is a value; an `OperatingError` is thrown when there is
 * no answer to rely on: transport, token, still limited after pacing, malformed.
 */
export interface DataverseClient {
  /** Answers in the order of `items`, always with odata.continue-on-error. At most 1,000 operations. */
  batch(items: readonly BatchItem[], lane?: Lane): Promise<BatchAnswer[]>;
  send(operation: Operation, lane?: Lane): Promise<Answer>;
  /** All pages of a query. */
  query<T>(path: string, options?: { pageSize?: number; lane?: Lane }): AsyncIterable<T[]>;
  /** Change tracking: without a link, the whole table and a first link. */
  changes(path: string, deltaLink: string | null): Promise<Changes>;
  /** Writes a file column; `path` is `entityset(guid)/column`. */
  uploadFile(path: string, fileName: string, content: Uint8Array, lane?: Lane): Promise<void>;
  whoAmI(): Promise<{ userId: string; organizationId: string }>;
  /** Since the start: HTTP requests, and operations in them. */
  counts(): { requests: number; operations: number };
}

/**
 * Where rules plug into the engine. The engine knows rows, keys, transactions and OData; everything that makes the
 * environment a Dynamics 365 Sales organisation (pricing, states, rights, limits) is a `SandboxRules` object.
 *
 * Order of one write, all of it inside the transaction of its request (or change set, or bulk message):
 *   1. payload checked and turned into columns     engine (types, lengths, ranges, choices)
 *   2. authorize(Create | Write | Delete, Append, AppendTo)
 *   3. beforeWrite                                  may change `row` or throw a DataverseError
 *   4. stored: keys, indexes, version, system columns
 *   5. afterWrite                                   may write more rows through `database`, or throw
 * A throw in any of them undoes the whole transaction. Rules are synchronous: a transaction never interleaves with
 * another one, which is how the sandbox serialises. Waiting (latency, limits) happens outside, in the meter.
 */
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import type { EnvironmentModel, Row, TableModel } from './model.ts';

/** Who calls. With impersonation `userId` is the impersonated user and `initiatingUserId` the one of the token. */
export interface Caller {
  /** systemuserid, lower-case GUID. */
  userId: string;
  initiatingUserId: string;
  businessUnitId: string;
  organizationId: string;
}

/** Rows inside the running transaction. Rows that come out are never changed in place. */
export interface Database {
  readonly model: EnvironmentModel;
  /** Sandbox time, milliseconds since 1970. */
  now(): number;
  get(table: string, id: string): Readonly<Row> | undefined;
  /** All rows whose column equals the value (text without regard to case); indexed for lookups and key columns. */
  where(table: string, column: string, value: unknown): readonly Readonly<Row>[];
  all(table: string): Iterable<Readonly<Row>>;
  /** The organization row, or an empty row when the environment has none. */
  organization(): Readonly<Row>;

  /** Raw writes of the platform itself: no rights, no beforeWrite, no afterWrite; keys, versions and undo apply. */
  put(table: string, row: Row): string;
  patch(table: string, id: string, patch: Row): void;
  drop(table: string, id: string): void;

  /** Writes as the caller would make them, with every rule (columns by logical name, lookups as GUIDs). */
  create(caller: Caller, table: string, row: Row): string;
  update(caller: Caller, table: string, id: string, patch: Row): void;
  remove(caller: Caller, table: string, id: string): void;
}

type WriteKind = 'create' | 'update' | 'delete';

export interface WriteContext {
  kind: WriteKind;
  table: TableModel;
  /** Lower-case GUID of the row. */
  id: string;
  /** The stored row before the write; absent on create. */
  before: Readonly<Row> | undefined;
  /**
   * The row as it will be stored (on delete: the row that goes). In beforeWrite it may be changed; in afterWrite it
   * is the stored row and read-only. Polymorphic lookups (customer, owner) have the target's logical name in
   * `<column>type`, e.g. `customeridtype`.
   */
  row: Row;
  /** The columns that the payload named, after @odata.bind was resolved (`customerid`, not `customerid_account`). */
  changed: ReadonlySet<string>;
  caller: Caller;
  database: Database;
}

export type Privilege = 'Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo' | 'Assign' | 'Share';

export interface AccessCheck {
  caller: Caller;
  privilege: Privilege;
  table: TableModel;
  /** The row in question: the draft on create, the stored row otherwise. */
  row: Readonly<Row>;
  database: Database;
}

/** An unbound or bound action or function. It runs in a transaction of its own and may throw a DataverseError. */
export interface OperationCall {
  name: string;
  /** Parsed JSON body of an action, or the parameters of a function. */
  parameters: Row;
  /** For bound operations: the table, and the row when bound to one. */
  bound?: { table: TableModel; id?: string };
  caller: Caller;
  database: Database;
}

/** What an action answers: 204 when undefined, else 200 with this JSON body (`@odata.context` is added). */
export type OperationHandler = (call: OperationCall) => Record<string, unknown> | undefined;

/** What one HTTP request or one part of a $batch does, for latency and protection limits. */
export interface Work {
  kind: 'create' | 'update' | 'delete' | 'retrieve' | 'query' | 'bulk' | 'action' | 'metadata' | 'batch';
  /** Logical name, when there is one. */
  table?: string;
  /** Rows written or read by it (deep insert and bulk: all of them); known when the work is done. */
  rows: number;
  caller: Caller;
}

/** Accompanies one HTTP request from its acceptance to its answer. */
export interface MeterTicket {
  /**
   * Before each operation (once for a single request, once per inner request of a $batch; a bulk message is one).
   * Throws a DataverseError (429) to refuse it.
   */
  beforeOperation(work: Work): void;
  /** After each operation, with `rows` known, whether it succeeded or not. */
  afterOperation(work: Work): void;
  /** Last thing before the answer leaves: waits out the latency, gives up the concurrency slot, adds headers. */
  finish(): Promise<Record<string, string>>;
}

export interface SandboxRules {
  /** For messages and for switching one off: 'pricing', 'security', ... */
  readonly name: string;
  /** Requests that are not the Web API's, such as the token endpoint. The first answer wins. */
  route?(request: SandboxRequest, database: Database): SandboxResponse | undefined;
  /** A token for a person, as the sign-in of a browser leaves one. */
  signIn?(userId: string): string;
  /** Who calls; throws DataverseError 401/403. The first rule that has it decides; without any, a built-in user calls. */
  authenticate?(request: SandboxRequest, database: Database): Caller;
  /** Once per HTTP request, after authentication; throws 429 to refuse it. Concurrency slots are taken here. */
  meter?(request: SandboxRequest, caller: Caller): MeterTicket;
  /** Throws 403 when the caller may not. */
  authorize?(check: AccessCheck): void;
  /**
   * Which rows of a table the caller may read: 'all', or a filter. Throws 403 without any Read privilege. Change
   * tracking needs 'all' (dataverse.md 6).
   */
  readScope?(
    caller: Caller,
    table: TableModel,
    database: Database,
  ): 'all' | ((row: Readonly<Row>) => boolean);
  beforeWrite?(context: WriteContext): void;
  afterWrite?(context: WriteContext): void;
  /** By name without namespace: FulfillSalesOrder, LockSalesOrderPricing, ... */
  operations?: Readonly<Record<string, OperationHandler>>;
}

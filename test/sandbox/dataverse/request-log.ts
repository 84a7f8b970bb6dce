/** What was asked of the sandbox, with counts: per HTTP request, per operation, per table. */
import type { Work } from './hooks.ts';

export interface LoggedOperation {
  method: string;
  /** Below the service root, with its query. */
  path: string;
  status: number;
  kind: Work['kind'];
  table: string | undefined;
  rows: number;
}

export interface LoggedRequest {
  /** Sandbox time of the arrival, milliseconds since 1970. */
  at: number;
  method: string;
  url: string;
  status: number;
  /** Inner requests of a $batch, or the one operation. */
  operations: LoggedOperation[];
}

export interface Counts {
  /** HTTP requests. */
  requests: number;
  /** Operations toward the protection limits: inner requests count, a bulk message is one. */
  operations: number;
  /** Rows written or read. */
  rows: number;
  /** Operations by status. */
  statuses: Record<number, number>;
  /** Operations by logical table name. */
  tables: Record<string, number>;
}

const kept = 2_000;

export class RequestLog {
  /** The last requests, oldest first: 2,000 at least, twice as many at most. */
  entries: LoggedRequest[] = [];
  counts: Counts = emptyCounts();

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > 2 * kept) this.entries = this.entries.slice(-kept);
    this.counts.requests++;
    for (const operation of entry.operations) {
      this.counts.operations++;
      this.counts.rows += operation.rows;
      this.counts.statuses[operation.status] = (this.counts.statuses[operation.status] ?? 0) + 1;
      if (operation.table !== undefined)
        this.counts.tables[operation.table] = (this.counts.tables[operation.table] ?? 0) + 1;
    }
  }

  /** Forgets everything, for a measurement that starts now. */
  reset(): void {
    this.entries = [];
    this.counts = emptyCounts();
  }
}

function emptyCounts(): Counts {
  return { requests: 0, operations: 0, rows: 0, statuses: {}, tables: {} };
}

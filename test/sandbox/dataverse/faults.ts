/** Scripted faults: what a test makes go wrong, and on which request. */
import type { SandboxRequest } from '../http.ts';
import { DataverseError } from './errors.ts';

export type Fault =
  /** An error answer instead of any work. */
  | { kind: 'answer'; status: number; code?: string; message?: string; headers?: Record<string, string> }
  /** The connection ends before anything is done. */
  | { kind: 'drop' }
  /** The work is done and committed; the answer never arrives. */
  | { kind: 'lost-answer' }
  /** The work is done; the answer ends in its middle. */
  | { kind: 'cut' }
  /** The answer takes this much longer (sandbox milliseconds). */
  | { kind: 'slow'; milliseconds: number };

export interface FaultScript {
  /** Which requests; default: all. Sees the whole HTTP request, a $batch included. */
  match?: (request: SandboxRequest) => boolean;
  /**
   * Instead of `match`: which operations, inner requests of a $batch included. Only for `answer` faults, which then
   * stand in the operation's own part and undo its change set.
   */
  operation?: (operation: { method: string; path: string }) => boolean;
  fault: Fault;
  /** How many matching requests get it; default 1. */
  times?: number;
  /** How many matching requests pass before; default 0. */
  after?: number;
}

/** A deadlock as SQL Server words it, in the platform's wrapping (dataverse.md 2). */
export const deadlock: Fault = {
  kind: 'answer',
  status: 500,
  code: '0x80044150',
  message: 'Generic SQL error. CRM ErrorCode: -2147204784 Sql ErrorCode: -2146232060 Sql Number: 1205',
};

/** The requests-per-window limit, out of the blue. */
export function throttled(retryAfterSeconds: number): Fault {
  return {
    kind: 'answer',
    status: 429,
    code: '0x80072322',
    message: 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
    headers: { 'Retry-After': String(retryAfterSeconds) },
  };
}

export class Faults {
  #scripts: (FaultScript & { times: number; after: number })[] = [];

  script(script: FaultScript): void {
    if (script.operation && script.fault.kind !== 'answer')
      throw new Error('Only an answer can be scripted for an operation.');
    this.#scripts.push({ times: 1, after: 0, ...script });
  }

  clear(): void {
    this.#scripts = [];
  }

  /** The fault that this request gets, which uses it up once. */
  forRequest(request: SandboxRequest): Fault | undefined {
    return this.#next((script) => !script.operation && (script.match?.(request) ?? true));
  }

  /** Throws the refusal that is scripted for this operation. */
  beforeOperation(operation: { method: string; path: string }): void {
    const fault = this.#next((script) => script.operation?.(operation) ?? false);
    if (fault?.kind === 'answer') throw faultError(fault);
  }

  #next(matches: (script: FaultScript) => boolean): Fault | undefined {
    for (const script of this.#scripts) {
      if (script.times <= 0 || !matches(script)) continue;
      if (script.after > 0) {
        script.after--;
        continue;
      }
      script.times--;
      return script.fault;
    }
    return undefined;
  }
}

/** The refusal that an answer fault stands for. */
export function faultError(fault: Extract<Fault, { kind: 'answer' }>): DataverseError {
  return new DataverseError(fault.status, fault.code ?? '', fault.message ?? 'A scripted fault.', {
    headers: fault.headers ?? {},
  });
}

/** Faults that a test scripts: which calls go wrong, and how. */
import type { Operation } from './routes.ts';

export type Fault =
  /** The platform answers this instead; the call has no effect. */
  | { status: number; retryAfter?: number }
  /** The socket closes before the call has any effect. */
  | 'drop'
  /** The call works; the socket closes in the middle of the answer. */
  | 'cut'
  /** The call works; the socket closes instead of an answer. */
  | 'answer-lost'
  /** The answer takes that many milliseconds of sandbox time; 'slow' is a minute. */
  | { delay: number }
  | 'slow'
  /** OR11: the first row of the page comes once more at its end. */
  | 'duplicate-rows'
  /** OR13, OF52: the export ends as FAILED. */
  | 'export-fails'
  /** STO01: the import ends as FAILED, and no line of the file is taken. */
  | 'import-fails'
  /** STO01: the import needs that many milliseconds of sandbox time more. */
  | { importTakes: number };

export interface Script {
  operation: Operation;
  /** How many calls are struck. */
  times: number;
  /** How many calls pass unharmed first. Default 0. */
  after?: number;
  fault: Fault;
}

export class FaultScript {
  #scripts: Required<Script>[] = [];

  add(script: Script): void {
    this.#scripts.push({ after: 0, ...script });
  }

  clear(): void {
    this.#scripts = [];
  }

  /** The fault for this call. Scripts of one operation strike one after another, in the order of their making. */
  strike(operation: Operation): Fault | undefined {
    const script = this.#scripts.find(
      (candidate) => candidate.operation === operation && candidate.times > 0,
    );
    if (!script) return undefined;
    if (script.after > 0) {
      script.after -= 1;
      return undefined;
    }
    script.times -= 1;
    return script.fault;
  }
}

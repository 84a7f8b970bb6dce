/** One operation of the Web API: a single HTTP request, or one part of a $batch. */
import type { Engine } from './engine.ts';
import type { Caller, Work } from './hooks.ts';
import { annotationFilter } from './odata/annotations.ts';
import { parsePrefer, type Preferences } from './prefer.ts';

export interface Operation {
  method: string;
  /** Below the service root, still percent-encoded: `accounts(…)/name`. */
  path: string;
  /** After `?`, still percent-encoded. */
  query: string;
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  caller: Caller;
  /** Absolute address of the service root with a slash at its end. */
  base: string;
  /** Inside a change set: Content-ID -> address of its row. */
  contentIds?: Map<string, string>;
}

export interface OperationAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** What handlers work with: the engine, the operation, and its preferences. */
export interface Call {
  engine: Engine;
  operation: Operation;
  prefer: Preferences;
  annotations: (name: string) => boolean;
  /** Filled in while it runs, for the meter and the request log. */
  work: Work;
}

export function newCall(engine: Engine, operation: Operation): Call {
  const prefer = parsePrefer(operation.headers.prefer);
  const kind = operation.method === 'GET' ? 'query' : 'update';
  const work: Work = { kind, rows: 0, caller: operation.caller };
  return { engine, operation, prefer, annotations: annotationFilter(prefer.annotations), work };
}

const jsonType = 'application/json; odata.metadata=minimal';

export function json(body: string, headers: Record<string, string> = {}, status = 200): OperationAnswer {
  return { status, headers: { 'Content-Type': jsonType, ...headers, 'OData-Version': '4.0' }, body };
}

export function noContent(headers: Record<string, string> = {}): OperationAnswer {
  return { status: 204, headers: { 'OData-Version': '4.0', ...headers }, body: '' };
}

/** text/plain, as /$count and /$value of text answer. */
export function plainText(body: string): OperationAnswer {
  return { status: 200, headers: { 'Content-Type': 'text/plain', 'OData-Version': '4.0' }, body };
}

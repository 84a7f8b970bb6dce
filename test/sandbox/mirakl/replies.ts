/** Answers of the platform and the two shapes of its errors (mirakl.md 1.8). */
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { isObject, parseJson, printJson, type JsonObject } from './lossless-json.ts';

const json = 'application/json;charset=UTF-8';

export function ok(value: unknown, headers: Record<string, string> = {}): SandboxResponse {
  return okText(printJson(value), headers);
}

/** A 200 whose body is JSON text already. */
export function okText(text: string, headers: Record<string, string> = {}): SandboxResponse {
  return { status: 200, headers: { 'content-type': json, ...headers }, body: text };
}

/** 201. */
export function created(value: unknown, headers: Record<string, string> = {}): SandboxResponse {
  return { ...ok(value, headers), status: 201 };
}

export function csvText(text: string): SandboxResponse {
  return { status: 200, headers: { 'content-type': 'text/csv;charset=UTF-8' }, body: text };
}

export function noContent(): SandboxResponse {
  return { status: 204, headers: {}, body: '' };
}

/** Shape A, of the classic calls. */
export function refuse(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): SandboxResponse {
  return { status, headers: { 'content-type': json, ...headers }, body: JSON.stringify({ message, status }) };
}

export interface CodedError {
  code: string;
  field: string;
  message: string;
}

/** Shape B, of calls with machine codes. */
export function refuseCoded(status: number, errors: CodedError[]): SandboxResponse {
  return { status, headers: { 'content-type': json }, body: JSON.stringify({ errors }) };
}

/** A refusal on its way out of a handler. */
export class Refusal extends Error {
  readonly response: SandboxResponse;

  constructor(response: SandboxResponse) {
    super('refused');
    this.response = response;
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal(refuse(400, message));
}

/** The JSON object in a request's body; anything else is a 400. */
export function bodyObject(request: SandboxRequest): JsonObject {
  let body: unknown;
  try {
    body = parseJson(request.body.toString('utf8'));
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
  if (!isObject(body)) throw badRequest('The request body must be a JSON object.');
  return body;
}

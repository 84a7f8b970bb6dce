import { OperatingError } from '../errors.ts';
import type { ErrorDetail, RimErrorName } from '../errors.ts';
import type { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import { HttpFailure } from '../http-port.ts';
import type { HttpPort, HttpRequest, HttpResponse, StreamedResponse } from '../http-port.ts';
import { errorOfStatus, retryAfter } from '../http-status.ts';
import { soon } from '../soon.ts';
import { messageOf } from './error-body.ts';
import type { FileBody } from './stock-file.ts';

export interface MiraklConfig {
  /** `https://marketplace.kingfisher.com`, without a path. */
  readonly origin: string;
  readonly apiKey: string;
  /** Only for a user of several shops (mirakl.md 1.3). */
  readonly shopId?: string;
}

export interface MiraklPorts {
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly chance: Chance;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Absolute. */
  readonly url: URL;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent instead of a body. */
  readonly file?: FileBody;
  /** `application/json` where not given. */
  readonly accept?: string;
  /** For all of it; half a minute where not given. */
  readonly timeoutMs?: number;
  /** False for a call whose repetition could do harm; a lost answer is then an unknown outcome. */
  readonly repeatable: boolean;
}

/** Sends calls and hands back 2xx answers; everything else is an `OperatingError`. */
export interface Transport {
  send(call: Call): Promise<HttpResponse>;
  /** An answer that breaks on the way rejects where it is iterated; what was read of it is a part. */
  stream(call: Call): Promise<StreamedResponse>;
}

const TIMEOUT_MS = 30_000;

/** What is read of an answer that says no. */
const MOST_OF_AN_ERROR = 64 * 1024;

/** Everything about a call to Mirakl that is the same for all of them. */
export function miraklTransport(config: MiraklConfig, ports: MiraklPorts): Transport {
  const home = new URL(config.origin).origin;

  const deadline = (call: Call) => ports.clock.deadline(call.timeoutMs ?? TIMEOUT_MS);

  async function once(call: Call): Promise<HttpResponse> {
    let answer: HttpResponse;
    try {
      answer = await ports.http.send(requestFor(call, config, home), deadline(call));
    } catch (error) {
      throw failed(call, error);
    }
    if (isGood(answer)) return answer;
    throw refused(call, answer, ports.clock);
  }

  async function begun(call: Call): Promise<StreamedResponse> {
    let refusal: HttpResponse;
    try {
      const answer = await ports.http.stream(requestFor(call, config, home), deadline(call));
      if (isGood(answer)) return { ...answer, body: unbroken(call, answer.body) };
      refusal = { ...answer, body: await beginning(answer.body) };
    } catch (error) {
      throw failed(call, error);
    }
    throw refused(call, refusal, ports.clock);
  }

  return {
    async send(call) {
      assertAllowed(call.url, home);
      if (call.repeatable) return soon(ports, () => once(call));
      // No retry inside the client (PROTOCOL, Intent 3); `soon` here means that nothing was sent or done.
      return once(call).catch((error: unknown) => {
        throw spent(error);
      });
    },
    async stream(call) {
      assertAllowed(call.url, home);
      return soon(ports, () => begun(call));
    },
  };
}

function isGood({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 300;
}

/** The caller has had a part, so that only he can begin again: not `soon`, in here, but later. */
async function* unbroken(call: Call, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw spent(failed(call, error));
  }
}

async function beginning(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body) {
    pieces.push(piece);
    length += piece.length;
    if (length >= MOST_OF_AN_ERROR) break;
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function spent(error: unknown): unknown {
  return error instanceof OperatingError && error.retry === 'soon' ? error.asLater() : error;
}

/** A file of an export may lie elsewhere (mirakl.md 1.1); nothing may travel in clear text unless Mirakl itself does. */
function assertAllowed(url: URL, home: string): void {
  if (url.origin === home || url.protocol === 'https:') return;
  throw new OperatingError('mirakl.foreign-host', `refused to call ${url.host}`);
}

function requestFor(call: Call, config: MiraklConfig, home: string): HttpRequest {
  const url = new URL(call.url);
  const headers: Record<string, string> = { accept: call.accept ?? 'application/json' };
  if (url.origin === home) {
    headers.authorization = config.apiKey;
    if (config.shopId !== undefined && !url.searchParams.has('shop_id')) {
      // Not by `searchParams`, which writes all of a link anew; one that is signed would be another one then.
      url.search += `${url.search === '' ? '?' : '&'}shop_id=${encodeURIComponent(config.shopId)}`;
    }
  }
  if (call.file) {
    headers['content-type'] = call.file.contentType;
    headers['content-length'] = String(call.file.length);
    return { method: call.method, url: url.href, headers, body: call.file.pieces };
  }
  if (call.body === undefined) return { method: call.method, url: url.href, headers };
  headers['content-type'] = 'application/json';
  return { method: call.method, url: url.href, headers, body: JSON.stringify(call.body) };
}

function failed(call: Call, error: unknown): OperatingError {
  if (!(error instanceof HttpFailure)) throw error;
  const name: Record<HttpFailure['kind'], RimErrorName> = {
    unreachable: 'unreachable',
    timeout: 'timeout',
    cut: 'unreachable',
    'too-large': 'too-large',
  };
  const lost = !call.repeatable && error.maybeSent;
  return problem(call, lost ? 'outcome-unknown' : name[error.kind], error.message, { cause: error });
}

function refused(call: Call, answer: HttpResponse, clock: Clock): OperatingError {
  const wait = retryAfter(answer.headers['retry-after'], clock);
  const name = errorOfStatus(answer.status);
  // A failing server may have done the work before it failed (mirakl.md 1.9).
  const lost = !call.repeatable && (name === 'failing' || name === 'timeout');
  return problem(call, lost ? 'outcome-unknown' : name, messageOf(answer), {
    status: answer.status,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}

/** Path only: a query may hold order ids, which logs have in their own field. */
function problem(call: Call, name: RimErrorName, message: string, detail: ErrorDetail): OperatingError {
  return new OperatingError(`mirakl.${name}`, `${call.method} ${call.url.pathname}: ${message}`, detail);
}

import { OperatingError } from '../errors.ts';
import type { ErrorDetail, RimErrorName } from '../errors.ts';
import type { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import { HttpFailure } from '../http-port.ts';
import type { HttpPort, HttpRequest, HttpResponse } from '../http-port.ts';
import { errorOfStatus, retryAfter } from '../http-status.ts';
import { soon } from '../soon.ts';
import { messageOf } from './error-body.ts';

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
  readonly body?: unknown;
  /** False for a call whose repetition could do harm; a lost answer is then an unknown outcome. */
  readonly repeatable: boolean;
}

/** Sends a call and hands back a 2xx answer; everything else is an `OperatingError`. */
export type Transport = (call: Call) => Promise<HttpResponse>;

const TIMEOUT_MS = 30_000;

/** Everything about a call to Mirakl that is the same for all of them. */
export function miraklTransport(config: MiraklConfig, ports: MiraklPorts): Transport {
  const home = new URL(config.origin).origin;

  async function once(call: Call): Promise<HttpResponse> {
    let answer: HttpResponse;
    try {
      answer = await ports.http.send(requestFor(call, config, home), ports.clock.deadline(TIMEOUT_MS));
    } catch (error) {
      throw failed(call, error);
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    throw refused(call, answer, ports.clock);
  }

  return async (call) => {
    assertAllowed(call.url, home);
    if (call.repeatable) return soon(ports, () => once(call));
    // No retry inside the client (PROTOCOL, Intent 3); `soon` here means that nothing was sent or done.
    return once(call).catch((error: unknown) => {
      throw error instanceof OperatingError && error.retry === 'soon' ? error.asLater() : error;
    });
  };
}

/** A file of an export may lie elsewhere (mirakl.md 1.1); nothing may travel in clear text unless Mirakl itself does. */
function assertAllowed(url: URL, home: string): void {
  if (url.origin === home || url.protocol === 'https:') return;
  throw new OperatingError('mirakl.foreign-host', `refused to call ${url.host}`);
}

function requestFor(call: Call, config: MiraklConfig, home: string): HttpRequest {
  const url = new URL(call.url);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (url.origin === home) {
    headers.authorization = config.apiKey;
    if (config.shopId !== undefined && !url.searchParams.has('shop_id')) {
      url.searchParams.set('shop_id', config.shopId);
    }
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

import { OperatingError } from '../errors.ts';
import type { ErrorDetail, RimErrorName } from '../errors.ts';
import type { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import { HttpFailure } from '../http-port.ts';
import type { HttpPort, HttpResponse } from '../http-port.ts';
import { dateOf, retryAfter } from '../http-status.ts';
import { soon } from '../soon.ts';
import type { TokenSource } from './auth.ts';
import type { Lane } from './client.ts';
import { dataverseError, isDeadlock } from './error-body.ts';
import { Gate } from './gate.ts';
import { Pacer } from './pacer.ts';
import type { PacerLimits } from './pacer.ts';

export interface DataverseConfig {
  /** Origin of the environment, `https://contoso.crm11.dynamics.com`. */
  readonly origin: string;
  /** What this copy may use (`shareOf`). */
  readonly limits: PacerLimits;
}

export interface DataversePorts {
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly tokens: TokenSource;
}

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
  /** False when sending it twice could do harm; a lost answer is then an unknown outcome. */
  readonly repeatable: boolean;
  /** Operations in it, for the pacer. */
  readonly operations: number;
  readonly lane: Lane;
}

/** Server-side work may take its two minutes (dataverse.md 4); batches are sized to end within 20 s (TENANT 14). */
const TIMEOUT_MS = 120_000;

/**
 * Sends calls: token, pacing, time-out, retry `soon`. Hands back 2xx, 304 and every 4xx that concerns this one request;
 * anything that leaves the caller without an answer to rely on is an `OperatingError`.
 */
export class Transport {
  readonly #home: string;
  readonly #ports: DataversePorts;
  readonly #pacer: Pacer;
  readonly #gate: Gate;
  #requests = 0;
  #operations = 0;

  constructor(config: DataverseConfig, ports: DataversePorts) {
    this.#home = new URL(config.origin).origin;
    this.#ports = ports;
    this.#pacer = new Pacer(config.limits);
    this.#gate = new Gate(this.#pacer, ports.clock);
  }

  counts(): { requests: number; operations: number } {
    return { requests: this.#requests, operations: this.#operations };
  }

  async send(call: Call): Promise<HttpResponse> {
    if (call.url.origin !== this.#home) {
      throw new OperatingError('dataverse.foreign-host', `refused to call ${call.url.host}`);
    }
    return soon(this.#ports, () => this.#withToken(call));
  }

  /** A token that is not accepted is replaced once; a request that was not accepted did nothing, so any may be repeated. */
  async #withToken(call: Call): Promise<HttpResponse> {
    const first = await this.#paced(call, await this.#ports.tokens.token());
    if (first.status !== 401) return this.#judge(call, first);
    return this.#judge(call, await this.#paced(call, await this.#ports.tokens.token(true)));
  }

  async #paced(call: Call, token: string): Promise<HttpResponse> {
    const leave = await this.#gate.enter(call.lane, call.operations);
    try {
      return await this.#once(call, token);
    } catch (error) {
      throw error instanceof HttpFailure ? this.#lost(call, error) : error;
    } finally {
      leave();
    }
  }

  async #once(call: Call, token: string): Promise<HttpResponse> {
    this.#requests += 1;
    this.#operations += call.operations;
    const { clock, http } = this.#ports;
    const headers = {
      'OData-MaxVersion': '4.0',
      'OData-Version': '4.0',
      ...call.headers,
      Authorization: `Bearer ${token}`,
    };
    const body = call.body === undefined ? {} : { body: call.body };
    const request = { method: call.method, url: call.url.href, headers, ...body };
    const answer = await http.send(request, clock.deadline(TIMEOUT_MS));
    const date = dateOf(answer.headers.date);
    if (date) clock.serverSaid(date);
    const now = clock.monotonic();
    if (answer.status === 429) this.#pacer.limited(now, retryAfter(answer.headers['retry-after'], clock));
    else this.#pacer.advised(now, answer.headers);
    return answer;
  }

  #judge(call: Call, answer: HttpResponse): HttpResponse {
    const { status } = answer;
    if (status === 429) {
      // Nothing was done, so the transport itself waits and repeats, as long as that is soon.
      const wait = retryAfter(answer.headers['retry-after'], this.#ports.clock);
      throw problem(call, 'limited', {
        status,
        retry: 'soon',
        ...(wait === undefined ? {} : { retryAfterMs: wait }),
      });
    }
    if (status === 401) throw problem(call, 'unauthorized', { status });
    if (status >= 300 && status < 400 && status !== 304) throw problem(call, 'redirected', { status });
    if (status >= 500) {
      if (isDeadlock(dataverseError(status, jsonOf(answer)))) throw problem(call, 'failing', { status });
      throw problem(call, call.repeatable ? 'failing' : 'outcome-unknown', { status });
    }
    return answer;
  }

  #lost(call: Call, failure: HttpFailure): OperatingError {
    const name: Record<HttpFailure['kind'], RimErrorName> = {
      unreachable: 'unreachable',
      timeout: 'timeout',
      cut: 'unreachable',
      'too-large': 'too-large',
    };
    const unknown = failure.maybeSent && !call.repeatable;
    return problem(call, unknown ? 'outcome-unknown' : name[failure.kind], { cause: failure });
  }
}

/** Path only: a query may hold what logs must not. */
export function problem(
  call: Pick<Call, 'method' | 'url'>,
  name: RimErrorName,
  detail: ErrorDetail & { readonly retry?: 'soon'; readonly message?: string },
): OperatingError {
  const said = detail.message ?? (detail.status === undefined ? 'no answer' : `status ${detail.status}`);
  return new OperatingError(`dataverse.${name}`, `${call.method} ${call.url.pathname}: ${said}`, detail);
}

function jsonOf(answer: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.body)) as unknown;
  } catch {
    return null;
  }
}

import { Agent, request as undiciRequest } from 'undici';
import { HttpFailure } from './http-port.ts';
import type { HttpFailureKind, HttpPort, HttpResponse } from './http-port.ts';

export interface UndiciOptions {
  /** Connections kept open to one host. */
  readonly connections?: number;
  /** An answer with more bytes than this is not read. */
  readonly maxBodyBytes?: number;
}

/** Codes of failures before the first byte of a request is written. */
const neverSent = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Codes of a body that ended before its announced length. */
const cutShort = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_SOCKET', 'ECONNRESET']);

/**
 * The network. Time is bounded by the caller's signal alone, so undici's own timers are off. `request` follows no redirect
 * and undici keeps no cookies, which is also what spreads calls over Dataverse's servers (dataverse.md 5).
 */
export function undiciPort(options: UndiciOptions = {}): HttpPort & { close(): Promise<void> } {
  const agent = new Agent({
    connections: options.connections ?? 32,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: options.maxBodyBytes ?? 64 * 1024 * 1024,
  });

  return {
    close: () => agent.close(),
    async send(request, signal): Promise<HttpResponse> {
      if (signal.aborted) throw new HttpFailure('timeout', false, signal.reason);
      let answered = false;
      try {
        const answer = await undiciRequest(request.url, {
          method: request.method,
          headers: request.headers,
          ...(request.body === undefined ? {} : { body: request.body }),
          dispatcher: agent,
          signal,
        });
        answered = true;
        const body = new Uint8Array(await answer.body.arrayBuffer());
        return { status: answer.statusCode, headers: flat(answer.headers), body };
      } catch (error) {
        throw new HttpFailure(kindOf(error, signal, answered), !neverSent.has(codeOf(error)), error);
      }
    },
  };
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}

function kindOf(error: unknown, signal: AbortSignal, answered: boolean): HttpFailureKind {
  if (signal.aborted) return 'timeout';
  const code = codeOf(error);
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'too-large';
  return answered && cutShort.has(code) ? 'cut' : 'unreachable';
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

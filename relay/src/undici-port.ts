import { Readable } from 'node:stream';
import { Agent, request as undiciRequest } from 'undici';
import { HttpFailure } from './http-port.ts';
import type { HttpFailureKind, HttpPort, HttpRequest, HttpResponse, StreamedResponse } from './http-port.ts';

export interface UndiciOptions {
  /** Connections kept open to one host. */
  readonly connections?: number;
  /** An answer that is read whole and has more bytes than this is not read. */
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
  const shared = { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 } as const;
  const agent = new Agent({
    ...shared,
    connections: options.connections ?? 32,
    maxResponseSize: options.maxBodyBytes ?? 64 * 1024 * 1024,
  });
  // A body that comes in pieces may have any length; few of them come at once.
  const streaming = new Agent({ ...shared, connections: 2 });

  return {
    close: async () => {
      await Promise.all([agent.close(), streaming.close()]);
    },
    async send(request, signal): Promise<HttpResponse> {
      const { statusCode, headers, body } = await begin(request, signal, agent);
      try {
        return { status: statusCode, headers: flat(headers), body: new Uint8Array(await body.arrayBuffer()) };
      } catch (error) {
        throw new HttpFailure(kindOf(error, signal, true), true, error);
      }
    },
    async stream(request, signal): Promise<StreamedResponse> {
      const { statusCode, headers, body } = await begin(request, signal, streaming);
      return { status: statusCode, headers: flat(headers), body: pieces(body, signal) };
    },
  };
}

async function begin(request: HttpRequest, signal: AbortSignal, dispatcher: Agent) {
  if (signal.aborted) throw new HttpFailure('timeout', false, signal.reason);
  const { method, headers, body } = request;
  try {
    return await undiciRequest(request.url, {
      method,
      headers,
      ...(body === undefined
        ? {}
        : { body: typeof body === 'function' ? Readable.from(body(), { objectMode: false }) : body }),
      dispatcher,
      signal,
    });
  } catch (error) {
    throw new HttpFailure(kindOf(error, signal, false), !neverSent.has(codeOf(error)), error);
  }
}

async function* pieces(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw new HttpFailure(kindOf(error, signal, true), true, error);
  }
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

/** One HTTP request, ready to be sent. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Made anew by each call of the function, so that a request can be sent again; it is never held whole. */
  readonly body?: string | Uint8Array | (() => AsyncIterable<Uint8Array>);
}

/** One HTTP answer, read whole. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; several fields of one name are joined with a comma. */
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** The relay's one way to the network. No cookies; a redirect is an answer like any other and is not followed. */
export interface HttpPort {
  /** Rejects with `HttpFailure` when there is no whole answer. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Like `send`, and a body of 2xx comes in pieces; the signal covers all of it. Iterating rejects with `HttpFailure`. */
  stream(request: HttpRequest, signal: AbortSignal): Promise<StreamedResponse>;
}

/** An answer whose body is read as it comes; of an error it is short, and read whole. */
export interface StreamedResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** An answer that is there already, in one piece. */
export function inOnePiece(answer: HttpResponse): StreamedResponse {
  const pieces = async function* () {
    await Promise.resolve();
    yield answer.body;
  };
  return { status: answer.status, headers: answer.headers, body: pieces() };
}

/**
 * Why there was no whole answer: `unreachable` (no connection, or one that broke), `timeout` (the caller's signal fired),
 * `cut` (the body ended early), `too-large` (more than the port reads).
 */
export type HttpFailureKind = 'unreachable' | 'timeout' | 'cut' | 'too-large';

/** A request without a whole answer. */
export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  /** False only when it is certain that no byte of the request reached the other side. */
  readonly maybeSent: boolean;

  constructor(kind: HttpFailureKind, maybeSent: boolean, cause?: unknown) {
    super(`no whole answer: ${kind}`, { cause });
    this.name = 'HttpFailure';
    this.kind = kind;
    this.maybeSent = maybeSent;
  }
}

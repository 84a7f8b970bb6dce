/** Small parts of the networks that stand between a relay under test and its world. */
import {
  HttpFailure,
  inOnePiece,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  type StreamedResponse,
} from '@marketplace-bridge/relay';

/** A network of which only `send` is written: what is streamed goes the same way and arrives in one piece. */
export function portOf(send: HttpPort['send']): HttpPort {
  return { send, stream: async (request, signal) => inOnePiece(await send(request, signal)) };
}

/** The bytes of a request, also of one that is written as it is sent. */
export async function wholeBody(request: HttpRequest): Promise<Buffer> {
  const { body } = request;
  if (typeof body !== 'function') return Buffer.from(body ?? '');
  const pieces: Uint8Array[] = [];
  for await (const piece of body()) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The body of a request as text; empty for one that is written as it is sent. */
export function bodyText({ body }: HttpRequest): string {
  return typeof body === 'function' ? '' : Buffer.from(body ?? '').toString('utf8');
}

/** An answer that breaks in the middle of its body. */
export function cutShort(answer: HttpResponse): StreamedResponse {
  const half = async function* () {
    await Promise.resolve();
    yield answer.body.subarray(0, Math.floor(answer.body.length / 2));
    throw new HttpFailure('cut', true, 'the answer was cut');
  };
  return { status: answer.status, headers: answer.headers, body: half() };
}

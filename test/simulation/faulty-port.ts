/** A network and two systems that fail in every way that is known, as often as a seed says. */
import {
  HttpFailure,
  inOnePiece,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
} from '@marketplace-bridge/relay';
import type { ManualClock } from '../sandbox/clock.ts';
import { cutShort } from '../system/ports.ts';

export const faultKinds = [
  'no connection',
  'dropped',
  'lost answer',
  'cut answer',
  'limited',
  'failing',
  'failed after the work was done',
  'slow request',
  'slow answer',
  'token expired',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export class FaultyPort {
  readonly #clock: ManualClock;
  readonly #random: () => number;
  readonly #rate: number;
  /** How often each kind struck. */
  readonly struck = new Map<FaultKind, number>();
  #over = false;

  /** @param rate share of the requests that are struck, 0 to 1 */
  constructor(clock: ManualClock, random: () => number, rate: number) {
    this.#clock = clock;
    this.#random = random;
    this.#rate = rate;
  }

  /** From now on everything works. */
  end(): void {
    this.#over = true;
  }

  through(port: HttpPort): HttpPort {
    const send: HttpPort['send'] = async (request, signal) => {
      const kind = this.#struckBy(request);
      return kind === null
        ? port.send(request, signal)
        : this.#strike(kind, request, () => port.send(request, signal));
    };
    return {
      send,
      stream: async (request, signal) => {
        const kind = this.#struckBy(request);
        if (kind === null) return port.stream(request, signal);
        // Half of it has been read when it breaks.
        if (kind === 'cut answer') return cutShort(await port.send(request, signal));
        return inOnePiece(await this.#strike(kind, request, () => port.send(request, signal)));
      },
    };
  }

  #struckBy(request: HttpRequest): FaultKind | null {
    if (this.#over || this.#random() >= this.#rate) return null;
    const kind = faultKinds[Math.floor(this.#random() * faultKinds.length)]!;
    if (kind === 'token expired' && !isToDynamics(request)) return null;
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + 1);
    return kind;
  }

  async #strike(
    kind: FaultKind,
    request: HttpRequest,
    send: () => Promise<HttpResponse>,
  ): Promise<HttpResponse> {
    switch (kind) {
      case 'no connection':
        throw new HttpFailure('unreachable', false, kind);
      case 'dropped':
        throw new HttpFailure('unreachable', true, kind);
      case 'lost answer':
        await send();
        throw new HttpFailure('timeout', true, kind);
      case 'cut answer':
        await send();
        throw new HttpFailure('cut', true, kind);
      case 'limited':
        return this.#answer(429, { 'retry-after': String(1 + Math.floor(this.#random() * 90)) });
      case 'failing':
        return this.#answer(this.#random() < 0.5 ? 500 : 503);
      case 'failed after the work was done':
        await send();
        return this.#answer(502);
      case 'slow request':
        await this.#clock.sleep(this.#delay(request));
        return send();
      case 'slow answer': {
        const answer = await send();
        await this.#clock.sleep(this.#delay(request));
        return answer;
      }
      case 'token expired':
        return this.#answer(401);
    }
  }

  /** As long as the relay waits: half a minute for the marketplace, two minutes for Dynamics. */
  #delay(request: HttpRequest): number {
    return this.#random() * (isToDynamics(request) ? 110_000 : 28_000);
  }

  #answer(status: number, headers: Record<string, string> = {}): HttpResponse {
    const date = new Date(this.#clock.now()).toUTCString();
    const body = JSON.stringify({
      error: { code: '0x0', message: 'A fault of the simulation' },
      message: 'A fault',
    });
    return {
      status,
      headers: { date, 'content-type': 'application/json', ...headers },
      body: new TextEncoder().encode(body),
    };
  }
}

function isToDynamics(request: HttpRequest): boolean {
  return new URL(request.url).pathname.startsWith('/api/data/');
}

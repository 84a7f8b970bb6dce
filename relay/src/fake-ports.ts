/** Ports for tests: a clock that stands until it is moved, chance without surprises, and a network that is a script. */
import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';
import { HttpFailure, inOnePiece } from './http-port.ts';
import type { HttpPort, HttpRequest, HttpResponse, StreamedResponse } from './http-port.ts';

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** Moves only by `advance`, or, when `hurried`, by each sleep at once. */
export class FakeClock implements Clock {
  readonly #hurried: boolean;
  #monotonic = 0;
  #offset: number;
  #timers: Timer[] = [];

  constructor(options: { readonly start?: string; readonly hurried?: boolean } = {}) {
    this.#offset = Date.parse(options.start ?? '2026-11-23T12:00:00Z');
    this.#hurried = options.hurried ?? false;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  now(): Date {
    return new Date(this.#offset + this.#monotonic);
  }

  serverSaid(date: Date): void {
    this.#offset = date.getTime() - this.#monotonic;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#hurried) {
      this.#monotonic += ms;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const timer = this.#at(ms, resolve);
      signal?.addEventListener('abort', () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
        reject(signal.reason as Error);
      });
    });
  }

  deadline(ms: number): AbortSignal {
    const controller = new AbortController();
    this.#at(ms, () => {
      controller.abort(new DOMException('the deadline passed', 'TimeoutError'));
    });
    return controller.signal;
  }

  /** Moves time, stopping at each timer on the way and letting what it wakes run. */
  async advance(ms: number): Promise<void> {
    const until = this.#monotonic + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.#monotonic = Math.max(this.#monotonic, next.at);
      next.fire();
      await settle();
    }
    this.#monotonic = until;
  }

  #at(ms: number, fire: () => void): Timer {
    const timer = { at: this.#monotonic + ms, fire };
    this.#timers.push(timer);
    return timer;
  }
}

/** Lets everything run that waits for nothing but promises. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Always the same fraction; UUIDs count up. */
export function fakeChance(fraction = 0.5): Chance {
  let count = 0;
  return {
    uuid: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
    fraction: () => fraction,
  };
}

/** An answer that comes in these pieces; where the last one is a failure, it ends there. */
interface Pieces {
  readonly status: number;
  readonly pieces: readonly (string | Uint8Array | HttpFailure)[];
}

/** What the network does with one request. `silence` answers never; the caller's signal ends the wait. */
export type Scene =
  HttpResponse | HttpFailure | Pieces | 'silence' | ((request: HttpRequest) => HttpResponse | HttpFailure);

/** Answers requests in the order of its script; the last scene repeats. */
export class FakeHttp implements HttpPort {
  readonly requests: HttpRequest[] = [];
  readonly #script: Scene[];

  constructor(...script: Scene[]) {
    this.#script = script;
  }

  async send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    const outcome = await this.#next(request, signal);
    if (!('pieces' in outcome)) return outcome;
    const body: Uint8Array[] = [];
    for await (const piece of comingIn(outcome)) body.push(piece);
    return { status: outcome.status, headers: {}, body: new Uint8Array(Buffer.concat(body)) };
  }

  async stream(request: HttpRequest, signal: AbortSignal): Promise<StreamedResponse> {
    const outcome = await this.#next(request, signal);
    if (!('pieces' in outcome)) return inOnePiece(outcome);
    return { status: outcome.status, headers: {}, body: comingIn(outcome) };
  }

  async #next(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse | Pieces> {
    this.requests.push(request);
    const scene = this.#script.length > 1 ? this.#script.shift() : this.#script[0];
    if (scene === undefined) throw new Error('the script of the network is empty');
    if (scene === 'silence') return silence(signal);
    const outcome = typeof scene === 'function' ? scene(request) : scene;
    if (outcome instanceof HttpFailure) throw outcome;
    return outcome;
  }
}

async function* comingIn({ pieces }: Pieces): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    await Promise.resolve();
    if (piece instanceof HttpFailure) throw piece;
    yield typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
  }
}

function silence(signal: AbortSignal): Promise<HttpResponse> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new HttpFailure('timeout', true, signal.reason));
    });
  });
}

/** An answer; a value that is no text becomes JSON. */
export function answer(
  status: number,
  body: unknown = '',
  headers: Record<string, string> = {},
): HttpResponse {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, body: new TextEncoder().encode(text) };
}

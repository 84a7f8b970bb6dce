/**
 * The network of a copy that dies: after a request has had its effect, and before the answer arrives, the process is no
 * more. A death before a request reaches the other side needs no case of its own: the dead remember nothing, so it
 * leaves the same world behind as a death after the request before it.
 */
import type { HttpPort, HttpRequest, HttpResponse } from '@marketplace-bridge/relay';

export class MortalPort {
  readonly #diesAfter: number;
  /** Told of every request that had its effect. */
  readonly #onEffect: (request: HttpRequest) => void;
  #effects = 0;
  #dead = false;

  /** @param diesAfter requests that are answered before the one whose answer never comes */
  constructor(diesAfter: number, onEffect: (request: HttpRequest) => void = () => undefined) {
    this.#diesAfter = diesAfter;
    this.#onEffect = onEffect;
  }

  get dead(): boolean {
    return this.#dead;
  }

  through(port: HttpPort): HttpPort {
    const never = new Promise<HttpResponse>(() => undefined);
    return {
      send: async (request, signal) => {
        if (this.#dead) return never;
        const answer = await port.send(request, signal);
        this.#effects += 1;
        this.#onEffect(request);
        this.#dead = this.#effects > this.#diesAfter;
        return this.#dead ? never : answer;
      },
    };
  }
}

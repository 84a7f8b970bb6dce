/**
 * The network of a copy that dies: after a request has had its effect, and before the answer arrives, the process is no
 * more. A death before a request reaches the other side needs no case of its own: the dead remember nothing, so it
 * leaves the same world behind as a death after the request before it.
 */
import type { HttpPort, HttpRequest, HttpResponse } from '@marketplace-bridge/relay';
import { portOf } from '../system/ports.ts';

export class MortalPort {
  #diesAfter: number;
  readonly #onAnswer: (request: HttpRequest) => void;
  #answers = 0;
  #dead = false;

  /** @param diesAfter requests that are answered before the one whose answer never comes */
  constructor(diesAfter: number, onAnswer: (request: HttpRequest) => void = () => undefined) {
    this.#diesAfter = diesAfter;
    this.#onAnswer = onAnswer;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** It lives on, unless it is dead already. */
  spare(): void {
    this.#diesAfter = Infinity;
  }

  through(port: HttpPort): HttpPort {
    const never = new Promise<HttpResponse>(() => undefined);
    return portOf(async (request, signal) => {
      if (this.#dead) return never;
      const answer = await port.send(request, signal);
      this.#answers += 1;
      this.#onAnswer(request);
      this.#dead = this.#answers > this.#diesAfter;
      return this.#dead ? never : answer;
    });
  }
}

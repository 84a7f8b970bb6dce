/** The links on which a queue hands out its messages: as many as the client gave credit for, each link in turn. */
import { tagOf } from './lock-token.ts';
import type { Queue } from './queue.ts';
import type { PeerLink } from './rhea-peer.ts';
import { encodeLocked } from './wire-message.ts';

interface Attached {
  readonly link: PeerLink;
  /** rhea lowers a link's credit only at its next turn, so what was sent is counted here. */
  sent: number;
  skipped: number;
}

export class ReceiverLinks {
  readonly queue: Queue<PeerLink>;
  readonly #onDelivery: (link: PeerLink) => void;
  #attached: Attached[] = [];
  #turn = 0;

  constructor(queue: Queue<PeerLink>, onDelivery: (link: PeerLink) => void) {
    this.queue = queue;
    this.#onDelivery = onDelivery;
  }

  add(link: PeerLink): void {
    this.#attached.push({ link, sent: 0, skipped: 0 });
  }

  /** The link is lost: closed, or its connection died. */
  remove(link: PeerLink): void {
    if (!this.#attached.some((attached) => attached.link === link)) return;
    this.#attached = this.#attached.filter((attached) => attached.link !== link);
    this.queue.holderGone(link);
  }

  forget(): void {
    this.#attached = [];
  }

  has(link: PeerLink): boolean {
    return this.#attached.some((attached) => attached.link === link);
  }

  /** Hands out what there is. */
  pump(now: number): void {
    let idle = 0;
    while (idle < this.#attached.length) {
      const next = this.#attached[this.#turn % this.#attached.length]!;
      this.#turn += 1;
      if (credit(next) <= 0) {
        idle += 1;
        continue;
      }
      const lock = this.queue.take(next.link, now);
      if (lock === null) return;
      idle = 0;
      next.link.send(encodeLocked(lock), tagOf(lock.token), 0);
      next.sent += 1;
      this.#onDelivery(next.link);
    }
  }

  /**
   * The client wants its credit used up now. rhea's own answer to a drain is lost when the credit is 0 already, so the
   * flow is written by hand; without it the client waits and then closes its receiver (service-bus.md 1).
   */
  drain(link: PeerLink, now: number): void {
    const attached = this.#attached.find((candidate) => candidate.link === link);
    if (attached === undefined) return;
    this.pump(now);
    setImmediate(() => {
      if (!link.is_open()) return;
      attached.skipped += link.credit;
      link.delivery_count += link.credit;
      link.credit = 0;
      link._get_drain = () => true;
      link.issue_flow = true;
      link.session._process();
      delete link._get_drain;
    });
  }
}

function credit({ link, sent, skipped }: Attached): number {
  if (!link.is_open() || link.session.outgoing.available() <= 0) return 0;
  return link.credit - (sent + skipped - link.delivery_count);
}

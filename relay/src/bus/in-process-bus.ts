/**
 * The bus without a broker: a bounded line in this process. The webhook posts to it and answers at once; the work comes
 * later. Nothing of it outlives the process, and nothing has to: what is due stands in the rows.
 */
import type { EventIntake } from '../event-port.ts';
import type { Bus, BusPorts, BusStatus } from './bus.ts';
import { pauseBeforeAbandon } from './pause-before-abandon.ts';
import { Tally } from './tally.ts';
import { Treatment } from './treatment.ts';
import type { Incoming } from './treatment.ts';
import { within } from './within.ts';

export interface InProcessBus extends Bus, EventIntake {}

export interface InProcessOptions {
  /** Bodies that may wait; default 500. */
  readonly capacity?: number;
  /** Bytes of bodies that may wait; default 32 MB: a context has some 10 KB, and at most 256. */
  readonly capacityBytes?: number;
  /** Handled at once; default 32. */
  readonly concurrency?: number;
  /** Tries of one body before it is left to the sweep; default 3. */
  readonly tries?: number;
  readonly handlerDeadlineMs?: number;
}

const DRAIN_MS = 15_000;

export function inProcessBus(ports: BusPorts, options: InProcessOptions = {}): InProcessBus {
  const { capacity = 500, capacityBytes = 32 * 1_048_576, concurrency = 32, tries = 3 } = options;
  const tally = new Tally();
  const treatment = new Treatment(ports, tally, options.handlerDeadlineMs);
  const waiting: Incoming[] = [];
  const inHand = new Set<Promise<void>>();
  const stopping = new AbortController();
  let posted = 0;
  let bytes = 0;
  let started = false;

  function fill(): void {
    while (started && inHand.size < concurrency) {
      const next = waiting.shift();
      if (next === undefined) return;
      bytes -= next.body.byteLength;
      const work: Promise<void> = attend(next).finally(() => {
        inHand.delete(work);
        fill();
      });
      inHand.add(work);
    }
  }

  async function attend(incoming: Incoming): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      const disposition = await treatment.treat(incoming);
      if (disposition.kind === 'dead-letter') tally.count('deadLettered');
      if (disposition.kind !== 'abandon') return;
      if (tried >= tries || stopping.signal.aborted) {
        ports.log.warn({ message: incoming.key }, 'an event is left to the sweep');
        return;
      }
      await pauseBeforeAbandon(tried - 1, ports.clock, stopping.signal);
    }
  }

  async function drained(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand);
  }

  return {
    start() {
      started = true;
      tally.connected();
      fill();
    },
    post(body) {
      if (stopping.signal.aborted || waiting.length >= capacity) return false;
      if (bytes + body.byteLength > capacityBytes) return false;
      posted += 1;
      bytes += body.byteLength;
      tally.arrived(ports.clock.now());
      waiting.push({ body, key: `posted-${posted}` });
      // The sender's answer goes first.
      setImmediate(fill);
      return true;
    },
    async stop() {
      stopping.abort();
      fill();
      await within(ports.clock, DRAIN_MS, drained()).catch(() => undefined);
      started = false;
      tally.stopped();
    },
    status: (): BusStatus => tally.status(inHand.size + waiting.length),
  };
}

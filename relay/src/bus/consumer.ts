/**
 * The consumer of the queue: one client after another. Each is watched and replaced when it must not live longer, when it
 * has stopped without a word, or when the broker does not answer it; the old one finishes what it has in hand while the
 * new one works.
 */
import type { Chance } from '../chance.ts';
import type { Bus, BusPorts, BusStatus } from './bus.ts';
import { boundedConcurrency } from './client-options.ts';
import { connect } from './connection.ts';
import type { BusCredential, Connection } from './connection.ts';
import { errorCode, troubleOf } from './error-code.ts';
import { Progress } from './progress.ts';
import type { Probe } from './progress.ts';
import { QueueLink } from './queue-link.ts';
import type { LinkLimits } from './queue-link.ts';
import { Tally } from './tally.ts';
import { TroubleLog } from './trouble-log.ts';
import { Treatment } from './treatment.ts';

export interface ConsumerSettings {
  readonly credential: BusCredential;
  readonly queue: string;
  /** Messages in hand at once; default 64. */
  readonly concurrency?: number;
  readonly handlerDeadlineMs?: number;
  /** Between two looks at whether the receiver is alive; default 20 seconds. */
  readonly probeEveryMs?: number;
  readonly limits?: Partial<LinkLimits>;
}

export interface ConsumerPorts extends BusPorts {
  readonly chance: Chance;
  /** How a client is made; tests put in another. */
  readonly connect?: (credential: BusCredential) => Connection;
}

/** Closing takes less, all in all, than the 30 seconds that the process has for its end. */
const usualLimits: LinkLimits = { settleMs: 15_000, probeMs: 15_000, closeMs: 3000, drainMs: 15_000 };
const PROBE_EVERY_MS = 20_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** Why a client has to go. */
type End = 'planned' | 'overfull' | 'stuck' | 'unreachable' | 'stopped';

export function busConsumer(settings: ConsumerSettings, ports: ConsumerPorts): Bus {
  const { clock, log } = ports;
  const open = ports.connect ?? ((credential) => connect(credential, clock));
  const tally = new Tally();
  const troubles = new TroubleLog(clock, log);
  const treatment = new Treatment(ports, tally, settings.handlerDeadlineMs);
  const stopping = new AbortController();
  const retiring = new Set<Promise<void>>();
  let current: QueueLink | null = null;
  let running: Promise<void> = Promise.resolve();

  function link(connection: Connection, overfull: AbortController): QueueLink {
    return new QueueLink(
      {
        queue: settings.queue,
        concurrency: boundedConcurrency(settings.concurrency ?? 64),
        limits: { ...usualLimits, ...settings.limits },
      },
      {
        client: connection.client,
        treatment,
        clock,
        log,
        onMessage: () => {
          tally.arrived(clock.now());
        },
        onDeadLettered: () => {
          tally.count('deadLettered');
        },
        onOverfull: () => {
          overfull.abort();
        },
        onTrouble: (code, source) => {
          troubles.tell(code, source);
          if (source === 'receive') tally.troubled(troubleOf(code));
        },
      },
    );
  }

  async function run(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!stopping.signal.aborted) {
      const connection = open(settings.credential);
      const overfull = new AbortController();
      current = link(connection, overfull);
      const end = await watch(current, connection, overfull.signal);
      if (end === 'stopped') return;
      retire(current);
      current = null;
      tally.count('newClients');
      log.info({ reason: end }, 'a new Service Bus client takes over');
      // A successor takes over at once, unless the broker needs time, more each time.
      pauseMs = end === 'unreachable' ? Math.min(pauseMs * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
      if (end === 'stuck' || end === 'unreachable')
        await pause(pauseMs * (0.5 + ports.chance.fraction() / 2));
    }
  }

  /** Looks at the link from time to time; tells why it has to go. */
  async function watch(watched: QueueLink, connection: Connection, overfull: AbortSignal): Promise<End> {
    const disturbed = AbortSignal.any([stopping.signal, overfull]);
    const progress = new Progress();
    for (;;) {
      // The first look comes at once: it tells whether key, queue and network are right.
      const verdict = progress.judge(await probe(watched));
      if (stopping.signal.aborted) return 'stopped';
      if (verdict !== 'well') return verdict;
      if (overfull.aborted) return 'overfull';
      const left = connection.lifeLeftMs();
      if (left <= 0) return 'planned';
      await pause(Math.min(settings.probeEveryMs ?? PROBE_EVERY_MS, left), disturbed);
    }
  }

  async function probe(watched: QueueLink): Promise<Probe> {
    const seen = { received: tally.received, inHand: watched.inHand };
    try {
      const first = await watched.probe();
      tally.connected();
      return { answered: true, first, ...seen };
    } catch (error) {
      const code = errorCode(error);
      if (!stopping.signal.aborted) {
        tally.troubled(troubleOf(code));
        troubles.tell(code, 'look');
      }
      // A throttled broker is there; another client would only add to its load.
      return { answered: code === 'ServiceBusy', first: null, ...seen };
    }
  }

  function retire(old: QueueLink): void {
    const closed: Promise<void> = old.close().finally(() => retiring.delete(closed));
    retiring.add(closed);
  }

  async function pause(ms: number, signal = stopping.signal): Promise<void> {
    await clock.sleep(ms, signal).catch(() => undefined);
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      // The watch may be in the middle of a look at the link; it is closed all the same.
      if (current !== null) retire(current);
      await Promise.all(retiring);
      await running;
      await Promise.all(retiring);
      tally.stopped();
    },
    status: (): BusStatus => tally.status(current?.inHand ?? 0),
  };
}

/**
 * One copy of the relay as far as the bus goes: the real consumer with a handler that keeps a list. Bodies are
 * `{"id": "..."}`; a body with `"refuse": true` stands for one that cannot be decoded.
 */
import { ServiceBusClient } from '@azure/service-bus';
import { busConsumer, systemChance, systemClock } from '@marketplace-bridge/relay';
import type { Bus, ConsumerSettings } from '@marketplace-bridge/relay';
import { QUEUE } from './bus-under-test.ts';

type Handler = Parameters<typeof busConsumer>[1]['handler'];
type Event = Parameters<Handler['handle']>[0];
type Decoded = ReturnType<Parameters<typeof busConsumer>[1]['decode']>;

export interface RelayCopy {
  readonly bus: Bus;
  /** Ids in the order in which they were handled, each time. */
  readonly handled: string[];
  readonly refused: string[];
  /** What was logged: record and message as one text. */
  readonly log: string[];
}

export interface CopyOptions extends Partial<ConsumerSettings> {
  /** What handling an event does besides keeping its id. */
  readonly work?: (id: string) => Promise<void>;
  /** How long a client lives before another takes over; usually three quarters of an hour. */
  readonly clientLifeMs?: number;
  /** What telling of a refusal does besides keeping its reason. */
  readonly refuse?: () => Promise<void>;
}

export function relayCopy(connectionString: string, options: CopyOptions = {}): RelayCopy {
  const { work = nothing, refuse = nothing, clientLifeMs, ...settings } = options;
  const handled: string[] = [];
  const refused: string[] = [];
  const log: string[] = [];
  const write = (record: object, message: string): void => {
    log.push(`${message} ${JSON.stringify(record)}`);
  };
  const bus = busConsumer(
    {
      credential: { kind: 'connection-string', connectionString },
      queue: QUEUE,
      probeEveryMs: 250,
      limits: { probeMs: 1500, settleMs: 1500, closeMs: 500, drainMs: 5000 },
      ...settings,
    },
    {
      handler: {
        async handle(event) {
          const id = idOf(event);
          await work(id);
          handled.push(id);
        },
        async refuse(refusal) {
          await refuse();
          refused.push(refusal.reason);
        },
      },
      decode,
      clock: systemClock(),
      chance: systemChance(),
      log: { info: write, warn: write, error: write },
      ...(clientLifeMs === undefined ? {} : { connect: () => shortLived(connectionString, clientLifeMs) }),
    },
  );
  bus.start();
  return { bus, handled, refused, log };
}

function shortLived(connectionString: string, lifeMs: number) {
  const end = performance.now() + lifeMs;
  return { client: new ServiceBusClient(connectionString), lifeLeftMs: () => end - performance.now() };
}

const nothing = (): Promise<void> => Promise.resolve();

function decode(body: Uint8Array): Decoded {
  const { id, refuse } = JSON.parse(new TextDecoder().decode(body)) as { id: string; refuse?: boolean };
  if (refuse === true) {
    return { kind: 'refused', refusal: { reason: 'not-a-context', text: 'The message is no context.' } };
  }
  const origin = { userId: 'u', organizationId: 'o', correlationId: 'c' };
  return { kind: 'event', event: { kind: 'action-requested', actionId: id, origin } };
}

function idOf(event: Event): string {
  return event.kind === 'action-requested' ? event.actionId : event.kind;
}

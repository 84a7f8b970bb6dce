/**
 * Messages through two competing copies while every socket is killed again and again: is an effect lost, is one doubled?
 * That a message is handled twice is allowed and counted; it is what at-least-once means.
 */
import type { QueueRules } from '../../sandbox/service-bus/queue.ts';
import { QUEUE, sandboxOf, until } from './bus-under-test.ts';
import { FencedRows } from './fenced-rows.ts';
import { relayCopy } from './relay-copy.ts';

export interface KillOptions {
  readonly messages: number;
  readonly kills: number;
  readonly onLinkLoss: QueueRules['onLinkLoss'];
  readonly onKill?: (number: number, handled: number) => void;
}

export interface KillResult {
  readonly lost: number;
  readonly doubled: number;
  readonly deadLettered: number;
  readonly leftInQueue: number;
  readonly kills: number;
  /** By each copy, so that one can tell that both worked. */
  readonly handledBy: readonly number[];
  readonly handledAgain: number;
  readonly writesRefused: number;
  readonly seconds: number;
}

/** Messages that wait at once; a queue that is full from the start would make every kill hit the same ones. */
const AHEAD = 500;

export async function killAllSockets(options: KillOptions): Promise<KillResult> {
  const { messages, kills, onLinkLoss, onKill } = options;
  const sandbox = sandboxOf({ lockDurationMs: 3000, maxDeliveryCount: 10, onLinkLoss });
  const listening = await sandbox.listen();
  const ids = Array.from({ length: messages }, (_, n) => `m${n}`);
  const rows = new FencedRows(ids);
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
  const copies = [1, 2].map(() =>
    relayCopy(listening.connectionString, { concurrency: 32, work: (id) => rows.look(id, wait) }),
  );
  const handled = (): number => copies.reduce((sum, copy) => sum + copy.handled.length, 0);
  const started = performance.now();

  let posted = 0;
  let killed = 0;
  const nextKillAt = (): number => ((killed + 1) * messages) / (kills + 1);
  while (posted < messages || killed < kills) {
    const end = Math.min(messages, handled() + AHEAD);
    for (; posted < end; posted += 1) {
      const id = ids[posted]!;
      sandbox.enqueue(QUEUE, { body: JSON.stringify({ id }), messageId: id });
    }
    if (killed < kills && handled() >= nextKillAt()) {
      sandbox.dropConnections();
      killed += 1;
      onKill?.(killed, handled());
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until(
    'the queue is empty',
    () => {
      const { active, locked } = sandbox.counts(QUEUE);
      return active + locked === 0;
    },
    120_000,
  );
  const seconds = (performance.now() - started) / 1000;
  await Promise.all(copies.map(({ bus }) => bus.stop()));
  const { active, locked, deadLettered } = sandbox.counts(QUEUE);
  await listening.close();
  return {
    ...rows.counts,
    deadLettered,
    leftInQueue: active + locked,
    kills: killed,
    handledBy: copies.map((copy) => copy.handled.length),
    handledAgain: handled() - messages,
    writesRefused: rows.writesRefused,
    seconds,
  };
}

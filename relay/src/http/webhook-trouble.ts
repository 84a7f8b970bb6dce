/**
 * What an administrator has to know of the webhook: that somebody calls it without the key, or that more comes than is
 * worked on. Once a minute with a count, because whoever calls it wrongly may do so a thousand times a second.
 */
import type { Clock } from '../clock.ts';
import type { Log } from '../flows/ports.ts';
import { webhookKeyHeader, type WebhookAnswer } from './webhook.ts';

const everyMs = 60_000;

type Trouble = Exclude<WebhookAnswer, 'taken'>;

const words: Readonly<Record<Trouble, string>> = {
  'wrong-key': `the webhook was called without the key; the endpoint in Dynamics has to send WEBHOOK_KEY in the header ${webhookKeyHeader}`,
  full: 'more came to the webhook than is worked on; the rest is left to the sweep',
};

export function webhookTrouble(
  clock: Pick<Clock, 'monotonic'>,
  log: Pick<Log, 'warn'>,
): (answer: WebhookAnswer) => void {
  const untold: Record<Trouble, number> = { 'wrong-key': 0, full: 0 };
  const lastTold: Record<Trouble, number> = { 'wrong-key': -Infinity, full: -Infinity };
  return (answer) => {
    if (answer === 'taken') return;
    untold[answer] += 1;
    if (clock.monotonic() - lastTold[answer] < everyMs) return;
    log.warn({ calls: untold[answer] }, words[answer]);
    untold[answer] = 0;
    lastTold[answer] = clock.monotonic();
  };
}

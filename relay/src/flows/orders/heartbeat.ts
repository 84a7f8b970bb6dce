/**
 * One request every 15 seconds keeps the flow alive and tells it what there is to do: the lease is renewed, the slot of
 * the order list taken when it is open (with the watermark that is owed), the due rows and the changes that people made
 * are read (PROTOCOL, Lease, Slot, Due, Delta). An idle marketplace costs nothing else.
 */
import type { Lease } from '../lease.ts';
import type { Sweep } from './sweep.ts';
import type { SyncRun } from './sync-run.ts';
import type { WalkContext } from './walk.ts';

export const beatEvery = 15_000;

export interface Beat {
  /** The order list may be walked now: its slot is ours. */
  readonly mayWalk: boolean;
  /** Acts on what is due, after `reload` where people changed something; true when there may be more at once. */
  readonly act: (reload: () => Promise<WalkContext | null>) => Promise<boolean>;
}

export async function heartbeat(
  context: WalkContext,
  parts: { lease: Lease; sweep: Sweep; syncRun: SyncRun; walking: boolean },
): Promise<Beat> {
  const { orderSlot, watermark, marketplace, ports } = context;
  const { lease, sweep, syncRun } = parts;
  const now = ports.clock.now();
  await orderSlot.know();
  await context.writeBackSlot.know();
  const renew = [lease.renewal()];
  const walks = parts.walking && orderSlot.ready ? [orderSlot.move(marketplace.pollInterval)] : [];
  const owed = watermark.pending();
  const counted = syncRun.pending(now, marketplace);
  context.assertHeld();
  const answers = await ports.dataverse.batch(
    [...renew, ...walks, ...owed, ...counted, ...sweep.queries(context)],
    'events',
  );
  let next = 0;
  lease.renewed(answers[next++]);
  const mayWalk = walks.length > 0 && orderSlot.moved(answers[next++]);
  if (owed.length > 0) watermark.written(answers[next++]);
  if (counted.length > 0) syncRun.answered(answers[next++], now);
  return { mayWalk, act: (reload) => sweep.act(context, answers.slice(next), reload) };
}

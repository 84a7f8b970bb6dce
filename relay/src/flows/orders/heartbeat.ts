/**
 * One request every 15 seconds keeps the flow alive and tells it what there is to do: the lease is renewed, the slot of
 * the order list taken when it is open (with the watermark that is owed), the due rows, the changes that people made and
 * what they asked for are read (PROTOCOL, Lease, Slot, Due, Delta). An idle marketplace costs nothing else.
 */
import { carryOut } from '../actions/carry-out.ts';
import { actionsAtOnce, openActionsQuery } from '../actions/rows.ts';
import { rowsOf } from '../answers.ts';
import type { Lease } from '../lease.ts';
import type { SyncRun } from '../sync-run.ts';
import type { Sweep } from './sweep.ts';
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
    [...renew, ...walks, ...owed, ...counted, openActionsQuery(marketplace.id), ...sweep.queries(context)],
    'events',
  );
  let next = 0;
  lease.renewed(answers[next++]);
  const mayWalk = walks.length > 0 && orderSlot.moved(answers[next++]);
  if (owed.length > 0) watermark.written(answers[next++]);
  if (counted.length > 0) syncRun.answered(answers[next++], now);
  const asked = rowsOf<{ mpb_actionid: string }>(answers[next++]).map((row) => row.mpb_actionid);
  return {
    mayWalk,
    act: async (reload) => {
      const more = await sweep.act(context, answers.slice(next), reload);
      if (asked.length === 0) return more;
      // What a person saved before asking is in force (PROTOCOL, Park and wake).
      const fresh = await reload();
      if (fresh !== null) await carryOut(fresh, asked);
      return more || asked.length === actionsAtOnce;
    },
  };
}

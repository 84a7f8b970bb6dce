/**
 * Acceptance (OR21), where the platform asks for it and policy allows it. The call is guarded by the order's state: a
 * repeat is refused because the state moved on, so that it needs no intent; after an unknown outcome the next reading
 * tells (PROTOCOL, Intent).
 */
import type { BatchItem } from '../../dataverse/client.ts';
import { acceptanceRefused } from '../../domain/exception-catalogue.ts';
import { OperatingError, type ErrorCode } from '../../errors.ts';
import { dataverseTime, plus } from '../time.ts';
import type { Judged } from './judge.ts';
import type { LookContext } from './look-context.ts';
import { holdPlan, standPlan } from './plan.ts';

/** The order list shows the new state within a poll or two. */
const lookAgainAfter = 3 * 60_000;
/** About this order; whatever else goes wrong (a key that ran out, a limit) says nothing about it. */
const refusals: ReadonlySet<ErrorCode> = new Set(['mirakl.refused', 'mirakl.not-found', 'mirakl.forbidden']);

export async function accept(
  context: LookContext,
  one: Judged,
  lineIds: readonly string[],
  now: Date,
): Promise<BatchItem> {
  const { marketplace, ports } = context;
  const waiting = (reason: string, wait: number) =>
    standPlan(one, { place: 'waiting', reason, dueOn: dataverseTime(plus(now, wait)) }, marketplace, {
      now,
      event: { kind: 'accepted', text: reason },
    });
  // One call after the other may take longer than the lease lasts.
  await context.keepLease();
  try {
    await ports.mirakl.acceptOrder(one.row.mpb_name ?? '', lineIds);
    return waiting('Accepted; waiting for the payment', lookAgainAfter);
  } catch (error) {
    if (!(error instanceof OperatingError)) throw error;
    if (refusals.has(error.code) && one.reading.ok) {
      return holdPlan(
        one,
        [acceptanceRefused({ order: one.reading.order, message: error.message })],
        marketplace,
        now,
      );
    }
    return waiting('Acceptance could not be confirmed; read again', error.retryAfterMs ?? lookAgainAfter);
  }
}

/**
 * The last steps of an import: the totals that Dynamics computed are proved, the order number is written back to the
 * marketplace (OR04, at most 100 a minute), the order is done. Each step is a column of its own on the root row, so
 * that an interrupted order goes on where it stood.
 */
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import { writeBackRefused } from '../../domain/exception-catalogue.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { OperatingError } from '../../errors.ts';
import { warnOfRefusals } from '../answers.ts';
import { isSettledByPerson } from '../exceptions/rows.ts';
import { dataverseTime } from '../time.ts';
import type { SalesOrderRow } from './facts.ts';
import type { Observed } from './judge.ts';
import type { LookContext } from './look-context.ts';
import { dynamicsSideOf, milestonesColumn } from './milestones.ts';
import { holdPlan, standPlan } from './plan.ts';
import { observeStored } from './observation.ts';
import { verify } from './verify.ts';

export interface ToSettle extends Observed {
  readonly order: MarketplaceOrder;
  readonly salesOrder: SalesOrderRow;
  /** Advice that stands beside the order for as long as its cause lasts. */
  readonly advisories: readonly ExceptionDraft[];
}

/** OR04: once a minute, 100 orders a call (mirakl.md 1.7). */
export const writeBackInterval = 60_000;
const referencesPerCall = 100;

/** The slot of OR04 is taken in passing, with whatever is sent anyway, when an order is about to need it. */
export function slotMove({ writeBackSlot }: LookContext): Operation[] {
  return writeBackSlot.ready ? [writeBackSlot.move(writeBackInterval)] : [];
}

/** `mayCall`: the slot of OR04 is ours already. */
export async function settle(
  context: LookContext,
  orders: readonly ToSettle[],
  mayCall: boolean,
): Promise<void> {
  if (orders.length === 0) return;
  const { ports, marketplace } = context;
  const now = ports.clock.now();
  const items: BatchItem[] = [];
  const pending: ToSettle[] = [];
  for (const one of orders) {
    const problems = one.row.mpb_verifiedon === null ? stillOpen(one) : [];
    if (problems.length > 0) items.push(holdPlan(one, [...problems, ...one.advisories], marketplace, now));
    else if (isWrittenBack(one)) items.push(finished(one, context, now));
    else pending.push(one);
  }
  items.push(...(await writeBack(context, pending, mayCall)));
  if (items.length === 0) return;
  context.assertHeld();
  // A row that somebody wrote in between is refused and stays due; the next look settles it.
  warnOfRefusals(await ports.dataverse.batch(items, 'intents'), ports.log);
}

/**
 * Sends what fits into one call, if the slot is open. The rest stays as the import left it, due, and is proved once more
 * when the sweep finds the slot open: an order costs no write only to say that it waits.
 */
async function writeBack(
  context: LookContext,
  pending: readonly ToSettle[],
  mayCall: boolean,
): Promise<BatchItem[]> {
  if (pending.length === 0) return [];
  const open = mayCall || (await context.writeBackSlot.take(writeBackInterval));
  return open ? send(context, pending.slice(0, referencesPerCall)) : [];
}

async function send(context: LookContext, sent: readonly ToSettle[]): Promise<BatchItem[]> {
  const { ports, marketplace } = context;
  context.assertHeld();
  context.writeBackSlot.calling(writeBackInterval);
  try {
    const outcomes = await ports.mirakl.writeReferences(
      sent.map((one) => ({
        orderId: one.order.id,
        reference: one.salesOrder.ordernumber ?? one.salesOrder.salesorderid,
      })),
    );
    const now = ports.clock.now();
    const byOrder = new Map(outcomes.map((outcome) => [outcome.orderId, outcome]));
    return sent.map((one) => {
      const outcome = byOrder.get(one.order.id);
      if (outcome?.updated) return finished(one, context, now);
      const refusal = writeBackRefused({
        order: one.order,
        errors: outcome?.errors ?? ['no answer for this order'],
      });
      return standPlan(one, { place: 'done', reason: refusal.title, dueOn: null }, marketplace, {
        now,
        exceptions: [refusal, ...one.advisories],
        event: { kind: 'write-back-refused', text: refusal.title },
        more: verified(one, now),
      });
    });
  } catch (error) {
    // OR04 is idempotent: whatever became of it, sending the same references again is right.
    if (!(error instanceof OperatingError)) throw error;
    ports.log.warn(
      { code: error.code, orders: sent.length },
      'order numbers could not be written back; tried again',
    );
    const wait = Math.max(error.retryAfterMs ?? 0, writeBackInterval);
    await context.writeBackSlot.shutFor(wait);
    return [];
  }
}

function finished(one: ToSettle, { marketplace }: LookContext, now: Date): BatchItem {
  const { row, order, salesOrder } = one;
  const writtenBackAt = row.mpb_writtenbackon ?? dataverseTime(now);
  const timeline = milestonesColumn(order, {
    ...dynamicsSideOf(row),
    salesOrderNumber: salesOrder.ordernumber,
    writtenBackAt,
  });
  return standPlan(one, { place: 'done', reason: null, dueOn: null }, marketplace, {
    now,
    more: { ...verified(one, now), ...timeline, mpb_writtenbackon: writtenBackAt },
    // Whatever blocked the order is cleared; advice stays.
    exceptions: one.advisories,
  });
}

function verified(one: ToSettle, now: Date) {
  return one.row.mpb_verifiedon === null ? { mpb_verifiedon: dataverseTime(now) } : {};
}

/** What differs and nobody accepted: a person who accepted a difference is not asked again. */
function stillOpen(one: ToSettle): ExceptionDraft[] {
  const accepted = one.exceptions.filter(isSettledByPerson).map((row) => row.mpb_causekey);
  return verify(importedAs(one), one.salesOrder).filter(({ causeKey }) => !accepted.includes(causeKey));
}

/** Another reading may have come in since the import; the Sales Order is measured by what it was made from. */
function importedAs(one: ToSettle): MarketplaceOrder {
  const baseline = one.row.mpb_baseline === null ? null : observeStored(one.row.mpb_baseline);
  return baseline?.ok ? baseline.order : one.order;
}

export function isWrittenBack(one: ToSettle): boolean {
  return (
    one.row.mpb_writtenbackon !== null ||
    (one.order.sellerReference !== null && one.order.sellerReference === one.salesOrder.ordernumber)
  );
}

/**
 * Look: the only way in to an order (PROTOCOL, Look), whether a walk, the due sweep, a delta or an event says so.
 *
 *   observe   root rows with their versions, then the facts
 *   decide    pure
 *   apply     one fenced change set per order, up to 25 in a $batch that continues on error
 *   verify    what the pricing engine computed, read behind the change sets of the same $batch
 *   settle    done, written back to the marketplace, or the difference raised
 *
 * Whatever is interrupted in between leaves a row that is due; the next look goes on from there.
 */
import type { LookContext } from './look-context.ts';
import type { OrderDecision } from '../../domain/orders/decision.ts';
import { recount } from '../causes/recount.ts';
import { chunks } from '../filters.ts';
import { apply } from './apply.ts';
import { factQueries, factsOf, type Facts } from './facts.ts';
import { judge, observedOf, skusOf } from './judge.ts';
import { observeStored } from './observation.ts';
import { existingOf, existingQueries } from './persist.ts';
import type { OrderRow } from './rows.ts';
import { settle, slotMove, type ToSettle } from './settle.ts';

const changeSetsPerBatch = 25;
const rowsPerLook = 100;
const triesPerLook = 3;

/** Looks at rows that were read a moment ago together with their facts. */
export async function look(
  context: LookContext,
  rows: readonly OrderRow[],
  facts: Facts,
  { attempt, slotTaken } = { attempt: 1, slotTaken: false },
): Promise<void> {
  const stale: string[] = [];
  const toSettle: ToSettle[] = [];
  const causes = new Set<string>();
  let mayWriteBack = slotTaken;
  const now = context.ports.clock.now();
  const judged = rows.map((row) => judge(observedOf(row, facts), facts, context.marketplace, now));
  for (const one of judged) {
    context.judged(one.row.mpb_orderid, one.decision.kind);
    if (lacksAddress(one.decision)) context.readBack(one.row.mpb_name ?? '');
  }
  for (let start = 0; start < judged.length; start += changeSetsPerBatch) {
    const outcome = await apply(context, judged.slice(start, start + changeSetsPerBatch), facts, {
      lastTry: attempt >= triesPerLook,
    });
    stale.push(...outcome.stale);
    toSettle.push(...outcome.toSettle);
    outcome.causes.forEach((key) => causes.add(key));
    mayWriteBack ||= outcome.mayWriteBack;
  }
  await settle(context, toSettle, mayWriteBack);
  await recount(context, causes);
  if (stale.length > 0) await lookAgain(context, stale, attempt);
}

function lacksAddress(decision: OrderDecision): boolean {
  return (
    (decision.kind === 'wait' && decision.reason === 'address') ||
    (decision.kind === 'hold' && decision.exceptions.some((one) => one.code === 'address-missing'))
  );
}

/** Looks at rows of which only the ids are known, as they are now; one that is gone is nobody's affair any more. */
export async function lookAt(context: LookContext, rowIds: readonly string[]): Promise<void> {
  for (const ids of chunks(rowIds, rowsPerLook)) {
    const answers = await context.ports.dataverse.batch(existingQueries(ids));
    await lookWithFacts(context, [...existingOf(answers).values()]);
  }
}

/** Reads the facts of rows that a sweep found, then looks. */
export async function lookWithFacts(
  context: LookContext,
  rows: readonly OrderRow[],
  attempt = 1,
): Promise<void> {
  if (rows.length === 0) return;
  const { ports, marketplace } = context;
  const ids = rows.map((row) => row.mpb_orderid);
  const skus = skusOf(rows.map((row) => observeStored(row.mpb_observation ?? 'null')));
  const slot = rows.some(awaitsWriteBack) ? slotMove(context) : [];
  const answers = await ports.dataverse.batch([...slot, ...factQueries(ids, skus, marketplace)]);
  const slotTaken = slot.length > 0 && context.writeBackSlot.moved(answers[0]);
  await look(context, rows, factsOf(ids, skus, marketplace, answers.slice(slot.length)), {
    attempt,
    slotTaken,
  });
}

function awaitsWriteBack(row: OrderRow): boolean {
  return row._mpb_salesorderid_value !== null && row.mpb_writtenbackon === null;
}

/** 412: somebody wrote in between. Observe again, at most three times, then later: the row stays due. */
async function lookAgain(context: LookContext, rowIds: readonly string[], attempt: number): Promise<void> {
  if (attempt >= triesPerLook) {
    context.ports.log.warn(
      { orders: rowIds.length },
      'rows kept changing while they were looked at; they stay due',
    );
    return;
  }
  const answers = await context.ports.dataverse.batch(existingQueries(rowIds));
  await lookWithFacts(context, [...existingOf(answers).values()], attempt + 1);
}

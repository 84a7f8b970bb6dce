/**
 * Judged orders are carried out: one fenced change set each, all in one $batch that continues on error, and behind them
 * the reads that tell what became of them. A refusal of one order is that order's own affair.
 */
import type { BatchAnswer, BatchItem, Operation } from '../../dataverse/client.ts';
import { refusedByDynamics } from '../../domain/exception-catalogue.ts';
import { laterRetryAt } from '../../domain/orders/places.ts';
import { isKeyClash, isStale, isTemporary, warnOfRefusals } from '../answers.ts';
import { causesBefore, causesTouched } from '../causes/cause-rows.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import { salesOrderId, salesOrderQuery, salesOrdersOf, type Facts } from './facts.ts';
import type { Judged, Observed } from './judge.ts';
import type { LookContext } from './look-context.ts';
import { existingOf, existingQueries } from './persist.ts';
import { holdPlan } from './plan.ts';
import { orderOf, planOf, settled } from './plan-of.ts';
import { stand } from './root.ts';
import { slotMove, type ToSettle } from './settle.ts';
import { causeQueries, wakes } from './wake.ts';

interface Planned {
  readonly judged: Judged;
  readonly item: BatchItem;
}

export interface Applied {
  /** Rows that somebody else wrote in between. */
  readonly stale: readonly string[];
  readonly toSettle: readonly ToSettle[];
  /** Causes of which exceptions were opened or closed. */
  readonly causes: readonly string[];
  /** The slot of OR04 was taken in passing, with the imports. */
  readonly mayWriteBack: boolean;
}

/** `lastTry`: nobody looks at these orders again in this look. */
export async function apply(
  context: LookContext,
  judged: readonly Judged[],
  facts: Facts,
  { lastTry }: { lastTry: boolean },
): Promise<Applied> {
  const { ports, marketplace } = context;
  const now = ports.clock.now();
  const { planned, toSettle } = await planAll(context, judged, now);
  if (planned.length === 0) return { stale: [], toSettle, causes: [], mayWriteBack: false };

  const imported = planned.map((one) => one.judged).filter((one) => one.decision.kind === 'import');
  // One that was parked before and stays so is found by whoever saves what frees it: its exceptions stand already.
  const parked = planned
    .filter(({ judged: one, item }) => one.decision.kind === 'hold' && one.reading.ok && opensException(item))
    .map((one) => one.judged);
  const readBack = readBackQueries(imported, marketplace);
  // A batch of imports may take as long as the lease lasts.
  await context.keepLease();
  const slot = imported.length > 0 ? slotMove(context) : [];
  const items = planned.map(({ item }) => item);
  const before = causesBefore(items, marketplace);
  const answers = await ports.dataverse.batch([
    ...before,
    ...items,
    ...slot,
    ...readBack,
    ...causeQueries(parked, marketplace),
  ]);

  warnOfRefusals(answers.splice(0, before.length), ports.log);
  const outcome = sorted(context, planned, answers.splice(0, planned.length), { now, lastTry });
  const isWritten = (one: Judged) => outcome.written.has(one.row.mpb_orderid);
  const mayWriteBack = slot.length > 0 && context.writeBackSlot.moved(answers.shift());
  toSettle.push(...readBackOf(imported.filter(isWritten), answers.splice(0, readBack.length), marketplace));
  const known = { facts, marketplace, now: ports.clock.now() };
  await followUp(context, outcome.followUps, wakes(parked.filter(isWritten), answers, known));
  const causes = causesTouched([...items, ...outcome.followUps.map(({ item }) => item)]);
  return { stale: outcome.stale, toSettle, causes, mayWriteBack };
}

async function planAll(
  context: LookContext,
  judged: readonly Judged[],
  now: Date,
): Promise<{ planned: Planned[]; toSettle: ToSettle[] }> {
  const planned: Planned[] = [];
  const toSettle: ToSettle[] = [];
  for (const one of judged) {
    const item = await planOf(context, one, now);
    if (item === 'settle') {
      toSettle.push(settled(one));
      context.decided(one.row.mpb_orderid, 'cleared');
    } else planned.push({ judged: one, item });
  }
  return { planned, toSettle };
}

/**
 * Writes that follow from refusals, and those that wake orders. Where Dynamics does not even take the exception of an
 * order, the row itself still says so and waits its time: nothing is tried without end, and nothing is silent.
 */
async function followUp(
  context: LookContext,
  refusals: readonly Planned[],
  wakes: readonly BatchItem[],
): Promise<void> {
  if (refusals.length + wakes.length === 0) return;
  const { ports, marketplace } = context;
  const items = refusals.map(({ item }) => item);
  const before = causesBefore(items, marketplace);
  context.assertHeld();
  // Stale here means that somebody else wrote the row; it is due, and the next look sees to it.
  const answers = await ports.dataverse.batch([...before, ...items, ...wakes]);
  warnOfRefusals(answers, ports.log);
  answers.splice(0, before.length);
  const unheld = refusals.flatMap(({ judged }, index) => {
    const error = answers[index]?.error;
    if (!error || isStale(error) || isTemporary(error)) return [];
    const reason = `Dynamics refuses what the relay writes about this order (${error.code}); tried again later`;
    return [later(judged, context, { now: ports.clock.now(), reason })];
  });
  if (unheld.length > 0) warnOfRefusals(await ports.dataverse.batch(unheld), ports.log);
}

/** What became of each change set, and what is written next for those that were refused. */
function sorted(
  context: LookContext,
  planned: readonly Planned[],
  answers: readonly BatchAnswer[],
  { now, lastTry }: { now: Date; lastTry: boolean },
): { written: Set<string>; stale: string[]; followUps: Planned[] } {
  const written = new Set<string>();
  const stale: string[] = [];
  const followUps: Planned[] = [];
  planned.forEach(({ judged: one }, index) => {
    const error = answers[index]?.error;
    const id = one.row.mpb_orderid;
    if (!error) {
      written.add(id);
      context.decided(id, isHeld(one) ? 'held' : 'cleared');
    } else if (isStale(error) && !(lastTry && isKeyClash(error))) stale.push(id);
    // An unreadable order has nothing to name in a refusal; its parking comes round again.
    else if (isTemporary(error) || !one.reading.ok) {
      const reason = 'Dynamics was busy; tried again shortly';
      followUps.push({ judged: one, item: later(one, context, { now, reason }) });
    } else {
      const refusal = refusedByDynamics({ order: orderOf(one), ...error });
      followUps.push({ judged: one, item: holdPlan(one, [refusal], context.marketplace, now) });
      context.decided(id, 'held');
    }
  });
  return { written, stale, followUps };
}

/** PROTOCOL, Verify after write: the imported rows and their Sales Orders, behind the change sets that made them. */
function readBackQueries(imported: readonly Judged[], marketplace: Marketplace): Operation[] {
  const ids = imported.map((one) => one.row.mpb_orderid);
  return ids.length === 0 ? [] : [...existingQueries(ids), salesOrderQuery(ids, marketplace)];
}

/** Reads the answers to `readBackQueries`, in their order, for those of the orders that were written. */
function readBackOf(
  written: readonly Judged[],
  answers: readonly BatchAnswer[],
  marketplace: Marketplace,
): ToSettle[] {
  if (written.length === 0) return [];
  const rows = existingOf(answers.slice(0, -1));
  const rowIds = new Map(
    written.map(({ row }) => [salesOrderId(row.mpb_orderid, marketplace), row.mpb_orderid]),
  );
  const salesOrders = salesOrdersOf(answers.at(-1), rowIds);
  return written.flatMap((one) => {
    const row = rows.get(one.row.mpb_orderid);
    const salesOrder = salesOrders.get(one.row.mpb_orderid);
    // Its exceptions were brought up to date by the import itself.
    return row && salesOrder
      ? [{ ...settled({ ...one, row, salesOrder }), exceptions: [], advisories: [] }]
      : [];
  });
}

function opensException(item: BatchItem): boolean {
  return 'changeSet' in item && item.changeSet.some(({ path }) => path.startsWith('mpb_exceptions'));
}

function isHeld({ decision }: Judged): boolean {
  return (
    decision.kind === 'hold' ||
    (decision.kind === 'update' && decision.exceptions.some((one) => one.severity === 'blocking'))
  );
}

function later(
  one: Observed,
  { ports }: LookContext,
  { now, reason }: { now: Date; reason: string },
): BatchItem {
  const attempts = (one.row.mpb_attempts ?? 0) + 1;
  return stand(one.row, {
    place: 'waiting',
    reason,
    dueOn: dataverseTime(laterRetryAt(now.toISOString(), attempts, ports.chance.fraction())),
    attempts,
  });
}

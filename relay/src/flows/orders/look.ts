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
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { refusedByDynamics } from '../../domain/exception-catalogue.ts';
import type { OrderDecision } from '../../domain/orders/decision.ts';
import { laterRetryAt } from '../../domain/orders/places.ts';
import { isStale, isTemporary, rowsOf } from '../answers.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { taxRuleOf, taxRuleQuery, type TaxRuleRow } from '../marketplace/tax-rules.ts';
import type { Ports } from '../ports.ts';
import { dataverseTime } from '../time.ts';
import { accept } from './accept.ts';
import { factQueries, factsOf, salesOrderQuery, salesOrdersOf, salesOrderId, type Facts } from './facts.ts';
import { judge, observedOf, skusOf, type Judged, type Observed } from './judge.ts';
import { observeStored } from './observation.ts';
import { existingOf, existingQueries } from './persist.ts';
import { holdPlan, importPlan, laterChecks, standPlan, updatePlan } from './plan.ts';
import { matchProducts, productQueries } from './products.ts';
import { settle, writeBackInterval, type ToSettle } from './settle.ts';
import { stand } from './root.ts';
import type { Slot } from '../slot.ts';
import type { OrderRow } from './rows.ts';

export interface LookContext {
  readonly ports: Ports;
  readonly marketplace: Marketplace;
  /** Throws when the lease ran out; called before every write. */
  readonly assertHeld: () => void;
  readonly writeBackSlot: Slot;
  /** Told of every judgement, for the counts of the hour. */
  readonly judged: (rowId: string, kind: OrderDecision['kind']) => void;
  /** Told what became of a record that was held up, for the counts of a replay. */
  readonly decided: (rowId: string, outcome: 'held' | 'cleared') => void;
  /** Renews the lease when it is time; throws when it was lost. */
  readonly keepLease: () => Promise<void>;
  /** Waits while the lease is kept; throws when it ran out. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

const changeSetsPerBatch = 25;
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
  let mayWriteBack = slotTaken;
  const now = context.ports.clock.now();
  const judged = rows.map((row) => judge(observedOf(row, facts), facts, context.marketplace, now));
  for (const one of judged) context.judged(one.row.mpb_orderid, one.decision.kind);
  for (let start = 0; start < judged.length; start += changeSetsPerBatch) {
    const outcome = await apply(context, judged.slice(start, start + changeSetsPerBatch), facts);
    stale.push(...outcome.stale);
    toSettle.push(...outcome.toSettle);
    mayWriteBack ||= outcome.mayWriteBack;
  }
  await settle(context, toSettle, mayWriteBack);
  if (stale.length > 0) await lookAgain(context, stale, attempt);
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

/** The slot of OR04 is taken in passing, with whatever is sent anyway, when an order is about to need it. */
function slotMove({ writeBackSlot }: LookContext): Operation[] {
  return writeBackSlot.ready ? [writeBackSlot.move(writeBackInterval)] : [];
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

interface Applied {
  readonly stale: string[];
  readonly toSettle: ToSettle[];
  /** The slot of OR04 was taken in passing, with the imports. */
  readonly mayWriteBack: boolean;
}

async function apply(context: LookContext, judged: readonly Judged[], facts: Facts): Promise<Applied> {
  const { ports, marketplace } = context;
  const now = ports.clock.now();
  const toSettle: ToSettle[] = [];
  const planned: { judged: Judged; item: BatchItem }[] = [];
  for (const one of judged) {
    const item = await planOf(context, one, now);
    if (item === 'settle') {
      toSettle.push(settled(one));
      context.decided(one.row.mpb_orderid, 'cleared');
    } else planned.push({ judged: one, item });
  }
  if (planned.length === 0) return { stale: [], toSettle, mayWriteBack: false };

  const imported = planned.filter(({ judged: one }) => one.decision.kind === 'import');
  const held = planned.filter(({ judged: one }) => one.decision.kind === 'hold' && one.reading.ok);
  const importedIds = imported.map(({ judged: one }) => one.row.mpb_orderid);
  const heldSkus = skusOf(held.map(({ judged: one }) => one.reading));
  const reads = [
    ...(importedIds.length > 0
      ? [...existingQueries(importedIds), salesOrderQuery(importedIds, marketplace)]
      : []),
    ...(held.length > 0 ? [taxRuleQuery, ...productQueries(heldSkus, marketplace.id)] : []),
  ];
  const slot = importedIds.length > 0 ? slotMove(context) : [];
  context.assertHeld();
  const answers = await ports.dataverse.batch([...planned.map(({ item }) => item), ...slot, ...reads]);

  const stale: string[] = [];
  const followUps: BatchItem[] = [];
  const written = new Set<string>();
  planned.forEach(({ judged: one }, index) => {
    const error = answers[index]?.error;
    if (!error) {
      written.add(one.row.mpb_orderid);
      context.decided(one.row.mpb_orderid, isHeld(one) ? 'held' : 'cleared');
    } else if (isStale(error)) stale.push(one.row.mpb_orderid);
    else if (isTemporary(error)) followUps.push(later(one, context, now));
    else {
      followUps.push(holdPlan(one, [refusedByDynamics({ order: orderOf(one), ...error })], marketplace, now));
      context.decided(one.row.mpb_orderid, 'held');
    }
  });

  let next = planned.length;
  const mayWriteBack = slot.length > 0 && context.writeBackSlot.moved(answers[next++]);
  if (importedIds.length > 0) {
    const rows = existingOf([answers[next++]!]);
    const salesOrders = salesOrdersOf(
      answers[next++],
      new Map(importedIds.map((id) => [salesOrderId(id, marketplace), id])),
    );
    for (const { judged: one } of imported) {
      const row = rows.get(one.row.mpb_orderid);
      const salesOrder = salesOrders.get(one.row.mpb_orderid);
      if (written.has(one.row.mpb_orderid) && row && salesOrder) {
        // Its exceptions were brought up to date by the import itself.
        toSettle.push({ ...settled({ ...one, row, salesOrder }), exceptions: [], advisories: [] });
      }
    }
  }
  if (held.length > 0) {
    const taxRules = rowsOf<TaxRuleRow>(answers[next++]).map(taxRuleOf);
    const products = matchProducts(heldSkus, answers.slice(next), marketplace.priceListId);
    followUps.push(
      ...wake(context, {
        held: held.map(({ judged: one }) => one),
        written,
        facts: { ...facts, products },
        taxRules,
      }),
    );
  }
  if (followUps.length > 0) {
    context.assertHeld();
    // A refusal here means that somebody else wrote the row; it is due, and the next look sees to it.
    await ports.dataverse.batch(followUps);
  }
  return { stale, toSettle, mayWriteBack };
}

async function planOf(context: LookContext, one: Judged, now: Date): Promise<BatchItem | 'settle'> {
  const { marketplace } = context;
  const { decision } = one;
  switch (decision.kind) {
    case 'import':
      return importPlan(
        { ...one, draft: decision.draft, order: orderOf(one), advisories: decision.advisories },
        marketplace,
        now,
      );
    case 'hold':
      return holdPlan(one, decision.exceptions, marketplace, now);
    case 'wait':
      return standPlan(
        one,
        { place: 'waiting', reason: decision.text, dueOn: dataverseTime(decision.until) },
        marketplace,
        { now },
      );
    case 'accept':
      return accept(context, one, decision.lineIds, now);
    case 'update':
      return isOnlyAdvice(one) ? 'settle' : updatePlan({ ...one, decision }, marketplace, now);
    case 'done':
      // A Sales Order is done when it was verified and its number written back; one that never was needs nothing.
      if (one.salesOrder !== null) return 'settle';
      return standPlan(one, { place: 'done', reason: decision.text, dueOn: null }, marketplace, {
        now,
        event: { kind: 'done', text: decision.text },
        exceptions: decision.advisories,
        keep: laterChecks,
      });
  }
}

function isHeld({ decision }: Judged): boolean {
  return (
    decision.kind === 'hold' ||
    (decision.kind === 'update' && decision.exceptions.some((one) => one.severity === 'blocking'))
  );
}

/** Nothing to change on the Sales Order and nothing to decide: the import goes on to its end with the advice beside it. */
function isOnlyAdvice({ decision, salesOrder, row }: Judged): boolean {
  return (
    decision.kind === 'update' &&
    salesOrder !== null &&
    decision.shipTo === null &&
    decision.exceptions.every((one) => one.severity === 'advisory') &&
    (row.mpb_verifiedon === null || row.mpb_writtenbackon === null)
  );
}

/** A mapping or rule saved between our reading and our parking would otherwise be missed for ever (PROTOCOL, Park and wake). */
function wake(
  context: LookContext,
  parked: {
    held: readonly Judged[];
    written: ReadonlySet<string>;
    facts: Facts;
    taxRules: Marketplace['taxRules'];
  },
): BatchItem[] {
  const { marketplace, ports } = context;
  const now = ports.clock.now();
  const fresh: Marketplace = { ...marketplace, taxRules: parked.taxRules };
  return parked.held
    .filter((one) => parked.written.has(one.row.mpb_orderid))
    .filter(
      (one) =>
        JSON.stringify(judge(one, parked.facts, fresh, now).decision.kind) !==
        JSON.stringify(one.decision.kind),
    )
    .map((one) => ({
      method: 'PATCH',
      path: `mpb_orders(${one.row.mpb_orderid})`,
      ifMatch: '*',
      body: { mpb_dueon: dataverseTime(now) },
    }));
}

function later(one: Observed, { ports }: LookContext, now: Date): BatchItem {
  const attempts = (one.row.mpb_attempts ?? 0) + 1;
  return stand(one.row, {
    place: 'waiting',
    reason: 'Dynamics was busy; tried again shortly',
    dueOn: dataverseTime(laterRetryAt(now.toISOString(), attempts, ports.chance.fraction())),
    attempts,
  });
}

function settled(one: Judged): ToSettle {
  if (one.salesOrder === null) throw new Error('only an order with a Sales Order can be settled');
  return { ...one, salesOrder: one.salesOrder, order: orderOf(one), advisories: advisoriesOf(one) };
}

function advisoriesOf({ decision }: Judged): readonly ExceptionDraft[] {
  switch (decision.kind) {
    case 'update':
      return decision.exceptions;
    case 'import':
    case 'wait':
    case 'done':
      return decision.advisories;
    case 'hold':
    case 'accept':
      return [];
  }
}

function orderOf(one: Observed) {
  if (!one.reading.ok) throw new Error('an unreadable order is only ever held');
  return one.reading.order;
}

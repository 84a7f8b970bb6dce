/**
 * Accepted, dismissed or applied: the exception ends, the action is answered and the history says who did it, all in the
 * change set that begins with the root row's version. So it happens once: whoever comes second is refused with 412,
 * reads again and finds the answer there.
 */
import { choice, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import type { ApplyOutcome } from '../../domain/orders/apply-difference.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { exceptionStatus } from '../exceptions/rows.ts';
import { isOpen, type Facts } from '../orders/facts.ts';
import { judge, type Judged, type Observed } from '../orders/judge.ts';
import type { LookContext } from '../orders/look-context.ts';
import { isWrittenBack } from '../orders/settle.ts';
import { standPlan } from '../orders/plan.ts';
import { planOf, settled } from '../orders/plan-of.ts';
import { eventAfter, nextSeq, stand, type Standing } from '../orders/root.ts';
import { cut, wireMoney, type OrderWrite } from '../orders/rows.ts';
import { dataverseTime } from '../time.ts';
import { baselineAfter } from './baseline.ts';
import { listingWrites } from './listing.ts';
import { answerWrite } from './rows.ts';
import { cancellationOf, changesOf } from './sales-order-changes.ts';
import type { Asked } from './target.ts';

type Plan = Exclude<ApplyOutcome, { kind: 'refused' }>;
type Ending = 'accepted' | 'dismissed' | 'cleared';

export interface Judgement {
  readonly ending: Ending;
  /** For the exception, the history and whoever asked. */
  readonly text: string;
}

/** A person decided about an exception; where the record stands now follows from that, as in any look. */
export async function settlement(
  context: LookContext,
  one: Asked,
  facts: Facts,
  judgement: Judgement,
): Promise<BatchItem> {
  const now = context.ports.clock.now();
  const ending = [exceptionWrite(one, judgement, now), answered(one, judgement, now)];
  if (one.observed === null) return { changeSet: [...listingWrites(one.action, now), ...ending] };
  const observed = withSettled(one.observed, one, judgement.ending);
  const judged = judge(observed, facts, context.marketplace, now);
  const item = await placeAfter(context, judged, now);
  return together(context, { one, item, judgement, now, writes: ending });
}

/**
 * What the look that follows would write, so that one change set does both. What an import or a call to the marketplace
 * has to follow is left to that look: the order is due.
 */
async function placeAfter(context: LookContext, judged: Judged, now: Date): Promise<BatchItem> {
  const { row, decision } = judged;
  if (decision.kind === 'hold' || decision.kind === 'update' || decision.kind === 'done') {
    const item = await planOf(context, judged, now);
    if (item !== 'settle') return item;
    const last = settled(judged);
    if (row.mpb_verifiedon !== null && isWrittenBack(last)) {
      const done: Standing = { place: 'done', reason: null, dueOn: null };
      return standPlan(judged, done, context.marketplace, { now, exceptions: last.advisories });
    }
  }
  return stand(row, {
    place: 'waiting',
    reason: 'Decided by a person; looked at again next',
    dueOn: dataverseTime(now),
  });
}

/** The Sales Order is made to agree, and then proved like an import: until that is done the order is due. */
export function application(
  context: LookContext,
  one: Asked,
  { plan, judgement }: { readonly plan: Plan; readonly judgement: Judgement },
): BatchItem {
  const now = context.ports.clock.now();
  const { observed, salesOrder } = one;
  if (!observed?.reading.ok || salesOrder === null) throw new Error('there is no Sales Order to change');
  const { row, reading } = observed;
  const made = {
    rowId: row.mpb_orderid,
    marketplace: context.marketplace,
    order: reading.order,
    importedOn: dataverseTime(now),
  };
  const changes =
    plan.kind === 'change'
      ? changesOf(plan, salesOrder, { ...made, order: plan.target })
      : plan.already
        ? []
        : [cancellationOf(salesOrder)];
  const blocked = othersBlock(observed, one);
  const item: BatchItem = {
    changeSet: [
      stand(
        row,
        {
          place: blocked ? 'exception' : 'waiting',
          reason: 'The Sales Order was changed as a person asked; its totals are checked next',
          dueOn: dataverseTime(now),
        },
        columnsAfter(plan, row, now, reading.order),
      ),
      ...changes,
    ],
  };
  const writes = [exceptionWrite(one, judgement, now), answered(one, judgement, now)];
  return together(context, { one, item, judgement, now, writes });
}

function columnsAfter(plan: Plan, row: Observed['row'], now: Date, order: MarketplaceOrder): OrderWrite {
  if (plan.kind === 'cancel') {
    // A cancelled Sales Order keeps its amounts; there is nothing left to prove.
    return {
      mpb_baseline: null,
      mpb_difference: null,
      mpb_verifiedon: row.mpb_verifiedon ?? dataverseTime(now),
    };
  }
  const baseline = baselineAfter(plan.part, {
    baseline: row.mpb_baseline,
    observation: row.mpb_observation ?? 'null',
  });
  return {
    mpb_baseline: baseline,
    mpb_difference: null,
    ...(plan.lines === null
      ? {}
      : { mpb_verifiedon: null, mpb_tax: wireMoney(plan.lines.draft.tax, order.currency) }),
  };
}

function othersBlock({ exceptions }: Observed, { action }: Asked): boolean {
  return exceptions.some(
    (one) =>
      isOpen(one) &&
      one.mpb_severity === choice.severity.values.blocking &&
      one.mpb_exceptionid !== action.mpb_exceptionid?.mpb_exceptionid,
  );
}

function withSettled(observed: Observed, { action }: Asked, ending: Ending): Observed {
  const id = action.mpb_exceptionid?.mpb_exceptionid;
  return {
    ...observed,
    exceptions: observed.exceptions.map((row) =>
      row.mpb_exceptionid === id ? { ...row, statecode: 1, statuscode: exceptionStatus[ending] } : row,
    ),
  };
}

function exceptionWrite({ action }: Asked, { ending, text }: Judgement, now: Date): Operation {
  const row = action.mpb_exceptionid;
  if (row === null) throw new Error('an action without an exception settles none');
  return {
    method: 'PATCH',
    path: `mpb_exceptions(${row.mpb_exceptionid})`,
    ifMatch: row['@odata.etag'] ?? '*',
    body: {
      statecode: 1,
      statuscode: exceptionStatus[ending],
      mpb_closedon: dataverseTime(now),
      mpb_outcome: cut(text, 400),
    } satisfies WriteRow<typeof t.exception>,
  };
}

function answered({ action }: Asked, { text }: Judgement, now: Date): Operation {
  return answerWrite(action, { outcome: 'done', text }, now);
}

/** One line of history for both, what the person did and what followed. */
function together(
  { marketplace }: LookContext,
  made: {
    readonly one: Asked;
    readonly item: BatchItem;
    readonly judgement: Judgement;
    readonly now: Date;
    readonly writes: readonly Operation[];
  },
): BatchItem {
  const { one, item, judgement, now, writes } = made;
  const row = one.observed?.row;
  if (row === undefined) throw new Error('only a record has a history');
  const operations = 'changeSet' in item ? item.changeSet : [item];
  const root = `mpb_orders(${row.mpb_orderid})`;
  const followed = operations.find(({ path }) => path === 'mpb_events')?.body;
  return {
    changeSet: [
      ...operations
        .filter(({ path }) => path !== 'mpb_events')
        .map((operation) =>
          operation.path === root
            ? { ...operation, body: { ...(operation.body as OrderWrite), ...nextSeq(row) } }
            : operation,
        ),
      ...writes,
      eventAfter(
        row,
        {
          kind: 'action',
          text: judgement.text,
          detail: {
            action: one.action.mpb_actionid,
            by: one.action._createdby_value,
            exception: one.action.mpb_exceptionid?.mpb_code ?? null,
            then: (followed as WriteRow<typeof t.event> | undefined)?.mpb_name ?? null,
          },
          now: dataverseTime(now),
        },
        marketplace,
      ),
    ],
  };
}

/** Each kind of decision and what is written for it; `settle` where the import only has to go on to its end. */
import type { BatchItem } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { dataverseTime } from '../time.ts';
import { accept } from './accept.ts';
import type { Judged, Observed } from './judge.ts';
import type { LookContext } from './look-context.ts';
import { holdPlan, importPlan, laterChecks, standPlan, updatePlan } from './plan.ts';
import type { ToSettle } from './settle.ts';

export async function planOf(context: LookContext, one: Judged, now: Date): Promise<BatchItem | 'settle'> {
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

export function settled(one: Judged): ToSettle {
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

export function orderOf(one: Observed) {
  if (!one.reading.ok) throw new Error('an unreadable order is only ever held');
  return one.reading.order;
}

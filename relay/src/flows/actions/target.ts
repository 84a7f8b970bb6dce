/** What an action is about, with everything that is known of it, and what is decided on that. */
import { choice, mayRequest, roleNames, type RoleName, type Team } from '@marketplace-bridge/solution';
import type { ActionDecision, ActionFacts, ActionKind, ExceptionNow } from '../../domain/actions/action.ts';
import { decideAction } from '../../domain/actions/decide-action.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { entryOf, isExceptionCode } from '../../domain/exception-of.ts';
import { applyDifference, type ApplyOutcome } from '../../domain/orders/apply-difference.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { exceptionStatus } from '../exceptions/rows.ts';
import { judge, observedOf, type Judged, type Observed } from '../orders/judge.ts';
import { observeStored } from '../orders/observation.ts';
import { isOpen, type Facts } from '../orders/facts.ts';
import { placeOf } from '../orders/root.ts';
import { cut } from '../orders/rows.ts';
import type { Person } from './people.ts';
import { orderOf, type ActionRow, type TargetException } from './rows.ts';
import { salesOrderNow, type SalesOrderDetail } from './sales-order-now.ts';

/** An action with what was read for it. */
export interface Asked {
  readonly action: ActionRow;
  readonly person: Person;
  /** Null where it is about no order. */
  readonly observed: Observed | null;
  /** Read only where a difference is to be applied. */
  readonly salesOrder: SalesOrderDetail | null;
}

export interface Known {
  readonly facts: Facts;
  readonly people: ReadonlyMap<string, Person>;
  readonly salesOrders: ReadonlyMap<string, SalesOrderDetail>;
}

export function kindOf(action: Pick<ActionRow, 'mpb_kind'>): ActionKind | null {
  const known = Object.entries(choice.actionKind.values).find(([, value]) => value === action.mpb_kind);
  return known === undefined ? null : (known[0] as ActionKind);
}

export function asked(action: ActionRow, known: Known): Asked {
  const row = orderOf(action);
  return {
    action,
    person: known.people.get(action._createdby_value) ?? { name: 'Somebody', roles: [] },
    observed: row === null ? null : observedOf(row, known.facts),
    salesOrder: row === null ? null : (known.salesOrders.get(row.mpb_orderid) ?? null),
  };
}

export function decide(one: Asked, facts: Facts, marketplace: Marketplace, now: Date): ActionDecision {
  const { action, observed, person } = one;
  const exception = action.mpb_exceptionid;
  const kind = kindOf(action);
  const team = exception === null ? null : responsibleOf(exception);
  const may = (roles: readonly RoleName[]) => kind !== null && mayRequest(kind, team, roles);
  const asking: ActionFacts = {
    kind,
    reason: action.mpb_reason,
    seen: seenBy(action),
    allowed: may(person.roles),
    whoMay: Object.values(roleNames).filter((role) => may([role])),
    exception: exception === null ? null : exceptionNow(exception),
    order:
      observed === null
        ? null
        : {
            place: placeOf(observed.row),
            salesOrderNumber: observed.salesOrder?.ordernumber ?? null,
          },
    listing: exception?.mpb_listingid ? { offered: exception.mpb_listingid.statecode === 0 } : null,
    environment: { id: marketplace.environmentId, armed: marketplace.armed },
    apply: kind === 'applyDifference' ? applyOutcome(one, facts, marketplace, now) : null,
  };
  return decideAction(asking);
}

function responsibleOf({ mpb_responsible: value }: TargetException): Team | null {
  const found = Object.entries(choice.responsible.values).find(([, known]) => known === value);
  return found === undefined ? null : (found[0] as Team);
}

function exceptionNow(row: TargetException): ExceptionNow {
  const code = row.mpb_code ?? '';
  return {
    title: row.mpb_name ?? '',
    cause: row.mpb_cause ?? '',
    severity: row.mpb_severity === choice.severity.values.blocking ? 'blocking' : 'advisory',
    status: statusOf(row),
    outcome: row.mpb_outcome,
    fixes: isExceptionCode(code) ? entryOf(code).fixes.map((fix) => fix.kind) : [],
  };
}

function statusOf({ statecode, statuscode }: TargetException): ExceptionNow['status'] {
  if (statecode === 0) return 'open';
  if (statuscode === exceptionStatus.accepted) return 'accepted';
  return statuscode === exceptionStatus.dismissed ? 'dismissed' : 'cleared';
}

/** What the form sent is checked like everything else that comes from outside. */
function seenBy({ mpb_parameters: json }: ActionRow): string | null {
  if (json === null) return null;
  try {
    const value = JSON.parse(json) as { seen?: unknown } | null;
    return typeof value?.seen === 'string' ? value.seen : null;
  } catch {
    return null;
  }
}

/** Codes of differences that stand in the lines of the Sales Order. */
const codesOfLines = new Set(['cancelled-after-import', 'changed-after-import', 'totals-differ-in-dynamics']);

function applyOutcome(
  { action, observed, salesOrder }: Asked,
  facts: Facts,
  marketplace: Marketplace,
  now: Date,
): ApplyOutcome | null {
  const exception = action.mpb_exceptionid;
  if (exception === null || salesOrder === null || !observed?.reading.ok) return null;
  const { row, reading } = observed;
  const code = exception.mpb_code ?? '';
  if (code !== 'totals-differ-in-dynamics' && !isShown(judge(observed, facts, marketplace, now), exception)) {
    return {
      kind: 'refused',
      text: 'It changed on the marketplace since you looked. Look again in a moment, then decide.',
    };
  }
  const stored = row.mpb_baseline === null ? null : observeStored(row.mpb_baseline);
  const previous = stored?.ok ? stored.order : reading.order;
  return applyDifference({
    facts: {
      now: now.toISOString(),
      order: reading.order,
      marketplace: marketplace.facts,
      products: facts.products,
      taxRules: marketplace.taxRules,
      imported: null,
    },
    previous,
    salesOrder: salesOrderNow(salesOrder, row.mpb_orderid, [previous, reading.order], marketplace),
    code,
    accepted: observed.exceptions
      .filter((one) => one.statuscode === exceptionStatus.accepted && codesOfLines.has(one.mpb_code ?? ''))
      .map((one) => one.mpb_cause ?? ''),
  });
}

/**
 * The reading may be newer than the last look at it: a copy stores a whole page before it judges any of it. What people
 * could not see yet is not done in their name, neither to this line nor, since lines are applied together, to another.
 */
function isShown({ decision, exceptions }: Judged, asked: TargetException): boolean {
  if (decision.kind !== 'update') return false;
  const shown = (draft: ExceptionDraft) =>
    exceptions.some(
      (row) =>
        isOpen(row) &&
        row.mpb_code === draft.code &&
        row.mpb_causekey === cut(draft.causeKey, 200) &&
        row.mpb_cause === cut(draft.cause, 4_000),
    );
  const differences = decision.exceptions.filter(({ code }) =>
    codesOfLines.has(asked.mpb_code ?? '') ? codesOfLines.has(code) : code === asked.mpb_code,
  );
  return differences.length > 0 && differences.every(shown);
}

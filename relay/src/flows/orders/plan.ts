/**
 * A judged order as writes: one change set, fenced by the root row's version, or nothing. What the domain decided is
 * only carried out here, never decided again.
 */
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import type { SalesOrderDraft } from '../../domain/orders/decision.ts';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { parkedRetryAt } from '../../domain/orders/places.ts';
import { billingAddressLeft } from '../actions/baseline.ts';
import { exceptionWrites } from '../exceptions/rows.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import { salesOrderId } from './facts.ts';
import type { Judged, Observed } from './judge.ts';
import { milestonesColumn, notImported } from './milestones.ts';
import { eventAfter, nextSeq, placeOf, stand, type Standing } from './root.ts';
import { lineWrites } from './line-rows.ts';
import { wireMoney, type OrderWrite } from './rows.ts';
import { addressColumns, contactUpsert, lineLinks, salesOrderInsert, type Import } from './sales-order.ts';

/** Codes that the verification and the write-back raise and clear; the decision leaves them alone. */
export const laterChecks: ReadonlySet<string> = new Set(['totals-differ-in-dynamics', 'write-back-refused']);

/**
 * The change set of an import. The Sales Order stands before the root row, because the root row's lookup needs it; a
 * stale row version undoes both, so that the fence holds wherever it stands (see ARCHITECTURE, Fence).
 */
export function importPlan(
  judged: Observed & {
    draft: SalesOrderDraft;
    order: MarketplaceOrder;
    advisories: readonly ExceptionDraft[];
  },
  marketplace: Marketplace,
  now: Date,
): BatchItem {
  const { row, draft, order } = judged;
  const at = dataverseTime(now);
  const made: Import = { rowId: row.mpb_orderid, order, draft, marketplace, importedOn: at };
  const items: (Operation | null)[] = [
    contactUpsert(made),
    salesOrderInsert(made),
    stand(
      row,
      {
        place: 'waiting',
        reason: 'Imported; its totals are checked and its number is written back to the marketplace next',
        dueOn: at,
      },
      {
        'mpb_salesorderid@odata.bind': `/salesorders(${salesOrderId(row.mpb_orderid, marketplace)})`,
        mpb_tax: wireMoney(draft.tax, order.currency),
        ...milestonesColumn(order, { ...notImported, importedAt: at }),
        ...nextSeq(row),
      },
    ),
    // A row that Dynamics took without its lines has none to link yet.
    ...(row.mpb_bodyhash === null ? lineWrites(row.mpb_orderid, order, { marketplace, known: [] }) : []),
    lineLinks(made),
    ...exceptionWrites(targetOf(judged, marketplace, at), judged.advisories, judged.exceptions, laterChecks),
    eventAfter(
      row,
      {
        kind: 'imported',
        text: 'Imported as a Sales Order',
        detail: {
          taxPoint: draft.taxPoint,
          taxMethod: draft.taxMethod,
          truncated: draft.truncated.map((one) => one.field),
        },
        now: at,
      },
      marketplace,
    ),
  ];
  return { changeSet: items.filter((item) => item !== null) };
}

/** Held up: exception rows and the time of the next try, in one change set (PROTOCOL, Park). */
export function holdPlan(
  observed: Observed,
  exceptions: readonly ExceptionDraft[],
  marketplace: Marketplace,
  now: Date,
): BatchItem {
  const { row } = observed;
  const at = dataverseTime(now);
  const writes = exceptionWrites(targetOf(observed, marketplace, at), exceptions, observed.exceptions);
  const blocking = exceptions.some((one) => one.severity === 'blocking');
  const attempts = writes.length === 0 ? (row.mpb_attempts ?? 0) + 1 : 0;
  const standing: Standing = {
    place: blocking ? 'exception' : 'waiting',
    reason: exceptions.map((one) => one.title).join('; '),
    dueOn: dataverseTime(parkedRetryAt(now.toISOString(), attempts)),
    attempts,
  };
  if (writes.length === 0) return stand(row, standing);
  const event = eventAfter(
    row,
    {
      kind: 'held',
      text: `Held up: ${standing.reason ?? ''}`,
      detail: exceptions.map((one) => one.code),
      now: at,
    },
    marketplace,
  );
  return { changeSet: [stand(row, standing, nextSeq(row)), ...writes, event] };
}

/** Waiting, done or changed: the row's place, with the exceptions that no longer hold closed and a line of history. */
export function standPlan(
  observed: Observed,
  standing: Standing,
  marketplace: Marketplace,
  options: {
    now: Date;
    event?: { kind: string; text: string };
    exceptions?: readonly ExceptionDraft[];
    keep?: ReadonlySet<string>;
    more?: OrderWrite;
    also?: readonly Operation[];
  },
): BatchItem {
  const { row } = observed;
  const at = dataverseTime(options.now);
  const writes = [
    ...exceptionWrites(
      targetOf(observed, marketplace, at),
      options.exceptions ?? [],
      observed.exceptions,
      options.keep,
    ),
    ...(options.also ?? []),
  ];
  const event =
    options.event ??
    (writes.length > 0 ? { kind: 'cleared', text: standing.reason ?? 'Cleared' } : undefined);
  const root = stand(row, standing, { ...options.more, ...(event ? nextSeq(row) : {}) });
  if (!event) return root;
  return { changeSet: [root, ...writes, eventAfter(row, { ...event, now: at }, marketplace)] };
}

/** A later reading of an imported order: the address where it may still change, and the differences to decide on. */
export function updatePlan(
  judged: Judged & { decision: Extract<Judged['decision'], { kind: 'update' }> },
  marketplace: Marketplace,
  now: Date,
): BatchItem {
  const { decision, row } = judged;
  const blocking = decision.exceptions.some((one) => one.severity === 'blocking');
  const address = decision.shipTo;
  const settled = row.mpb_verifiedon !== null && row.mpb_writtenbackon !== null;
  const standing: Standing = blocking
    ? {
        place: 'exception',
        reason: decision.text,
        dueOn: dataverseTime(parkedRetryAt(now.toISOString(), row.mpb_attempts ?? 0)),
        attempts: (row.mpb_attempts ?? 0) + 1,
      }
    : settled
      ? { place: 'done', reason: decision.text, dueOn: null }
      : { place: 'waiting', reason: decision.text, dueOn: dataverseTime(now) };
  return standPlan(judged, standing, marketplace, {
    now,
    exceptions: decision.exceptions,
    keep: laterChecks,
    ...(hasNews(judged) ? { event: { kind: 'changed', text: decision.text } } : {}),
    more: {
      mpb_difference: blocking ? decision.text : null,
      // What was only informative is now reflected; what a person must decide stays compared with the old reading.
      ...(blocking ? {} : { mpb_baseline: stillApart(judged) }),
    },
    ...(address === null
      ? {}
      : {
          also: [
            {
              method: 'PATCH',
              path: `salesorders(${salesOrderId(row.mpb_orderid, marketplace)})`,
              ifMatch: '*',
              body: addressColumns('shipto', address),
            },
          ],
        }),
  });
}

/** What the Sales Order reflects where only advice is left; null where that is the reading itself. */
function stillApart({
  row,
  decision,
}: Observed & { readonly decision: { readonly exceptions: readonly ExceptionDraft[] } }): string | null {
  if (!decision.exceptions.some(({ code }) => code === 'billing-address-changed')) return null;
  return billingAddressLeft({ baseline: row.mpb_baseline, observation: row.mpb_observation ?? 'null' });
}

function hasNews({ row }: Observed): boolean {
  return placeOf(row) !== 'exception';
}

export function targetOf(observed: Observed, marketplace: Marketplace, now: string) {
  return {
    rowId: observed.row.mpb_orderid,
    recordKey: observed.row.mpb_name ?? observed.row.mpb_orderid,
    marketplace,
    now,
  };
}

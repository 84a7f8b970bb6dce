/** Exceptions as rows (PROTOCOL, Park): keyed by record, code and cause key, opened, left alone, reopened or closed. */
import { choice, type Evidence, type Fix, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { causeBind } from '../causes/cause-rows.ts';
import { digest } from '../ids.ts';
import { jsonColumn } from '../json-column.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { cut, inCurrency, wireMoney } from '../orders/rows.ts';
import { isOpen, type ExceptionRow } from '../orders/facts.ts';

export const exceptionStatus = {
  open: 1,
  cleared: 2,
  accepted: 927_130_000,
  dismissed: 927_130_001,
} as const;

/** Kinds of record that an exception is about, with the lookup to their root rows where there is one. */
const records = {
  order: { lookup: 'mpb_orderid', set: 'mpb_orders' },
  listing: { lookup: 'mpb_listingid', set: 'mpb_listings' },
  // The lookup to the marketplace is set on every exception.
  marketplace: null,
  event: null,
} as const;

export interface ExceptionTarget {
  /** Root row of the record; null for what has none: the marketplace as a whole, messages. */
  readonly rowId: string | null;
  /** What `recordKey` names; an order unless said otherwise. */
  readonly recordType?: keyof typeof records;
  /** Id of the order, SKU of the listing; unlike that of any record of another type. */
  readonly recordKey: string;
  readonly marketplace: Marketplace;
  /** ISO 8601, whole seconds. */
  readonly now: string;
}

export function exceptionRowId(
  target: { readonly recordKey: string; readonly marketplace: Pick<Marketplace, 'ids'> },
  draft: Pick<ExceptionDraft, 'code' | 'causeKey'>,
): string {
  return target.marketplace.ids.id('exception', `${target.recordKey}|${draft.code}|${draft.causeKey}`);
}

/**
 * The writes that make the open exceptions of a record equal to `wanted`. An exception closes only because its check
 * passed again. Codes in `keep` belong to another check and are left alone.
 */
export function exceptionWrites(
  target: ExceptionTarget,
  wanted: readonly ExceptionDraft[],
  existing: readonly ExceptionRow[],
  keep: ReadonlySet<string> = new Set(),
): Operation[] {
  const byId = new Map(existing.map((row) => [row.mpb_exceptionid, row]));
  const wantedIds = new Set(wanted.map((draft) => exceptionRowId(target, draft)));
  const raised = wanted.flatMap((draft) => {
    const id = exceptionRowId(target, draft);
    const row = byId.get(id);
    if (row && isOpen(row) && row.mpb_cause === cut(draft.cause, 4_000)) return [];
    // What a person accepted or dismissed stays so while the same check fails for the same cause.
    if (row && isSettledByPerson(row)) return [];
    return [row ? renewal(row, draft, target) : opening(id, draft, target)];
  });
  const cleared = existing
    .filter((row) => isOpen(row) && !wantedIds.has(row.mpb_exceptionid) && !keep.has(row.mpb_code ?? ''))
    .map((row) => closing(row, target.now));
  return [...raised, ...cleared];
}

export function isSettledByPerson(row: ExceptionRow): boolean {
  return row.statuscode === exceptionStatus.accepted || row.statuscode === exceptionStatus.dismissed;
}

function opening(id: string, draft: ExceptionDraft, target: ExceptionTarget): Operation {
  const owner = target.marketplace.ownerOf(draft.responsible);
  return {
    method: 'POST',
    path: 'mpb_exceptions',
    body: {
      mpb_exceptionid: id,
      mpb_exceptionkey: digest(
        `${target.recordKey}|${draft.code}|${draft.causeKey}|${target.marketplace.id}`,
      ),
      mpb_recordtype: target.recordType ?? 'order',
      mpb_recordkey: cut(target.recordKey, 200),
      ...recordBind(target),
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${target.marketplace.id})`,
      ...(owner === null ? {} : { 'ownerid@odata.bind': owner }),
      ...content(draft, target),
      mpb_openedon: target.now,
    } satisfies WriteRow<typeof t.exception>,
  };
}

function recordBind({ rowId, recordType = 'order' }: ExceptionTarget): WriteRow<typeof t.exception> {
  const record = records[recordType];
  return rowId === null || record === null
    ? {}
    : { [`${record.lookup}@odata.bind`]: `/${record.set}(${rowId})` };
}

/** Opened again, or open still with other words: its age then goes on. */
function renewal(row: ExceptionRow, draft: ExceptionDraft, target: ExceptionTarget): Operation {
  return {
    method: 'PATCH',
    path: `mpb_exceptions(${row.mpb_exceptionid})`,
    ifMatch: '*',
    body: {
      ...content(draft, target),
      ...(isOpen(row) ? {} : { mpb_openedon: target.now }),
      statecode: 0,
      statuscode: exceptionStatus.open,
      mpb_closedon: null,
      mpb_outcome: null,
    } satisfies WriteRow<typeof t.exception>,
  };
}

function closing(row: ExceptionRow, now: string): Operation {
  return {
    method: 'PATCH',
    path: `mpb_exceptions(${row.mpb_exceptionid})`,
    ifMatch: '*',
    body: {
      // Unchanged; it tells whoever sends this which cause is to be counted again.
      mpb_causekey: row.mpb_causekey,
      statecode: 1,
      statuscode: exceptionStatus.cleared,
      mpb_closedon: now,
      mpb_outcome: 'Cleared: the check passes now',
    } satisfies WriteRow<typeof t.exception>,
  };
}

function valuesLeftOut({ length }: readonly Evidence[]): Evidence {
  return { label: 'Left out for want of room', value: length === 1 ? '1 value' : `${length} values` };
}

function fixesLeftOut({ length }: readonly Fix[]): Fix {
  return { kind: 'set-up', text: `${length} more in the operations manual.` };
}

function content(draft: ExceptionDraft, target: ExceptionTarget): WriteRow<typeof t.exception> {
  const { marketplace } = target;
  return {
    mpb_name: cut(draft.title, 400) ?? draft.code,
    mpb_code: draft.code,
    mpb_severity: choice.severity.values[draft.severity],
    mpb_responsible: choice.responsible.values[draft.responsible],
    mpb_cause: cut(draft.cause, 4_000),
    mpb_evidence: jsonColumn(draft.evidence, 20_000, { leftOut: valuesLeftOut }),
    mpb_fixes: jsonColumn(draft.fixes, 4_000, { leftOut: fixesLeftOut }),
    mpb_causekey: cut(draft.causeKey, 200),
    ...causeBind(draft.causeKey, marketplace),
    mpb_deadline: draft.deadline,
    mpb_moneyatrisk:
      draft.moneyAtRisk === null || marketplace.facts.currency === ''
        ? null
        : wireMoney(draft.moneyAtRisk, marketplace.facts.currency),
    ...inCurrency(marketplace),
  };
}

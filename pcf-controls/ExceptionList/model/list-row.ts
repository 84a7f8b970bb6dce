/** The rows of the data-set as the list shows them: what a view does not carry is left out, and not guessed. */
import { nameOf, severities } from '../../shared/choice-values.ts';
import { timeLeft } from '../../shared/time-left.ts';
import type { TimeLeft } from '../../shared/time-left.ts';

export type DataSet = Pick<
  ComponentFramework.PropertyTypes.DataSet,
  'records' | 'sortedRecordIds' | 'columns'
>;
type Record = DataSet['records'][string];

export interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly blocking: boolean;
  readonly responsible: string | null;
  readonly owner: string | null;
  readonly deadline: string | null;
  readonly left: TimeLeft | null;
  /** Milliseconds since it was opened. */
  readonly age: number | null;
  readonly money: Money | null;
  readonly cause: string | null;
  /** Name of the order or listing that it is about. */
  readonly record: string | null;
  readonly orderId: string | null;
  readonly marketplaceId: string | null;
}

export interface Money {
  readonly value: number;
  /** As the platform writes it for this person, with the currency of its row. */
  readonly text: string;
  readonly currency: string;
}

export function listRows(dataSet: DataSet, now: number): readonly ListRow[] {
  return dataSet.sortedRecordIds.flatMap((id) => {
    const record = dataSet.records[id];
    return record === undefined ? [] : [rowOf(id, record, now)];
  });
}

function rowOf(id: string, record: Record, now: number): ListRow {
  const text = (column: string) => record.getFormattedValue(column) || null;
  const deadline = momentOf(record.getValue('mpb_deadline'));
  const opened = momentOf(record.getValue('mpb_openedon'));
  const value = record.getValue('mpb_moneyatrisk');
  const money = text('mpb_moneyatrisk');
  const severity = record.getValue('mpb_severity');
  return {
    id,
    title: text('mpb_name') ?? '',
    blocking: nameOf(severities, Number(severity)) !== 'advisory',
    responsible: text('mpb_responsible'),
    owner: text('ownerid'),
    deadline,
    left: timeLeft(deadline, now),
    age: opened === null ? null : Math.max(0, now - Date.parse(opened)),
    money:
      typeof value === 'number' && money !== null
        ? { value, text: money, currency: text('transactioncurrencyid') ?? '' }
        : null,
    cause: text('mpb_causeid'),
    record: text('mpb_orderid') ?? text('mpb_listingid'),
    orderId: referenceOf(record.getValue('mpb_orderid')),
    marketplaceId: referenceOf(record.getValue('mpb_marketplaceid')),
  };
}

/** A date comes as a Date or as text, by host and by format of the column. */
function momentOf(value: unknown): string | null {
  const moment = value instanceof Date ? value : typeof value === 'string' ? new Date(value) : null;
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function referenceOf(value: unknown): string | null {
  const { id } = (typeof value === 'object' && value !== null ? value : {}) as { readonly id?: unknown };
  const guid = typeof id === 'object' && id !== null ? (id as { readonly guid?: unknown }).guid : id;
  return typeof guid === 'string' ? guid.replace(/[{}]/g, '').toLowerCase() : null;
}

export interface CurrencyTotal {
  readonly currency: string;
  readonly minor: number;
  readonly symbol: string;
  readonly precision: number;
}

/** Money at risk, currency by currency: amounts in different currencies are never added up. */
export function moneyTotals(rows: readonly ListRow[]): readonly CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>();
  for (const { money } of rows) {
    if (money === null) continue;
    const { currency, text, value } = money;
    // The list is not told symbol and precision of a currency but by the amounts that the platform wrote.
    const precision = totals.get(currency)?.precision ?? /[.,](\d{1,2})\D*$/.exec(text)?.[1]?.length ?? 0;
    const symbol = text.replace(/[\d\s.,'’−-]/g, '');
    const minor = (totals.get(currency)?.minor ?? 0) + Math.round(value * 10 ** precision);
    totals.set(currency, { currency, minor, symbol, precision });
  }
  return [...totals.values()];
}

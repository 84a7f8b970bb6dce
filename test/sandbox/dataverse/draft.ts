/** What the platform fills in and checks on a row before it is stored: system columns, states, money companions. */
import { DataverseError, invalidArgument } from './errors.ts';
import type { Caller } from './hooks.ts';
import type { Row } from './model.ts';
import type { TableSchema } from './schema.ts';
import type { Store } from './storage/store.ts';
import type { KeyIndex } from './storage/table-store.ts';
import { roundTo, scalarText } from './values.ts';

/** Columns of a new row that the caller did not give. `instant` is wire text. */
export function fillNew(table: TableSchema, row: Row, caller: Caller, instant: string): void {
  const { columns } = table.model;
  for (const column of table.columnsByType.defaults) row[column.name] ??= column.default;
  row.createdon ??= instant;
  row.modifiedon ??= instant;
  if (columns.has('createdby')) row.createdby ??= caller.userId;
  if (columns.has('modifiedby')) row.modifiedby ??= caller.userId;
  if (columns.has('ownerid') && row.ownerid == null) {
    row.ownerid = caller.userId;
    row.owneridtype = 'systemuser';
  }
  const { state, status } = table.columnsByType;
  if (state) {
    row[state.name] ??= state.options?.[0]?.value ?? 0;
    if (status) row[status.name] ??= defaultStatus(table, row[state.name]);
  }
}

/** The owner's companions: who owns through what, and in which business unit. */
export function fillOwner(store: Store, table: TableSchema, row: Row, fallbackUnit: string): void {
  if (!table.model.columns.has('ownerid')) return;
  const owner = String(row.ownerid);
  const team = row.owneridtype === 'team';
  row.owninguser = team ? null : owner;
  row.owningteam = team ? owner : null;
  const known = team ? 'team' : 'systemuser';
  const unit = table.outgoing.some((relationship) => relationship.referencedTable === known)
    ? store.table(known).rows.get(owner)?.businessunitid
    : undefined;
  row.owningbusinessunit = unit ?? fallbackUnit;
}

/** After statecode or statuscode changed: fills the state's default status, refuses one of another state (0x80048408). */
export function settleState(table: TableSchema, row: Row, changed: ReadonlySet<string>): void {
  const { state, status } = table.columnsByType;
  if (!state || !status) return;
  if (changed.has(state.name) && !changed.has(status.name))
    row[status.name] = defaultStatus(table, row[state.name]);
  const option = status.options?.find((candidate) => candidate.value === row[status.name]);
  if (option?.state !== undefined && option.state !== row[state.name]) {
    throw new DataverseError(
      400,
      '0x80048408',
      `${String(row[status.name])} is not a valid status code for state code ${String(row[state.name])} on ${table.model.name}.`,
    );
  }
}

/** Currency, exchange rate and base amounts of a row with money (one rate per row; base = amount / rate, four places). */
export function fillMoney(store: Store, table: TableSchema, row: Row): void {
  if (table.money.length === 0 || !table.money.some(({ column }) => row[column.name] != null)) return;
  if (row.transactioncurrencyid == null) {
    const base = baseCurrency(store, table);
    if (base !== undefined) row.transactioncurrencyid = base;
  }
  const rate = exchangeRate(store, table, row.transactioncurrencyid);
  row.exchangerate = rate;
  for (const { column, base } of table.money) {
    if (base === undefined) continue;
    const amount = row[column.name];
    row[base] = typeof amount === 'number' ? roundTo(amount / rate, 4) : null;
  }
}

/** Refuses a row in which a column that the system requires is empty. */
export function checkRequired(table: TableSchema, row: Row): void {
  for (const column of table.model.columns.values()) {
    if (column.required === 'system' && row[column.name] == null) {
      throw invalidArgument(
        `The '${column.name}' attribute of the '${table.model.name}' entity is required and has no value.`,
      );
    }
  }
}

function defaultStatus(table: TableSchema, state: unknown): number | undefined {
  const option = table.columnsByType.state?.options?.find((candidate) => candidate.value === state);
  return (
    option?.defaultStatus ??
    table.columnsByType.status?.options?.find((candidate) => candidate.state === state)?.value
  );
}

function baseCurrency(store: Store, table: TableSchema): unknown {
  if (!knowsCurrencies(table) || !store.has('organization')) return undefined;
  const [organization] = store.table('organization').rows.values();
  return organization?.basecurrencyid ?? undefined;
}

function exchangeRate(store: Store, table: TableSchema, currency: unknown): number {
  if (typeof currency !== 'string' || !knowsCurrencies(table)) return 1;
  const rate = store.table('transactioncurrency').rows.get(currency)?.exchangerate;
  return typeof rate === 'number' && rate > 0 ? rate : 1;
}

function knowsCurrencies(table: TableSchema): boolean {
  return table.outgoing.some((relationship) => relationship.referencedTable === 'transactioncurrency');
}

/** Refuses a row whose values of an Active key another row has (412 0x80060892). */
export function checkKeys(store: Store, table: TableSchema, id: string, row: Row): void {
  const clash = store.table(table.model.name).clash(id, row);
  if (clash) throw duplicateKey(clash.key, row, clash.existing);
}

function duplicateKey(key: KeyIndex, row: Row, existing: string): DataverseError {
  const names = key.columns.map((column) => column.display).join(', ');
  const values = key.columns
    .map((column) => `<${column.name}>${scalarText(row[column.name])}</${column.name}>`)
    .join('');
  return new DataverseError(
    412,
    '0x80060892',
    `Entity Key ${key.model.name} violated. A record with the same value for ${names} already exists. A duplicate record cannot be created. Select one or more unique values and try again.`,
    {
      annotations: {
        '@Microsoft.PowerApps.CDS.ErrorDetails.DuplicateAttributes': `<DuplicateAttributes>${values}</DuplicateAttributes><Id>${existing}</Id>`,
      },
    },
  );
}

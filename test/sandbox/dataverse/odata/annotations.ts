/** Formatted values and lookup annotations (dataverse.md 1, "Annotation names"), in English (United Kingdom) style. */
import type { Database } from '../hooks.ts';
import type { ColumnModel, Row } from '../model.ts';
import { scalarText } from '../values.ts';
import { isLookup, isPolymorphic, type Schema, type TableSchema } from '../schema.ts';

export const formattedValue = 'OData.Community.Display.V1.FormattedValue';
export const lookupLogicalName = 'Microsoft.Dynamics.CRM.lookuplogicalname';
export const associatedNavigation = 'Microsoft.Dynamics.CRM.associatednavigationproperty';

/** Which annotations `Prefer: odata.include-annotations` asks for: names, wildcards, exclusions with a minus. */
export function annotationFilter(asked: string | undefined): (name: string) => boolean {
  if (asked === undefined) return () => false;
  const patterns = asked.split(',').map((text) => text.trim());
  const matches = (pattern: string, name: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
  return (name) =>
    patterns.some((pattern) => !pattern.startsWith('-') && matches(pattern, name)) &&
    !patterns.some((pattern) => pattern.startsWith('-') && matches(pattern.slice(1), name));
}

/** The table that a lookup's value points to. */
export function lookupTarget(column: ColumnModel, row: Readonly<Row>): string {
  return isPolymorphic(column)
    ? scalarText(row[`${column.name}type`] ?? column.targets?.[0])
    : (column.targets?.[0] ?? '');
}

/** The navigation property that leads from a lookup's value to its row. */
export function navigationOf(table: TableSchema, column: ColumnModel, target: string): string | undefined {
  for (const navigation of table.single.values()) {
    if (navigation.column.name === column.name && navigation.targets.includes(target)) return navigation.name;
  }
  return undefined;
}

/** How people see a value, or undefined for columns that have no formatted form (text, ids). */
export function format(
  schema: Schema,
  database: Database,
  column: ColumnModel,
  row: Readonly<Row>,
): string | undefined {
  const value = row[column.name];
  if (value == null) return undefined;
  if (isLookup(column)) {
    const target = schema.tables.get(lookupTarget(column, row));
    const name = target && database.get(target.model.name, scalarText(value))?.[target.model.primaryName];
    return typeof name === 'string' ? name : undefined;
  }
  switch (column.type) {
    case 'choice':
    case 'state':
    case 'status':
      return column.options?.find((option) => option.value === value)?.label;
    case 'multichoice':
      return scalarText(value)
        .split(',')
        .map((part) => column.options?.find((option) => option.value === Number(part))?.label ?? part)
        .join('; ');
    case 'boolean':
      return (
        column.options?.find((option) => option.value === Number(value))?.label ??
        (value === true ? 'Yes' : 'No')
      );
    case 'money':
      return `${currencySymbol(database, schema, row)}${grouped(Number(value), column.precision ?? 2)}`;
    case 'integer':
    case 'bigint':
      return grouped(Number(value), 0);
    case 'decimal':
    case 'double':
      return grouped(Number(value), column.precision ?? 2);
    case 'datetime':
      return `${dayText(scalarText(value))} ${scalarText(value).slice(11, 16)}`;
    case 'date':
      return dayText(scalarText(value));
    case 'text':
    case 'memo':
    case 'uniqueidentifier':
    case 'lookup':
    case 'customer':
    case 'owner':
    case 'file':
      return undefined;
  }
}

function grouped(value: number, places: number): string {
  const [whole = '', fraction] = Math.abs(value).toFixed(places).split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${text}${fraction === undefined ? '' : `.${fraction}`}`;
}

function dayText(iso: string): string {
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

function currencySymbol(database: Database, schema: Schema, row: Readonly<Row>): string {
  const id = row.transactioncurrencyid;
  if (typeof id !== 'string' || !schema.tables.has('transactioncurrency')) return '';
  const symbol = database.get('transactioncurrency', id)?.currencysymbol;
  return typeof symbol === 'string' ? symbol : '';
}

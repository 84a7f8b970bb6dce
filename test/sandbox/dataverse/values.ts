/** JSON values of a payload to stored values, with the checks the platform makes on each type (dataverse.md 1, 2). */
import { badPayload, DataverseError } from './errors.ts';
import type { ColumnModel, TableModel } from './model.ts';

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const datePattern = /^\d{4}-\d\d-\d\d$/;

export function isGuid(text: string): boolean {
  return guidPattern.test(text);
}

/** What a column is called in OData: for error texts, $metadata and literals. */
export function edmType(column: ColumnModel): string {
  switch (column.type) {
    case 'text':
    case 'memo':
    case 'multichoice':
      return 'Edm.String';
    case 'integer':
    case 'choice':
    case 'state':
    case 'status':
      return 'Edm.Int32';
    case 'bigint':
      return 'Edm.Int64';
    case 'decimal':
    case 'money':
      return 'Edm.Decimal';
    case 'double':
      return 'Edm.Double';
    case 'boolean':
      return 'Edm.Boolean';
    case 'datetime':
      return 'Edm.DateTimeOffset';
    case 'date':
      return 'Edm.Date';
    case 'file':
      return 'Edm.Binary';
    case 'uniqueidentifier':
    case 'lookup':
    case 'customer':
    case 'owner':
      return 'Edm.Guid';
  }
}

/** The value to store for a column that is not a lookup; null stays null, empty text becomes null [mem]. */
export function coerce(table: TableModel, column: ColumnModel, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (column.type) {
    case 'text':
    case 'memo':
      return text(table, column, value);
    case 'integer':
    case 'bigint':
      return integer(table, column, value);
    case 'decimal':
    case 'money':
    case 'double':
      return decimal(table, column, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw cannotConvert(table, column, value);
      return value;
    case 'choice':
    case 'state':
    case 'status':
      if (typeof value !== 'number' || !Number.isInteger(value)) throw cannotConvert(table, column, value);
      return option(table, column, value);
    case 'multichoice':
      return choices(table, column, value);
    case 'datetime':
      return instant(table, column, value);
    case 'date':
      if (typeof value !== 'string' || !datePattern.test(value) || Number.isNaN(Date.parse(value))) {
        throw cannotConvert(table, column, value);
      }
      return value;
    case 'uniqueidentifier':
    case 'lookup':
    case 'customer':
    case 'owner':
      if (typeof value !== 'string' || !isGuid(value)) throw cannotConvert(table, column, value);
      return value.toLowerCase();
    case 'file':
      throw badPayload(table.name, `The file column '${column.name}' is written by a request of its own.`);
  }
}

/** A stored scalar as text. */
export function scalarText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value == null ? '' : JSON.stringify(value);
}

/** Milliseconds since 1970 as the wire shows an instant: whole seconds, UTC. */
export function wireInstant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function cannotConvert(table: TableModel, column: ColumnModel, value: unknown): DataverseError {
  const literal = typeof value === 'string' ? value : JSON.stringify(value);
  return badPayload(
    table.name,
    `Cannot convert the literal '${literal}' to the expected type '${edmType(column)}'.`,
  );
}

function text(table: TableModel, column: ColumnModel, value: unknown): string | null {
  if (typeof value !== 'string') throw cannotConvert(table, column, value);
  if (column.maxLength !== undefined && value.length > column.maxLength) {
    throw new DataverseError(
      400,
      '0x80044331',
      `A validation error occurred.  The length of the '${column.name}' attribute of the '${table.name}' entity exceeded the maximum allowed length of '${column.maxLength}'.`,
    );
  }
  return value === '' ? null : value;
}

function integer(table: TableModel, column: ColumnModel, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw cannotConvert(table, column, value);
  const limit = column.type === 'integer' ? 2_147_483_647 : Number.MAX_SAFE_INTEGER;
  return inRange(table, column, value, { code: '0x8004432f', min: -limit - 1, max: limit });
}

/** Numbers with more places than the column has are rounded half away from zero on their decimal digits. */
function decimal(table: TableModel, column: ColumnModel, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw cannotConvert(table, column, value);
  const limit = column.type === 'money' ? 922_337_203_685_477 : 100_000_000_000;
  const rounded = column.precision === undefined ? value : roundTo(value, column.precision);
  return inRange(table, column, rounded, { code: '0x80044330', min: -limit, max: limit });
}

/** Rounds half away from zero; exact for what a double prints, so 1.005 becomes 1.01. */
export function roundTo(value: number, places: number): number {
  if (Number.isInteger(value)) return value;
  const shifted = Number(`${Math.abs(value)}e${places}`);
  if (!Number.isFinite(shifted)) return Number(value.toFixed(places));
  return Math.sign(value) * Number(`${Math.round(shifted)}e-${places}`);
}

function inRange(
  table: TableModel,
  column: ColumnModel,
  value: number,
  bounds: { code: string; min: number; max: number },
): number {
  if (value < (column.min ?? bounds.min) || value > (column.max ?? bounds.max)) {
    throw new DataverseError(
      400,
      bounds.code,
      `A validation error occurred.  The value of '${column.name}' on record of type '${table.name}' is outside the valid range.`,
    );
  }
  return value;
}

function option(table: TableModel, column: ColumnModel, value: number): number {
  if (column.options && !column.options.some((known) => known.value === value)) {
    throw new DataverseError(
      400,
      '0x8004431a',
      `A validation error occurred.  The value ${value} of '${column.name}' on record of type '${table.name}' is outside the valid range. Accepted Values: ${column.options.map((known) => known.value).join(',')}`,
    );
  }
  return value;
}

function choices(table: TableModel, column: ColumnModel, value: unknown): string {
  if (typeof value !== 'string') throw cannotConvert(table, column, value);
  const values = value.split(',').map((part) => Number(part.trim()));
  if (values.some((part) => !Number.isInteger(part))) throw cannotConvert(table, column, value);
  return [...new Set(values.map((part) => option(table, column, part)))].sort((a, b) => a - b).join(',');
}

function instant(table: TableModel, column: ColumnModel, value: unknown): string {
  if (typeof value !== 'string' || !instantPattern.test(value)) throw cannotConvert(table, column, value);
  const milliseconds = Date.parse(value);
  if (Number.isNaN(milliseconds)) throw cannotConvert(table, column, value);
  if (milliseconds < Date.UTC(1753, 0, 1)) {
    throw new DataverseError(
      400,
      '0x80040203',
      `A validation error occurred.  The value of '${column.name}' is before 01/01/1753 00:00:00.`,
    );
  }
  return wireInstant(milliseconds);
}

/** The query functions of the namespace Microsoft.Dynamics.CRM that are used in practice (dataverse.md 7). */
import { DataverseError } from '../errors.ts';
import type { Database } from '../hooks.ts';
import type { ColumnModel } from '../model.ts';
import { indexValue } from '../storage/table-store.ts';
import { wireInstant } from '../values.ts';
import type { Literal } from './expression.ts';

type Test = (value: unknown) => boolean;

const day = 86_400_000;

/** The test of one function on a column's stored value; days are UTC days of the sandbox clock. */
export function crmFunction(name: string, column: ColumnModel, values: Literal[], database: Database): Test {
  switch (name) {
    case 'In':
      return among(column, values);
    case 'NotIn': {
      const test = among(column, values);
      return (value) => value != null && !test(value);
    }
    case 'Between':
      return between(column, values);
    case 'NotBetween': {
      const test = between(column, values);
      return (value) => value != null && !test(value);
    }
    case 'ContainValues':
      return (value) => selected(value).some((choice) => values.some((wanted) => Number(wanted) === choice));
    case 'DoesNotContainValues':
      return (value) => !selected(value).some((choice) => values.some((wanted) => Number(wanted) === choice));
    default:
      return period(name, values, database);
  }
}

/** A function's value as the column's stored values compare: numbers may be given as text in these functions. */
export function functionValue(column: ColumnModel, value: Literal): string | number | undefined {
  const numeric = ['integer', 'bigint', 'decimal', 'money', 'double', 'choice', 'state', 'status'].includes(
    column.type,
  );
  if (numeric && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
    return Number(value);
  if (column.type === 'datetime' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    return wireInstant(Date.parse(value)).toLowerCase();
  }
  return indexValue(value);
}

function among(column: ColumnModel, values: Literal[]): Test {
  const wanted = new Set(values.map((value) => functionValue(column, value)));
  return (value) => value != null && wanted.has(indexValue(value));
}

function between(column: ColumnModel, values: Literal[]): Test {
  const [low, high] = values.map((value) => functionValue(column, value));
  if (low === undefined || high === undefined)
    throw new DataverseError(400, '0x80040203', 'Between needs two values.');
  return (value) => {
    const stored = indexValue(value);
    return stored !== undefined && stored >= low && stored <= high;
  };
}

function selected(value: unknown): number[] {
  return typeof value === 'string' ? value.split(',').map(Number) : [];
}

function period(name: string, values: Literal[], database: Database): Test {
  const now = database.now();
  const today = Math.floor(now / day) * day;
  const count = Number(values[0]);
  const bounds: Record<string, [number, number] | undefined> = {
    Today: [today, today + day],
    Yesterday: [today - day, today],
    Tomorrow: [today + day, today + 2 * day],
    Last7Days: [today - 7 * day, now],
    Next7Days: [now, today + 8 * day],
    LastXHours: [now - count * 3_600_000, now],
    NextXHours: [now, now + count * 3_600_000],
    LastXDays: [today - count * day, now],
    NextXDays: [now, today + (count + 1) * day],
    OlderThanXDays: [0, today - count * day],
    OlderThanXHours: [0, now - count * 3_600_000],
    OlderThanXMinutes: [0, now - count * 60_000],
  };
  const range = bounds[name];
  if (!range || range.some(Number.isNaN)) {
    throw new DataverseError(
      400,
      '0x80060888',
      `The query function Microsoft.Dynamics.CRM.${name} is not known here.`,
    );
  }
  const [from, to] = range;
  return (value) => {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
    return at >= from && at < to;
  };
}

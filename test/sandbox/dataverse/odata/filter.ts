/** A parsed filter as a predicate over rows. Text compares without regard to case (dataverse.md 7). */
import { badQuery } from '../errors.ts';
import type { Database } from '../hooks.ts';
import type { ColumnModel, Row } from '../model.ts';
import { indexValue } from '../storage/table-store.ts';
import { collectionTarget, isPolymorphic, type Schema, type TableSchema } from '../schema.ts';
import { relatedRows } from '../related.ts';
import { edmType, scalarText } from '../values.ts';
import { crmFunction } from './crm-functions.ts';
import type { Comparison, Expression, Literal, Operand } from './expression.ts';

export type Predicate = (row: Readonly<Row>) => boolean;

export interface FilterContext {
  schema: Schema;
  database: Database;
}

/** Reads one property of a row, through single-valued navigation where the path has more steps. */
export interface Property {
  column: ColumnModel;
  read: (row: Readonly<Row>) => unknown;
}

/** Compiles a filter over `table`. `variable` is the range variable inside any/all. */
export function compileFilter(
  context: FilterContext,
  table: TableSchema,
  expression: Expression,
  variable = '',
): Predicate {
  switch (expression.kind) {
    case 'and': {
      const left = compileFilter(context, table, expression.left, variable);
      const right = compileFilter(context, table, expression.right, variable);
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const listed = compileList(context, table, expression, variable);
      if (listed) return listed;
      const left = compileFilter(context, table, expression.left, variable);
      const right = compileFilter(context, table, expression.right, variable);
      return (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = compileFilter(context, table, expression.inner, variable);
      return (row) => !inner(row);
    }
    case 'compare':
      return compileComparison(context, table, expression, variable);
    case 'text':
      return compileText(resolveProperty(context, table, expression.path, variable), expression);
    case 'crm': {
      const property = resolveProperty(context, table, expression.property, variable);
      const test = crmFunction(expression.name, property.column, expression.values, context.database);
      return (row) => test(property.read(row));
    }
    case 'lambda':
      return compileLambda(context, table, expression, variable);
  }
}

/** `x eq 1 or x eq 2 …`, however long, as one look into a set. */
function compileList(
  context: FilterContext,
  table: TableSchema,
  expression: Expression,
  variable: string,
): Predicate | undefined {
  const literals: Literal[] = [];
  let path: string | undefined;
  for (let rest: Expression | undefined = expression; rest;) {
    const part: Expression = rest.kind === 'or' ? rest.right : rest;
    rest = rest.kind === 'or' ? rest.left : undefined;
    if (part.kind !== 'compare' || part.operator !== 'eq') return undefined;
    if (part.left.kind !== 'path' || part.right.kind !== 'value') return undefined;
    if (part.left.path !== (path ??= part.left.path)) return undefined;
    literals.push(part.right.value);
  }
  if (path === undefined) return undefined;
  const { column, read } = resolveProperty(context, table, path, variable);
  const wanted = new Set(literals.map((literal) => comparable(column, literal)));
  return (row) => wanted.has(indexValue(read(row)) ?? null);
}

/** Follows `a/b/c` from a table; an unknown property is a 400 as the platform words it. */
export function resolveProperty(
  context: FilterContext,
  table: TableSchema,
  path: string,
  variable = '',
): Property {
  const steps = path.split('/');
  if (variable !== '') {
    if (steps[0] !== variable) throw badQuery(`The range variable of '${path}' is not '${variable}'.`);
    steps.shift();
  }
  const name = steps.pop() ?? '';
  let current = table;
  let row = (start: Readonly<Row>): Readonly<Row> | undefined => start;
  for (const step of steps) {
    const navigation = current.single.get(step);
    const target = navigation && context.schema.tables.get(navigation.targets[0] ?? '');
    if (!navigation || !target) throw noProperty(current, step);
    const before = row;
    const { column, targets } = navigation;
    row = (start) => {
      const from = before(start);
      const id = from?.[column.name];
      if (typeof id !== 'string') return undefined;
      const type = isPolymorphic(column) ? String(from?.[`${column.name}type`]) : target.model.name;
      return targets.includes(type) ? context.database.get(type, id) : undefined;
    };
    current = target;
  }
  const column = current.properties.get(name);
  if (!column) throw noProperty(current, name);
  return {
    column,
    read: steps.length === 0 ? (start) => start[column.name] : (start) => row(start)?.[column.name],
  };
}

/** 400: "Could not find a property named …", the platform's answer to an unknown name in a query. */
export function noProperty(table: TableSchema, name: string): Error {
  return badQuery(
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${table.model.name}'.`,
  );
}

function compileComparison(
  context: FilterContext,
  table: TableSchema,
  expression: { operator: Comparison; left: Operand; right: Operand },
  variable: string,
): Predicate {
  const sides = [expression.left, expression.right].map((operand) =>
    operand.kind === 'path'
      ? { ...operand, ...resolveProperty(context, table, operand.path, variable) }
      : operand,
  );
  const [left, right] = sides;
  if (!left || !right) throw badQuery('A comparison has two sides.');
  const column = 'column' in left ? left.column : 'column' in right ? right.column : undefined;
  const reader = (side: typeof left): ((row: Readonly<Row>) => unknown) => {
    if ('read' in side) return (row) => indexValue(side.read(row)) ?? null;
    const value = column ? comparable(column, side.value) : (indexValue(side.value) ?? null);
    return () => value;
  };
  const [readLeft, readRight] = [reader(left), reader(right)];
  const compare = comparer(expression.operator);
  return (row) => compare(readLeft(row), readRight(row));
}

/** A literal as the column's stored values compare; a literal of another type is a 400. */
export function comparable(column: ColumnModel, literal: Literal): string | number | null {
  if (literal === null) return null;
  const type = edmType(column);
  const fits =
    type === 'Edm.Boolean'
      ? typeof literal === 'boolean'
      : ['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double'].includes(type)
        ? typeof literal === 'number'
        : typeof literal === 'string';
  if (!fits) {
    throw badQuery(
      `A binary operator with incompatible types was detected. Found operand types '${type}' and '${typeof literal === 'string' ? 'Edm.String' : typeof literal === 'boolean' ? 'Edm.Boolean' : 'Edm.Int32'}' for operator kind 'Equal'.`,
    );
  }
  if (type === 'Edm.DateTimeOffset') return instantLiteral(String(literal));
  return indexValue(literal) ?? null;
}

/** Stored instants are whole seconds in UTC, lower-cased by the comparison; fractions of a literal are kept. */
function instantLiteral(literal: string): string {
  const milliseconds = Date.parse(/^\d{4}-\d\d-\d\d$/.test(literal) ? `${literal}T00:00:00Z` : literal);
  if (Number.isNaN(milliseconds)) throw badQuery(`The value '${literal}' is not a date and time.`);
  const iso = new Date(milliseconds).toISOString().toLowerCase();
  return iso.endsWith('.000z') ? `${iso.slice(0, 19)}z` : `${iso.slice(0, 19)}z${iso.slice(19, 23)}`;
}

function comparer(operator: Comparison): (left: unknown, right: unknown) => boolean {
  switch (operator) {
    case 'eq':
      return (left, right) => left === right;
    case 'ne':
      return (left, right) => left !== right;
    case 'gt':
      return ordered((left, right) => left > right);
    case 'ge':
      return ordered((left, right) => left >= right);
    case 'lt':
      return ordered((left, right) => left < right);
    case 'le':
      return ordered((left, right) => left <= right);
  }
}

/** An order comparison with null is never true. */
function ordered(
  test: (left: string | number, right: string | number) => boolean,
): (left: unknown, right: unknown) => boolean {
  return (left, right) =>
    left !== null && right !== null && test(left as string | number, right as string | number);
}

function compileText(property: Property, expression: { function: string; value: string }): Predicate {
  const { function: name, value } = expression;
  const before = name === 'startswith' ? '^' : '^.*';
  const after = name === 'endswith' ? '$' : '.*$';
  const pattern = new RegExp(`${before}${wildcards(value)}${after}`, 'is');
  return (row) => {
    const text = property.read(row);
    return typeof text === 'string' && pattern.test(text);
  };
}

/** `%`, `_` and `[…]` work as in SQL's LIKE. */
function wildcards(value: string): string {
  return value.replace(/\[[^\]]*\]|[%_]|[.*+?^${}()|[\]\\]/g, (part) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return part.startsWith('[') && part.length > 1 ? part.replaceAll('\\', '\\\\') : `\\${part}`;
  });
}

function compileLambda(
  context: FilterContext,
  table: TableSchema,
  expression: Extract<Expression, { kind: 'lambda' }>,
  variable: string,
): Predicate {
  const path =
    variable !== '' && expression.path.startsWith(`${variable}/`)
      ? expression.path.slice(variable.length + 1)
      : expression.path;
  const navigation = table.collection.get(path);
  const target = navigation && context.schema.tables.get(collectionTarget(navigation));
  if (!navigation || !target) throw noProperty(table, path);
  const inner = expression.inner
    ? compileFilter(context, target, expression.inner, expression.variable)
    : (): boolean => true;
  const test = expression.quantifier === 'any' ? 'some' : 'every';
  return (row) => {
    const id = scalarText(row[table.model.primaryId]);
    return relatedRows(context.database, navigation, id)[test](inner);
  };
}

/**
 * Which rows a filter needs to look at: by primary key, lookup, value or range, whichever part of the filter leaves
 * fewest, so that `dueon le X` or `In(skus)` never scans a table. The filter itself still decides.
 */
import { isLookup, type TableSchema } from '../schema.ts';
import type { IndexValue } from '../storage/sorted-index.ts';
import type { TableStore } from '../storage/table-store.ts';
import { functionValue } from './crm-functions.ts';
import type { Expression, Literal } from './expression.ts';
import { comparable } from './filter.ts';

export interface Candidates {
  /** At most so many; an id that stands in several parts counts several times. */
  readonly count: number;
  readonly ids: () => Iterable<string>;
}

/** Values of a column that a filter allows; an absent bound is open. Both bounds are allowed here. */
export interface Bounds {
  low: IndexValue | undefined;
  high: IndexValue | undefined;
}

/** So few are gone through without a thought. */
const few = 100;

interface Place {
  readonly table: TableSchema;
  readonly store: TableStore;
}

/** All rows that could match, or undefined when only a scan will do. */
export function candidatesOf(
  table: TableSchema,
  store: TableStore,
  expression: Expression,
): Candidates | undefined {
  return ofConjunction({ table, store }, expression);
}

/** The bounds that the whole of a filter sets to a column of the row itself. */
export function boundsOn(table: TableSchema, expression: Expression, column: string): Bounds {
  return boundsByColumn(table, conjunction(expression)).get(column) ?? { low: undefined, high: undefined };
}

function ofConjunction(place: Place, expression: Expression): Candidates | undefined {
  const parts = conjunction(expression);
  let best: Candidates | undefined;
  for (const find of [...parts.map((part) => () => ofPart(place, part)), ...ofBounds(place, parts)]) {
    const found = find();
    if (found && (best === undefined || found.count < best.count)) best = found;
    // Looking further may make an index that nobody needs.
    if (best && best.count <= few) break;
  }
  return best;
}

function ofBounds({ table, store }: Place, parts: readonly Expression[]): (() => Candidates | undefined)[] {
  return [...boundsByColumn(table, parts)].map(([name, { low, high }]) => () => {
    const index = store.sorted(name);
    return index && { count: index.countBetween(low, high), ids: () => index.range(low, high) };
  });
}

function conjunction(expression: Expression): Expression[] {
  if (expression.kind !== 'and') return [expression];
  return [...conjunction(expression.left), ...conjunction(expression.right)];
}

function ofPart(place: Place, part: Expression): Candidates | undefined {
  if (part.kind === 'crm' && part.name === 'In') return ofValues(place, part.property, part.values);
  if (part.kind === 'or') return ofEither(place, part);
  if (part.kind !== 'compare' || part.operator !== 'eq') return undefined;
  if (part.left.kind !== 'path' || part.right.kind !== 'value' || part.right.value === null) return undefined;
  return ofValues(place, part.left.path, [part.right.value]);
}

/** `id eq a or id eq b …`, as clients write it that do not know In, and any other choice of indexed parts. */
function ofEither(place: Place, expression: Expression): Candidates | undefined {
  const found = disjunction(expression).map((part) => ofConjunction(place, part));
  if (!found.every((candidates) => candidates !== undefined)) return undefined;
  return {
    count: found.reduce((sum, { count }) => sum + count, 0),
    ids: function* () {
      for (const { ids } of found) yield* ids();
    },
  };
}

function disjunction(expression: Expression): Expression[] {
  const parts: Expression[] = [];
  let rest = expression;
  // To the left, since that is how a long list nests.
  for (; rest.kind === 'or'; rest = rest.left) parts.push(rest.right);
  return [rest, ...parts.reverse()];
}

function ofValues({ table, store }: Place, path: string, values: readonly Literal[]): Candidates | undefined {
  const column = table.properties.get(path);
  if (!column) return undefined;
  const wanted = values.map((value) => functionValue(column, value)).filter((value) => value !== undefined);
  if (column.name === table.model.primaryId) return { count: wanted.length, ids: () => wanted.map(String) };
  const index = store.equal(column.name);
  return (
    index && {
      count: wanted.reduce<number>((sum, value) => sum + index.count(value), 0),
      ids: function* () {
        for (const value of wanted) yield* index.get(value);
      },
    }
  );
}

function boundsByColumn(table: TableSchema, parts: readonly Expression[]): Map<string, Bounds> {
  const bounds = new Map<string, Bounds>();
  for (const part of parts) {
    if (part.kind !== 'compare' || part.left.kind !== 'path' || part.right.kind !== 'value') continue;
    const column = table.properties.get(part.left.path);
    if (!column || isLookup(column) || part.operator === 'ne' || part.operator === 'eq') continue;
    const bound = comparable(column, part.right.value);
    if (bound === null) continue;
    const known = bounds.get(column.name) ?? { low: undefined, high: undefined };
    bounds.set(column.name, known);
    if (part.operator === 'le' || part.operator === 'lt') known.high = lower(known.high, bound);
    else known.low = higher(known.low, bound);
  }
  return bounds;
}

function lower(known: IndexValue | undefined, bound: IndexValue): IndexValue {
  return known === undefined || bound < known ? bound : known;
}

function higher(known: IndexValue | undefined, bound: IndexValue): IndexValue {
  return known === undefined || bound > known ? bound : known;
}

/**
 * One page of matching rows, in an order that never depends on how they were found: by candidates and sorting, or by
 * walking an index in the order that is asked for until the page is full, whichever looks at fewer rows.
 */
import type { Row } from '../model.ts';
import { isLookup, type TableSchema } from '../schema.ts';
import type { SortedIndex } from '../storage/sorted-index.ts';
import { indexValue, type TableStore } from '../storage/table-store.ts';
import { boundsOn, candidatesOf, type Bounds, type Candidates } from './candidates.ts';
import type { Expression } from './expression.ts';
import type { Predicate } from './filter.ts';
import type { Position, RowOrder } from './order.ts';
import type { QueryOptions } from './query-options.ts';

/** The rows of a table, or the given ones, under a filter. */
export interface Source {
  readonly table: TableSchema;
  readonly store: TableStore;
  readonly expression: Expression | undefined;
  readonly matches: Predicate;
  /** Rows behind a collection navigation. */
  readonly given: readonly Readonly<Row>[] | undefined;
}

export interface PageWish {
  readonly order: RowOrder;
  readonly orderby: QueryOptions['orderby'];
  readonly after: Position | undefined;
  readonly size: number;
}

interface Page {
  rows: Readonly<Row>[];
  more: boolean;
}

type Walk = Iterable<string>;

/** All rows that match, lazily and in any order. */
export function* matchingRows(source: Source): Generator<Readonly<Row>> {
  const { given, matches } = source;
  if (given) {
    for (const row of given) if (matches(row)) yield row;
  } else yield* rowsAt(source, candidatesFor(source));
}

export function takePage(source: Source, wish: PageWish): Page {
  const candidates = source.given ? undefined : candidatesFor(source);
  const walk = source.given ? undefined : walkFor(source, wish, candidates);
  const walked =
    walk && (wish.orderby.length === 0 ? byId(source, wish, walk) : byColumn(source, wish, walk));
  if (walked) return walked;
  return placed(source.given ? [...matchingRows(source)] : [...rowsAt(source, candidates)], wish);
}

function candidatesFor({ table, store, expression }: Source): Candidates | undefined {
  return expression && candidatesOf(table, store, expression);
}

function* rowsAt({ store, matches }: Source, candidates: Candidates | undefined): Generator<Readonly<Row>> {
  const ids = candidates ? new Set(candidates.ids()) : store.ids.range(undefined, undefined);
  for (const id of ids) {
    const row = store.rows.get(id);
    if (row && matches(row)) yield row;
  }
}

/** Sorts what matches and cuts the page out. */
function placed(rows: readonly Readonly<Row>[], { order, after, size }: PageWish): Page {
  const all = rows
    .map((row) => ({ row, position: order.position(row) }))
    .filter(({ position }) => after === undefined || order.compare(position, after) > 0)
    .sort((a, b) => order.compare(a.position, b.position));
  return { rows: all.slice(0, size).map(({ row }) => row), more: all.length > size };
}

/** An index in the wished order, where going through it is less work than sorting the candidates. */
function walkFor(source: Source, wish: PageWish, candidates: Candidates | undefined): Walk | undefined {
  const { store } = source;
  const total = store.rows.size;
  const mayMatch = Math.min(candidates?.count ?? total, total);
  // Where matching rows stand evenly among the others.
  const visits = mayMatch === 0 ? total : Math.min(total, (wish.size * total) / mayMatch);
  if (candidates && visits > 2 * mayMatch) return undefined;
  const [first] = wish.orderby;
  if (first) return walkByColumn(source, wish, first);
  const start = String(wish.after?.at(-1) ?? '');
  return store.ids.after(start, start);
}

function walkByColumn(
  { table, store, expression }: Source,
  { after }: PageWish,
  first: QueryOptions['orderby'][number],
): Walk | undefined {
  const column = table.properties.get(first.path);
  const index = column && !isLookup(column) ? store.sorted(column.name) : undefined;
  if (!column || !index) return undefined;
  const bounds = expression ? boundsOn(table, expression, column.name) : {};
  return walkThrough(index, bounds, {
    from: after?.[0],
    descending: first.descending,
    isComplete: index.size === store.rows.size,
  });
}

/** Rows without a value are not in the index: no walk where they belong to the page. */
function walkThrough(
  index: SortedIndex,
  { low, high }: Partial<Bounds>,
  {
    from,
    descending,
    isComplete,
  }: { from: Position[number] | undefined; descending: boolean; isComplete: boolean },
): Walk | undefined {
  const hasBounds = low !== undefined || high !== undefined;
  if (descending) return isComplete || hasBounds ? index.rangeDown(low, from ?? high) : undefined;
  return isComplete || hasBounds || from != null ? index.range(from ?? low, high) : undefined;
}

function byId({ store, matches }: Source, { size }: PageWish, walk: Walk): Page {
  const rows: Readonly<Row>[] = [];
  for (const id of walk) {
    const row = store.rows.get(id);
    if (!row || !matches(row)) continue;
    if (rows.length === size) return { rows, more: true };
    rows.push(row);
  }
  return { rows, more: false };
}

/** Rows of the same value are taken together, since the rest of the order decides between them. */
function byColumn({ table, store, matches }: Source, wish: PageWish, walk: Walk): Page {
  const column = table.properties.get(wish.orderby[0]?.path ?? '')?.name ?? '';
  const rows: Readonly<Row>[] = [];
  for (const id of walk) {
    const row = store.rows.get(id);
    if (!row || !matches(row)) continue;
    if (wish.after && wish.order.compare(wish.order.position(row), wish.after) <= 0) continue;
    if (rows.length > wish.size && indexValue(row[column]) !== indexValue(rows.at(-1)?.[column])) break;
    rows.push(row);
  }
  return placed(rows, wish);
}

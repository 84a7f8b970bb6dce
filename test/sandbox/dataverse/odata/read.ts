/** GET on collections and single rows. */
import { checkRead, visibleRows } from '../access.ts';
import { preferenceApplied } from '../prefer.ts';
import { json, plainText, type Call, type OperationAnswer } from '../operation.ts';
import type { Row } from '../model.ts';
import type { TableSchema } from '../schema.ts';
import { badQuery } from '../errors.ts';
import { readAggregate } from './aggregate.ts';
import { parseFilter, type Expression } from './expression.ts';
import { compileFilter, type Predicate } from './filter.ts';
import { rowOrder, type Position } from './order.ts';
import { matchingRows, takePage, type Source } from './page.ts';
import { parseQuery, type QueryOptions } from './query-options.ts';
import { rowWriter, type RowWriter, type WriteOptions } from './row-writer.ts';
import { readSkipToken, writeSkipToken } from './skip-token.ts';

/** `accounts?…`, or the rows behind a collection navigation when `rows` is given. `path` is for links and context. */
export function readCollection(
  call: Call,
  table: TableSchema,
  path: string,
  rows?: readonly Readonly<Row>[],
): OperationAnswer {
  const { engine, operation, prefer } = call;
  call.work.kind = 'query';
  const query = parseQuery(operation.query);
  if (query.apply !== undefined) {
    return readAggregate(call, table, query.apply, (asked) =>
      matchingRows(sourceOf(call, table, asked, rows)),
    );
  }
  const source = sourceOf(call, table, query, rows);
  const writer = rowWriter(writeOptions(call), table, query);
  const order = rowOrder({ schema: engine.schema, database: engine }, table, query.orderby);
  const start =
    query.skipToken === undefined ? undefined : readSkipToken(query.skipToken, `${path}?${query.raw}`);
  const size = pageSize(prefer.maxPageSize, query.top, engine.settings.maxPageSize);
  const page = takePage(source, {
    order,
    orderby: query.orderby,
    after: start?.state as Position | undefined,
    size,
  });
  call.work.rows = page.rows.length;
  const endsHere =
    !page.more || (query.top !== undefined && prefer.maxPageSize === undefined && size === query.top);
  const last = page.rows.at(-1);
  const number = (start?.page ?? 1) + 1;
  const link =
    endsHere || !last
      ? ''
      : `,"@odata.nextLink":${JSON.stringify(
          `${operation.base}${path}?${query.raw === '' ? '' : `${query.raw}&`}$skiptoken=${writeSkipToken(order.position(last), number, `${path}?${query.raw}`)}`,
        )}`;
  const body = `{${contextMember(call, table, writer, '')}${countMembers(call, query, source)},"value":[${page.rows
    .map((row) => `{${writer.members(row)}}`)
    .join(',')}]${link}}`;
  return json(body, preferenceApplied(operation.headers.prefer, /^odata\.(maxpagesize|include-annotations)/));
}

/** `accounts/$count`: at most 5,000, as text. */
export function countCollection(
  call: Call,
  table: TableSchema,
  rows?: readonly Readonly<Row>[],
): OperationAnswer {
  call.work.kind = 'query';
  const query = parseQuery(call.operation.query);
  return plainText(String(countUpTo(sourceOf(call, table, query, rows), 5000).count));
}

/** `accounts(id)?$select=…`; a matching If-None-Match answers 304. */
export function readSingle(call: Call, table: TableSchema, row: Readonly<Row>): OperationAnswer {
  const { engine, operation, prefer } = call;
  call.work.kind = 'retrieve';
  call.work.rows = 1;
  checkRead(engine, operation.caller, table, row);
  const query = parseQuery(operation.query);
  for (const [name, present] of [
    ['$filter', query.filter !== undefined],
    ['$orderby', query.orderby.length > 0],
    ['$top', query.top !== undefined],
    ['$apply', query.apply !== undefined],
  ] as const) {
    if (present) throw badQuery(`The query option '${name}' cannot be specified for a single row.`);
  }
  const etag = etagOf(row);
  const match = operation.headers['if-none-match'];
  if (match === etag && query.expand.length === 0 && prefer.annotations === undefined) {
    return { status: 304, headers: { ETag: etag, 'OData-Version': '4.0' }, body: '' };
  }
  const writer = rowWriter(writeOptions(call), table, query);
  return json(`{${contextMember(call, table, writer, '/$entity')},${writer.members(row)}}`, {
    ETag: etag,
    ...preferenceApplied(operation.headers.prefer, /^odata\.include-annotations/),
  });
}

/** The representation that a write answers with; `$expand` is ignored in it (dataverse.md 1, "Writing"). */
export function representation(
  call: Call,
  table: TableSchema,
  row: Readonly<Row>,
  status: 200 | 201,
): OperationAnswer {
  const { select } = parseQuery(call.operation.query);
  const writer = rowWriter(writeOptions(call), table, { select, expand: [] });
  return json(
    `{${contextMember(call, table, writer, '/$entity')},${writer.members(row)}}`,
    {
      ETag: etagOf(row),
      ...preferenceApplied(call.operation.headers.prefer, /^(return=|odata\.include-annotations)/),
    },
    status,
  );
}

export function etagOf(row: Readonly<Row>): string {
  return `W/"${String(row.versionnumber)}"`;
}

export function writeOptions(call: Call): WriteOptions {
  const { engine, operation, annotations } = call;
  return {
    schema: engine.schema,
    database: engine,
    annotations,
    base: operation.base,
    visible: (table) => {
      const scope = visibleRows(engine, operation.caller, table);
      return scope === 'all' ? () => true : scope;
    },
  };
}

export function contextMember(call: Call, table: TableSchema, writer: RowWriter, suffix: string): string {
  const columns = writer.context === '' ? '' : `(${writer.context})`;
  return `"@odata.context":"${call.operation.base}$metadata#${table.model.set}${columns}${suffix}"`;
}

function sourceOf(
  call: Call,
  table: TableSchema,
  query: QueryOptions,
  given: readonly Readonly<Row>[] | undefined,
): Source {
  const expression = query.filter === undefined ? undefined : parseFilter(query.filter, query.aliases);
  const matches = allOf(predicates(call, table, expression));
  return { table, store: call.engine.store.table(table.model.name), expression, matches, given };
}

function predicates(call: Call, table: TableSchema, expression: Expression | undefined): Predicate[] {
  const scope = visibleRows(call.engine, call.operation.caller, table);
  const tests: Predicate[] = scope === 'all' ? [] : [scope];
  if (expression)
    tests.push(compileFilter({ schema: call.engine.schema, database: call.engine }, table, expression));
  return tests;
}

function allOf(tests: Predicate[]): Predicate {
  const [only] = tests;
  if (tests.length === 1 && only) return only;
  return (row) => tests.every((test) => test(row));
}

/** $top is ignored when maxpagesize is sent too (dataverse.md 7). */
function pageSize(asked: number | undefined, top: number | undefined, limit: number): number {
  return Math.min(asked ?? top ?? limit, limit);
}

function countMembers(call: Call, query: QueryOptions, source: Source): string {
  const annotated = call.annotations('Microsoft.Dynamics.CRM.totalrecordcount');
  if (!query.count)
    return annotated
      ? ',"@Microsoft.Dynamics.CRM.totalrecordcount":-1,"@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded":false'
      : '';
  const { count, exceeded } = countUpTo(source, 5000);
  const extra = `,"@Microsoft.Dynamics.CRM.totalrecordcount":${count},"@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded":${exceeded}`;
  return `,"@odata.count":${count}${annotated ? extra : ''}`;
}

function countUpTo(source: Source, limit: number): { count: number; exceeded: boolean } {
  let count = 0;
  const rows = matchingRows(source);
  while (rows.next().done !== true) if (++count > limit) return { count: limit, exceeded: true };
  return { count, exceeded: false };
}

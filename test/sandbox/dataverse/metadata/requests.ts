/** GET on the service document, $metadata and EntityDefinitions (dataverse.md 1 and 10). */
import { badQuery, DataverseError, noSuchSegment } from '../errors.ts';
import { parseLiteral } from '../odata/expression.ts';
import { parseQuery, type QueryOptions } from '../odata/query-options.ts';
import { json, type Call, type OperationAnswer } from '../operation.ts';
import type { TableSchema } from '../schema.ts';
import { csdl } from './csdl.ts';
import {
  columnDefinition,
  keyDefinition,
  metadataKind,
  optionSet,
  relationshipDefinition,
  tableDefinition,
  type Definition,
} from './definitions.ts';
import { filtered, shape, type Expansions } from './json-query.ts';

interface Segment {
  name: string;
  inside: string | undefined;
}

/** The answer to a metadata request, or undefined when the path is not one. */
export function metadataRequest(call: Call, segments: Segment[]): OperationAnswer | undefined {
  const [first, ...rest] = segments;
  if (first && first.name !== '$metadata' && first.name !== 'EntityDefinitions') return undefined;
  const { operation, engine } = call;
  call.work.kind = 'metadata';
  if (operation.method !== 'GET')
    throw new DataverseError(501, '0x80060888', 'Definitions are changed by importing a solution here.');
  if (first?.name === 'EntityDefinitions') return entityDefinitions(call, first.inside, rest);
  if (first) return xml(csdl(engine.schema, operation.query.includes('annotations=true')));
  const value = [...engine.schema.sets.keys()].sort().map((name) => ({ name, kind: 'EntitySet', url: name }));
  return json(JSON.stringify({ '@odata.context': `${operation.base}$metadata`, value }));
}

function xml(body: string): OperationAnswer {
  return { status: 200, headers: { 'Content-Type': 'application/xml', 'OData-Version': '4.0' }, body };
}

function entityDefinitions(call: Call, inside: string | undefined, rest: Segment[]): OperationAnswer {
  const query = parseQuery(call.operation.query);
  if (query.top !== undefined || query.orderby.length > 0)
    throw badQuery('$top and $orderby are not supported on metadata.');
  const tables = [...call.engine.schema.tables.values()];
  if (inside === undefined) {
    const shown = tables.filter((table) => filtered([tableDefinition(table)], query).length > 0);
    return list(
      call,
      'EntityDefinitions',
      shown.map((table) => shape(tableDefinition(table), query, expansions(call, table))),
    );
  }
  const table = tables.find((candidate) => names(tableDefinition(candidate), inside));
  if (!table) throw noDefinition(inside);
  const [next, ...more] = rest;
  if (!next)
    return single(
      call,
      'EntityDefinitions/$entity',
      shape(tableDefinition(table), query, expansions(call, table)),
    );
  if (next.name === 'Attributes') return attributes(call, table, { query, segment: next, rest: more });
  const make = expansions(call, table)[next.name];
  if (!make || more.length > 0) throw noSuchSegment(next.name);
  const value = make();
  return list(
    call,
    `EntityDefinitions/${next.name}`,
    filtered(Array.isArray(value) ? value : [], query).map((item) => shape(item, query)),
  );
}

function attributes(
  call: Call,
  table: TableSchema,
  at: { query: QueryOptions; segment: Segment; rest: Segment[] },
): OperationAnswer {
  const prefix = 'Microsoft.Dynamics.CRM.';
  const cast = at.rest[0]?.name;
  if (at.rest.length > 1 || (cast !== undefined && !cast.startsWith(prefix)))
    throw noSuchSegment(at.rest.at(-1)?.name ?? '');
  const columns = [...table.model.columns.values()].filter(
    (column) => cast === undefined || metadataKind(column) === cast.slice(prefix.length),
  );
  const shown = columns
    .map((column) => ({ column, definition: columnDefinition(table, column) }))
    .filter(({ definition }) => at.segment.inside === undefined || names(definition, at.segment.inside))
    .filter(({ definition }) => filtered([definition], at.query).length > 0)
    .map(({ column, definition }) => {
      const sets: Expansions = {
        OptionSet: () => optionSet(table, column),
        GlobalOptionSet: () => undefined,
      };
      return shape(definition, at.query, cast === undefined ? {} : sets);
    });
  const context = `EntityDefinitions('${table.model.name}')/Attributes${cast === undefined ? '' : `/${cast}`}`;
  if (at.segment.inside === undefined) return list(call, context, shown);
  const [only] = shown;
  if (!only) throw noDefinition(at.segment.inside);
  return single(call, `${context}/$entity`, only);
}

function expansions(call: Call, table: TableSchema): Expansions {
  const { schema, store } = call.engine;
  const relationship = (one: (typeof table.outgoing)[number]): Definition =>
    relationshipDefinition(one, schema.tables.get(one.referencedTable)?.model.primaryId ?? '');
  return {
    Attributes: () => [...table.model.columns.values()].map((column) => columnDefinition(table, column)),
    Keys: () => {
      store.activateKeys(call.engine.now());
      return store.table(table.model.name).keys.map((key) => keyDefinition(table, key));
    },
    ManyToOneRelationships: () => table.outgoing.map(relationship),
    OneToManyRelationships: () => table.incoming.map(relationship),
  };
}

/** `LogicalName='x'` or a MetadataId. */
function names(definition: Definition, inside: string): boolean {
  const match = /^\s*LogicalName\s*=\s*(.+)$/s.exec(inside);
  if (match) return definition.LogicalName === parseLiteral(match[1] ?? '');
  return definition.MetadataId === inside.trim().toLowerCase();
}

function noDefinition(inside: string): DataverseError {
  return new DataverseError(404, '0x80060888', `Could not find an entity with the specified key: ${inside}.`);
}

function list(call: Call, context: string, value: Definition[]): OperationAnswer {
  return json(JSON.stringify({ '@odata.context': `${call.operation.base}$metadata#${context}`, value }));
}

function single(call: Call, context: string, definition: Definition): OperationAnswer {
  return json(
    JSON.stringify({ '@odata.context': `${call.operation.base}$metadata#${context}`, ...definition }),
  );
}

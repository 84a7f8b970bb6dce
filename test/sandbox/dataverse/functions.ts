/** Unbound and bound functions and actions: the platform's own few, and those that rules bring. */
import { DataverseError, noSuchSegment } from './errors.ts';
import type { TableModel, Row } from './model.ts';
import { parseLiteral } from './odata/expression.ts';
import { parseQuery } from './odata/query-options.ts';
import { json, noContent, type Call, type OperationAnswer } from './operation.ts';
import { parseBody } from './strict-json.ts';

/** Calls what a path segment such as `WhoAmI`, `WhoAmI()` or `RetrieveTotalRecordCount(EntityNames=@p)` names. */
export function runOperation(
  call: Call,
  segment: string,
  inside: string | undefined,
  bound?: { table: TableModel; id: string },
): OperationAnswer {
  const { engine, operation } = call;
  const name = segment.replace('Microsoft.Dynamics.CRM.', '');
  const isFunction = operation.method === 'GET';
  if (!isFunction && operation.method !== 'POST') throw noSuchSegment(segment);
  call.work.kind = isFunction ? 'retrieve' : 'action';
  if (isFunction && bound === undefined) {
    const own = ownFunction(call, name, inside);
    if (own) return answer(call, name, own);
  }
  const handler = engine.rules
    .map((rule) => rule.operations?.[name])
    .find((candidate) => candidate !== undefined);
  if (!handler) throw noSuchSegment(segment);
  const parameters: Row = isFunction
    ? readParameters(call, inside)
    : operation.body.length > 0
      ? parseBody(operation.body.toString('utf8'), name)
      : {};
  const result = handler({
    name,
    parameters,
    caller: operation.caller,
    database: engine,
    ...(bound ? { bound } : {}),
  });
  return result ? answer(call, name, result) : noContent();
}

function answer(call: Call, name: string, result: Record<string, unknown>): OperationAnswer {
  const context = `${call.operation.base}$metadata#Microsoft.Dynamics.CRM.${name}Response`;
  return json(JSON.stringify({ '@odata.context': context, ...result }));
}

function ownFunction(
  call: Call,
  name: string,
  inside: string | undefined,
): Record<string, unknown> | undefined {
  if (name === 'WhoAmI') {
    const { caller } = call.operation;
    return {
      BusinessUnitId: caller.businessUnitId,
      UserId: caller.userId,
      OrganizationId: caller.organizationId,
    };
  }
  if (name === 'RetrieveTotalRecordCount') return totalRecordCount(call, inside);
  if (name === 'RetrieveVersion') return { Version: '9.2.25063.198' };
  return undefined;
}

/** A snapshot on the real platform, up to a day old; exact here. */
function totalRecordCount(call: Call, inside: string | undefined): Record<string, unknown> {
  const names = readParameters(call, inside).EntityNames;
  if (!Array.isArray(names))
    throw new DataverseError(400, '0x80040203', 'EntityNames must be a list of logical names.');
  const keys = names.map(String);
  const values = keys.map((key) => {
    if (!call.engine.schema.tables.has(key))
      throw new DataverseError(400, '0x80040203', `The entity with a name = '${key}' was not found.`);
    return call.engine.store.table(key).rows.size;
  });
  return {
    EntityRecordCountCollection: { Count: keys.length, IsReadOnly: false, Keys: keys, Values: values },
  };
}

/** `Name=@p,Other='x'` with `?@p=[…]`. */
function readParameters(call: Call, inside: string | undefined): Row {
  const { aliases } = parseQuery(call.operation.query);
  const parameters: Row = {};
  for (const match of (inside ?? '').matchAll(/(\w+)=(@\w+|\[[^\]]*\]|'(?:[^']|'')*'|[^,]+)/g)) {
    const [, name = '', given = ''] = match;
    const text = given.startsWith('@') ? (aliases.get(given) ?? '') : given;
    parameters[name] = text.startsWith('[')
      ? (JSON.parse(text.replaceAll("'", '"')) as unknown)
      : parseLiteral(text);
  }
  return parameters;
}

/** $select, $filter and $expand over metadata, which is plain JSON and has no pages (dataverse.md 10). */
import { badQuery } from '../errors.ts';
import { parseFilter, type Expression, type Operand } from '../odata/expression.ts';
import type { Expand, QueryOptions } from '../odata/query-options.ts';
import type { Definition } from './definitions.ts';

/** The lists or objects that $expand may ask for, made when asked. */
export type Expansions = Readonly<Record<string, () => Definition[] | Definition | undefined>>;

/** One definition as a query shows it; `MetadataId` is always there. */
export function shape(definition: Definition, query: QueryOptions, expansions: Expansions = {}): Definition {
  const shown: Definition = {};
  for (const name of Object.keys(definition)) {
    if (!query.select || name.startsWith('@') || name === 'MetadataId' || query.select.includes(name))
      shown[name] = definition[name];
  }
  const unknown = query.select?.find((name) => !(name in definition));
  if (unknown !== undefined)
    throw badQuery(`Could not find a property named '${unknown}' on the metadata type.`);
  for (const expand of query.expand) shown[expand.navigation] = expanded(expand, expansions);
  return shown;
}

function expanded(expand: Expand, expansions: Expansions): unknown {
  const make = expansions[expand.navigation];
  if (!make) throw badQuery(`Could not find a property named '${expand.navigation}' on the metadata type.`);
  const value = make();
  if (!value) return null;
  if (Array.isArray(value)) return filtered(value, expand.options).map((item) => shape(item, expand.options));
  return shape(value, expand.options);
}

/** The definitions that $filter lets through. */
export function filtered(definitions: Definition[], query: QueryOptions): Definition[] {
  if (query.filter === undefined) return definitions;
  const expression = parseFilter(query.filter, query.aliases);
  return definitions.filter((definition) => holds(expression, definition));
}

function holds(expression: Expression, definition: Definition): boolean {
  switch (expression.kind) {
    case 'and':
      return holds(expression.left, definition) && holds(expression.right, definition);
    case 'or':
      return holds(expression.left, definition) || holds(expression.right, definition);
    case 'not':
      return !holds(expression.inner, definition);
    case 'compare': {
      const same = operand(expression.left, definition) === operand(expression.right, definition);
      if (expression.operator === 'eq') return same;
      if (expression.operator === 'ne') return !same;
      throw badQuery(`The operator '${expression.operator}' is not supported on metadata.`);
    }
    case 'text':
    case 'crm':
    case 'lambda':
      throw badQuery('Functions are not supported in a $filter on metadata.');
  }
}

function operand(side: Operand, definition: Definition): unknown {
  if (side.kind === 'value') return side.value;
  let value: unknown = definition;
  for (const step of side.path.split('/')) {
    value = typeof value === 'object' && value !== null ? (value as Definition)[step] : undefined;
  }
  if (value === undefined)
    throw badQuery(`Could not find a property named '${side.path}' on the metadata type.`);
  return value;
}

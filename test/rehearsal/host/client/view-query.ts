/**
 * A view as a query and as columns. The pretend Dataverse serves no FetchXML, so that the parts that our views use are
 * said in OData; a part that this does not know throws, rather than showing the wrong rows.
 */
import type { AppModel, Column, Person, Table, View } from './app-model.ts';
import { attribute, child, childrenOf, parseXml } from './xml.ts';

export interface ListColumn {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly width: number;
}

export interface ListQuery {
  readonly columns: readonly ListColumn[];
  readonly filter: string | null;
  readonly order: readonly { readonly column: string; readonly descending: boolean }[];
}

/** @param person whose view it is: some views show what is theirs */
export function queryOfView(model: AppModel, view: View, person: Pick<Person, 'id' | 'teamIds'>): ListQuery {
  const table = tableNamed(model, view.table);
  const layout = parseXml(view.layoutXml);
  const columns = childrenOf(child(layout, 'row'), 'cell')
    .filter((cell) => attribute(cell, 'ishidden') !== '1')
    .flatMap((cell) => {
      const column = table.columns[attribute(cell, 'name')];
      return column ? [listColumn(column, Number(attribute(cell, 'width')) || 150)] : [];
    });
  const entity = child(parseXml(view.fetchXml), 'entity');
  return {
    columns,
    filter: filterOf(table, childrenOf(entity, 'filter'), person),
    order: childrenOf(entity, 'order').map((order) => ({
      column: attribute(order, 'attribute'),
      descending: attribute(order, 'descending') === 'true',
    })),
  };
}

function listColumn(column: Column, width: number): ListColumn {
  return { name: column.name, label: column.display, type: column.type, width };
}

/** The list of a table for which no solution brought a view. */
export function plainQuery(model: AppModel, tableName: string): ListQuery {
  const table = tableNamed(model, tableName);
  const wanted = plainColumns[tableName] ?? [table.primaryName, 'createdon'];
  return {
    columns: wanted.flatMap((name) => (table.columns[name] ? [listColumn(table.columns[name], 180)] : [])),
    filter: null,
    order: table.columns.createdon ? [{ column: 'createdon', descending: true }] : [],
  };
}

/** Tables of the product, whose views come with the product and not with a zip of ours. */
const plainColumns: Readonly<Record<string, readonly string[]>> = {
  salesorder: ['ordernumber', 'name', 'customerid', 'totalamount', 'totaltax', 'statecode', 'createdon'],
  product: ['productnumber', 'name', 'price', 'statecode'],
  salesorderdetail: [
    'productid',
    'quantity',
    'priceperunit',
    'manualdiscountamount',
    'tax',
    'extendedamount',
  ],
};

export function tableNamed(model: AppModel, name: string): Table {
  const table = model.tables[name];
  if (!table) throw new Error(`This environment has no table ${name}.`);
  return table;
}

/** The name of a column in `$select`, `$filter` and `$orderby`: lookups are read by their value. */
export function selectName(column: { readonly name: string; readonly type: string }): string {
  return ['lookup', 'customer', 'owner'].includes(column.type) ? `_${column.name}_value` : column.name;
}

export function odataOf(
  model: AppModel,
  tableName: string,
  query: ListQuery,
  also: readonly string[] = [],
): string {
  const table = tableNamed(model, tableName);
  const select = new Set([
    table.primaryId,
    table.primaryName,
    ...query.columns.map(selectName),
    ...(table.columns.transactioncurrencyid ? ['_transactioncurrencyid_value'] : []),
  ]);
  const filters = [query.filter, ...also].filter((part): part is string => part !== null && part !== '');
  const order = query.order
    .map(({ column, descending }) => `${orderName(table, column)}${descending ? ' desc' : ''}`)
    .join(',');
  return (
    `?$select=${[...select].join(',')}` +
    (filters.length === 0 ? '' : `&$filter=${filters.map((part) => `(${part})`).join(' and ')}`) +
    (order === '' ? '' : `&$orderby=${order}`)
  );
}

function orderName(table: Table, column: string): string {
  const known = table.columns[column];
  return known ? selectName(known) : column;
}

const comparisons: Readonly<Record<string, string>> = {
  eq: 'eq',
  ne: 'ne',
  gt: 'gt',
  ge: 'ge',
  lt: 'lt',
  le: 'le',
};

type Whose = Pick<Person, 'id' | 'teamIds'>;

function filterOf(table: Table, filters: readonly Element[], person: Whose): string | null {
  const parts = filters.flatMap((filter) => {
    const inner = [
      ...childrenOf(filter, 'condition').map((condition) => conditionOf(table, condition, person)),
      ...childrenOf(filter, 'filter').flatMap((nested) => filterOf(table, [nested], person) ?? []),
    ];
    const joined = inner.join(attribute(filter, 'type') === 'or' ? ' or ' : ' and ');
    return inner.length === 0 ? [] : [inner.length === 1 ? joined : `(${joined})`];
  });
  return parts.length === 0 ? null : parts.join(' and ');
}

function conditionOf(table: Table, condition: Element, person: Whose): string {
  const column = table.columns[attribute(condition, 'attribute')];
  if (!column)
    throw new Error(`The view asks for ${attribute(condition, 'attribute')}, which ${table.name} has not.`);
  const name = selectName(column);
  const operator = attribute(condition, 'operator');
  const literal = (text: string) =>
    column.type === 'boolean'
      ? String(text === '1' || text === 'true')
      : ['text', 'memo'].includes(column.type)
        ? `'${text.replaceAll("'", "''")}'`
        : text;
  const oneOf = (ids: readonly string[]) =>
    ids.length === 0 ? `${name} eq null` : `(${ids.map((id) => `${name} eq ${id}`).join(' or ')})`;
  if (operator === 'eq-userid') return oneOf([person.id]);
  if (operator === 'eq-userteams') return oneOf(person.teamIds);
  if (operator === 'null') return `${name} eq null`;
  if (operator === 'not-null') return `${name} ne null`;
  if (operator === 'in') {
    const values = childrenOf(condition, 'value').map((value) => literal(value.textContent));
    return `(${values.map((value) => `${name} eq ${value}`).join(' or ')})`;
  }
  const comparison = comparisons[operator];
  if (comparison === undefined)
    throw new Error(`The host does not know the condition "${operator}" of a view.`);
  return `${name} ${comparison} ${literal(attribute(condition, 'value'))}`;
}

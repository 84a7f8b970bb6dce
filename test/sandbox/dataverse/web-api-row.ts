/** One row as the Web API prints it, back to a row of columns. Pure; what cannot be read comes back as problems. */
import type { Row, TableModel } from './model.ts';

const LOOKUP_TABLE = '@Microsoft.Dynamics.CRM.lookuplogicalname';
const isLookup = (type: string): boolean => type === 'lookup' || type === 'customer' || type === 'owner';

export interface ReadRow {
  row: Row;
  /** Names that the table does not have. */
  unknown: string[];
}

/**
 * `_x_value` is the lookup x, its lookuplogicalname annotation the table it points to; other annotations and expanded
 * rows are passed over, and so are lookups that only the platform writes (createdby and its like name users who are
 * not here).
 */
export function readWebApiRow(table: TableModel, printed: Readonly<Record<string, unknown>>): ReadRow {
  const row: Row = {};
  const unknown: string[] = [];
  for (const [property, value] of Object.entries(printed)) {
    if (property.includes('@') || value === null || typeof value === 'object') continue;
    const name = /^_(.+)_value$/.exec(property)?.[1] ?? property;
    const column = table.columns.get(name);
    if (!column || (name !== property && !isLookup(column.type))) {
      unknown.push(property);
      continue;
    }
    if (isLookup(column.type) && !column.validForCreate) continue;
    row[name] = value;
    const target = printed[property + LOOKUP_TABLE];
    if (typeof target === 'string' && (column.targets?.length ?? 0) > 1) row[`${name}type`] = target;
  }
  return { row, unknown };
}

/** The rows of a file's content: a Web API answer (`{"value": [...]}`) or a bare list. */
export function rowsOf(content: unknown): Record<string, unknown>[] | undefined {
  const list =
    typeof content === 'object' && content !== null && 'value' in content ? content.value : content;
  const isRow = (item: unknown): item is Record<string, unknown> =>
    typeof item === 'object' && item !== null && !Array.isArray(item);
  return Array.isArray(list) && list.every(isRow) ? list : undefined;
}

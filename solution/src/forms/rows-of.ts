import { viewId } from '../views/table-views.ts';
import type { SubGridCell } from './form.ts';

interface Grid {
  readonly key: string;
  readonly label: string;
  /** Key of the view whose columns are shown. */
  readonly view: string;
  readonly rows: number;
}

/** Rows of a table of ours that point to this one by a lookup, in the grid of the platform. */
export function rowsOf(table: string, lookup: string, { key, label, view, rows }: Grid): SubGridCell {
  const relationship = `${table}_${lookup}`;
  return {
    kind: 'subGrid',
    key,
    label,
    table,
    relationship,
    viewId: viewId(table, view),
    rows,
    control: null,
  };
}

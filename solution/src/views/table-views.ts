import { componentId } from '../component-id.ts';
import { active, ascending } from './view.ts';
import type { Condition, Order, View, ViewColumn } from './view.ts';

/** What is said once for all views of a table. */
export interface ViewsOf {
  readonly table: string;
  /** As in "Open Marketplace Orders". */
  readonly plural: string;
  readonly columns: readonly ViewColumn[];
  readonly order?: readonly Order[];
  /** Columns that quick find searches; the name always. */
  readonly find?: readonly string[];
  readonly lists: readonly List[];
}

/** A list in the view picker; the first one is shown when nobody chose. */
export interface List {
  readonly key: string;
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly order?: readonly Order[];
  readonly columns?: readonly ViewColumn[];
}

/** Every view that an export has of a table: its lists, and those that search, lookups and sub-grids start from. */
export function viewsOf(spec: ViewsOf): View[] {
  const { table, plural, columns, order = [ascending('mpb_name')], find = [] } = spec;
  const common = { table, columns, order, find: [] };
  return [
    ...spec.lists.map((list, index): View => ({
      ...common,
      ...list,
      kind: 'public',
      isDefault: index === 0,
      find: [],
    })),
    view({ ...common, key: 'find', name: `${plural}: advanced find`, kind: 'advancedFind', conditions: [] }),
    view({ ...common, key: 'associated', name: `${plural}: related`, kind: 'associated', conditions: [] }),
    view({
      ...common,
      key: 'quick-find',
      name: `${plural}: quick find`,
      kind: 'quickFind',
      conditions: [],
      find: ['mpb_name', ...find],
    }),
    view({
      ...common,
      key: 'lookup',
      name: `${plural}: lookup`,
      kind: 'lookup',
      columns: columns.slice(0, 3),
      conditions: [active],
    }),
  ];
}

const view = (rest: Omit<View, 'isDefault'>): View => ({ ...rest, isDefault: true });

export const viewId = (table: string, key: string): string => componentId('view', `${table}/${key}`);

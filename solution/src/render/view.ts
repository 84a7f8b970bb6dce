/** Saved queries (solution.md 3.6): their fetch and layout are XML inside XML, not escaped text. */
import { braced } from '../component-id.ts';
import { viewId } from '../views/table-views.ts';
import type { Condition, View, ViewKind } from '../views/view.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { introducedVersion, localizedNames } from './labels.ts';
import type { SolutionModel } from './model.ts';

const queryTypes: Readonly<Record<ViewKind, number>> = {
  public: 0,
  advancedFind: 1,
  associated: 2,
  quickFind: 4,
  lookup: 64,
};

/** The `<SavedQueries>` of a table; nothing where it has none. */
export function renderViews(model: SolutionModel, table: string): Element[] {
  const set = model.tables.find(({ name }) => name === table)?.set ?? table;
  const queries = model.views.filter((view) => view.table === table).map((view) => renderView(view, set));
  return queries.length === 0 ? [] : [element('SavedQueries', {}, [element('savedqueries', {}, queries)])];
}

function renderView(view: View, set: string): Element {
  return element('savedquery', {}, [
    ...leaves({
      IsCustomizable: 1,
      CanBeDeleted: view.kind === 'public',
      isquickfindquery: view.kind === 'quickFind',
      isprivate: 0,
      isdefault: view.isDefault,
      savedqueryid: braced(viewId(view.table, view.key)),
    }),
    element('layoutxml', {}, [layout(view, set)]),
    leaf('querytype', queryTypes[view.kind]),
    element('fetchxml', {}, [fetch(view)]),
    introducedVersion(),
    localizedNames(view.name),
  ]);
}

/** Sub-grids and lookups call the grid by the entity set, lists by a word (solution.md 3.6). */
function layout(view: View, set: string): Element {
  const named = view.kind === 'associated' || view.kind === 'lookup';
  const names = named ? { grid: set, row: view.table } : { grid: 'resultset', row: 'result' };
  return element('grid', { name: names.grid, jump: 'mpb_name', select: 1, icon: 1, preview: 1 }, [
    element(
      'row',
      { name: names.row, id: `${view.table}id` },
      view.columns.map(([name, width]) => element('cell', { name, width })),
    ),
  ]);
}

function fetch(view: View): Element {
  const columns = [`${view.table}id`, 'mpb_name', ...view.columns.map(([name]) => name)];
  return element('fetch', { version: '1.0', mapping: 'logical' }, [
    element('entity', { name: view.table }, [
      ...[...new Set(columns)].map((name) => element('attribute', { name })),
      ...view.order.map(({ column, descending }) =>
        element('order', { attribute: column, descending: descending ? 'true' : 'false' }),
      ),
      ...(view.conditions.length === 0
        ? []
        : [element('filter', { type: 'and' }, view.conditions.map(condition))]),
      ...(view.find.length === 0 ? [] : [search(view.find)]),
    ]),
  ]);
}

const condition = ({ column, operator, value }: Condition): Element =>
  element('condition', { attribute: column, operator, ...(value === null ? {} : { value }) });

/** `{0}` is what the user types. */
const search = (columns: readonly string[]): Element =>
  element(
    'filter',
    { type: 'or', isquickfindfields: 1 },
    columns.map((attribute) => element('condition', { attribute, operator: 'like', value: '{0}' })),
  );

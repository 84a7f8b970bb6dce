/** Everything that a form names is there: columns, tables, relationships, views, controls (solution.md 7). */
import type { Cell, Form, SubGridCell } from '../forms/form.ts';
import { columnOf } from '../forms/known-columns.ts';
import type { SolutionModel } from '../render/model.ts';
import { relationshipName } from '../table.ts';
import { viewId } from '../views/table-views.ts';
import type { Finding } from './finding.ts';
import { repeated } from './finding.ts';

/** The header of a form shows no more. */
const WIDEST_HEADER = 4;

/** What our forms use of the product and has the same name and id everywhere (crmp2c-SalesOrder extract). */
const ofProduct = {
  relationships: { order_details: { from: 'salesorderdetail', to: 'salesorder' } },
  views: { salesorderdetail: ['9ac6a187-5fb8-445c-914a-3b4a33c0017e'] },
} as const;

type AnyForm = Pick<Form, 'key' | 'table' | 'tabs'> & { readonly header?: readonly string[] };

export function lintForms(model: SolutionModel): Finding[] {
  const all: readonly AnyForm[] = [...model.forms, ...model.formChanges];
  return [
    ...all.flatMap((form) => lintForm(model, form)),
    ...repeated(all.map(({ table, key }) => `${table}/${key}`)).map((where) =>
      finding(where, 'is there twice'),
    ),
    ...model.tables
      .filter(({ name }) => !model.forms.some(({ table }) => table === name))
      .map(({ name }) => finding(name, 'has no main form: its rows cannot be opened')),
  ];
}

function lintForm(model: SolutionModel, form: AnyForm): Finding[] {
  const where = `${form.table}/${form.key}`;
  const header = form.header ?? [];
  const sections = form.tabs.flatMap((tab) =>
    tab.columns.flatMap((column) =>
      column.sections.map((section) => ({ path: `${tab.key}/${section.key}`, section })),
    ),
  );
  const problems = [
    ...unknownColumns(model, form.table, header),
    ...(header.length > WIDEST_HEADER ? [`a header of more than ${WIDEST_HEADER} columns`] : []),
    ...repeated(form.tabs.map(({ key }) => key)).map((key) => `the tab ${key} is there twice`),
    ...repeated(sections.map(({ path }) => path)).map((path) => `the section ${path} is there twice`),
    ...sections.flatMap(({ section }) =>
      section.cells.flatMap((cell) => cellProblems(model, form.table, cell)),
    ),
  ];
  return problems.map((problem) => finding(where, problem));
}

function cellProblems(model: SolutionModel, table: string, cell: Cell): string[] {
  switch (cell.kind) {
    case 'field':
      return unknownColumns(model, table, [cell.column]);
    case 'control':
      return [
        ...unknownColumns(model, table, [cell.column]),
        ...wrongControl(model, cell.control, 'property'),
        // The property that it is bound to is a text (pcf.md 3).
        ...(columnOf(model, table, cell.column)?.kind === 'text'
          ? []
          : [`${cell.control} is bound to no text column`]),
      ];
    case 'subGrid':
      return subGridProblems(model, table, cell);
  }
}

function subGridProblems(model: SolutionModel, table: string, cell: SubGridCell): string[] {
  const { from, to } = relationshipOf(model, cell.relationship);
  return [
    ...(from === cell.table && to === table
      ? []
      : [`${cell.relationship} does not lead from ${cell.table} to ${table}`]),
    ...(viewIds(model, cell.table).includes(cell.viewId)
      ? []
      : [`${cell.key} shows a view that is not there`]),
    ...(cell.control === null ? [] : wrongControl(model, cell.control, 'dataSet')),
  ];
}

function relationshipOf(model: SolutionModel, name: string): { from?: string; to?: string } {
  if (name === 'order_details') return ofProduct.relationships.order_details;
  for (const { name: table, columns } of model.tables) {
    for (const [column, { kind, ...rest }] of Object.entries(columns)) {
      if (kind === 'lookup' && relationshipName(table, column) === name && 'to' in rest)
        return { from: table, to: rest.to };
    }
  }
  return model.requires ? relationshipOf(model.requires, name) : {};
}

function viewIds(model: SolutionModel, table: string): string[] {
  return [
    ...model.views.filter((view) => view.table === table).map((view) => viewId(table, view.key)),
    ...(table === 'salesorderdetail' ? ofProduct.views.salesorderdetail : []),
    ...(model.requires ? viewIds(model.requires, table) : []),
  ];
}

function wrongControl(model: SolutionModel, name: string, kind: 'property' | 'dataSet'): string[] {
  const controls = [...model.controls, ...(model.requires?.controls ?? [])];
  const control = controls.find(({ constructorName }) => constructorName === name);
  if (!control) return [`${name} is no control of ours`];
  return control.bound.kind === kind
    ? []
    : [`${name} cannot stand there: it is bound to a ${control.bound.kind}`];
}

const unknownColumns = (model: SolutionModel, table: string, columns: readonly string[]): string[] =>
  columns
    .filter((column) => columnOf(model, table, column) === undefined)
    .map((column) => `${table} has no column ${column} that a form can show`);

const finding = (where: string, problem: string): Finding => ({ rule: 'forms', where, problem });

/** Views: their columns are there, each kind has one default, and every table of ours can be listed and searched. */
import { columnOf } from '../forms/known-columns.ts';
import type { SolutionModel } from '../render/model.ts';
import type { View, ViewKind } from '../views/view.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

const everyKind: readonly ViewKind[] = ['public', 'advancedFind', 'associated', 'quickFind', 'lookup'];

export function lintViews(model: SolutionModel): Finding[] {
  return [
    ...model.views.flatMap((view) =>
      viewProblems(model, view).map((problem) => finding(placeOf(view), problem)),
    ),
    ...repeated(model.views.map(placeOf)).map((where) => finding(where, 'is there twice')),
    ...repeated(model.views.map(({ table, name }) => `${table}: ${name}`)).map((where) =>
      finding(where, 'people cannot tell two views of that name apart'),
    ),
    ...model.tables.flatMap(({ name }) =>
      everyKind.flatMap((kind) => {
        const defaults = model.views.filter(
          (view) => view.table === name && view.kind === kind && view.isDefault,
        );
        return defaults.length === 1
          ? []
          : [finding(name, `has ${defaults.length} default views of kind ${kind}`)];
      }),
    ),
  ];
}

function viewProblems(model: SolutionModel, view: View): string[] {
  const used = [
    ...view.columns.map(([column]) => column),
    ...view.order.map(({ column }) => column),
    ...view.conditions.map(({ column }) => column),
    ...view.find,
  ];
  return [
    ...[...new Set(used)]
      .filter((column) => columnOf(model, view.table, column) === undefined)
      .map((column) => `${view.table} has no column ${column}`),
    ...repeated(view.columns.map(([column]) => column)).map((column) => `shows ${column} twice`),
    ...view.find
      .filter((column) => columnOf(model, view.table, column)?.kind !== 'text')
      .map((column) => `searches ${column}, which is no text`),
    ...((view.kind === 'quickFind') === view.find.length > 0
      ? []
      : ['only quick find searches columns, and it has to']),
  ];
}

const placeOf = ({ table, key }: View): string => `${table}/${key}`;

const finding = (where: string, problem: string): Finding => ({ rule: 'views', where, problem });

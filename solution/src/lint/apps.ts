/** Apps: every page is about a table that people of the app may see, and every role is one of ours. */
import { columnsOf } from '../forms/known-columns.ts';
import type { SolutionModel } from '../render/model.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

export function lintApps(model: SolutionModel): Finding[] {
  return model.apps.flatMap((app) => {
    const finding = (problem: string): Finding => ({ rule: 'apps', where: app.uniqueName, problem });
    const tables = app.areas.flatMap(({ groups }) =>
      groups.flatMap(({ pages }) => pages.map(({ table }) => table)),
    );
    return [
      ...(app.uniqueName.startsWith(`${model.publisher.prefix}_`)
        ? []
        : [finding('does not begin with our prefix')]),
      ...tables
        .filter((table) => columnsOf(model, table) === undefined)
        .map((table) => finding(`lists ${table}, which nobody knows`)),
      ...repeated(tables).map((table) => finding(`lists ${table} twice`)),
      ...app.roles
        .filter((id) => !model.roles.some((role) => role.id === id))
        .map((id) => finding(`is for the role ${id}, which is not in the solution`)),
    ];
  });
}

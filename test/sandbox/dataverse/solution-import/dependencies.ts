/** What has to be there before (solution.md 2.4): the importer stops early and names all of it. */
import type { EnvironmentModel } from '../model.ts';
import { compareVersions } from './controls.ts';
import type { Manifest, Requirement } from './manifest.ts';
import { ImportRefusal } from './refusal.ts';

export function checkDependencies(model: EnvironmentModel, manifest: Manifest): void {
  const missing = manifest.requirements.filter((requirement) => !isMet(model, requirement));
  if (missing.length === 0) return;
  const list = missing.map(
    ({ type, name, solution }) =>
      `<MissingDependency><Required type="${type}" schemaName="${name}" solution="${solution}" /></MissingDependency>`,
  );
  throw new ImportRefusal(
    `Solution manifest import: FAILURE: The following solution cannot be imported: ${manifest.uniqueName}. Some dependencies are missing. The missing dependencies are : <MissingDependencies>${list.join('')}</MissingDependencies>`,
  );
}

/** The component is there, and where its solution is known here, in no lower version than was asked for [INF]. */
function isMet(model: EnvironmentModel, requirement: Requirement): boolean {
  const [, solution = '', version = ''] = /^(\S+) \(([\d.]+)\)$/.exec(requirement.solution) ?? [];
  const installed = model.solutions?.find(({ uniqueName }) => uniqueName === solution);
  if (installed && compareVersions(installed.version, version) < 0) return false;
  const { name, parent } = requirement;
  switch (requirement.type) {
    case '1':
      return model.tables.has(name);
    case '2':
      return model.tables.get(parent)?.columns.has(name.toLowerCase()) ?? false;
    case '10':
      return model.relationships.some((relationship) => relationship.name === name);
    case '20':
      return model.roles.some(({ id }) => id === name);
    case '24':
    case '60':
      return (model.forms ?? []).some(({ id }) => id === name);
    case '26':
      return (model.views ?? []).some(({ id }) => id === name);
    case '66':
      return (model.controls ?? []).some((control) => control.name === name);
    case '95':
      return (model.endpoints ?? []).some(({ id }) => id === name);
    default:
      return installed !== undefined;
  }
}

/** Imports a solution zip into an environment: all of it, or nothing with an ImportRefusal. */
import { strFromU8, unzipSync } from 'fflate';
import type { EnvironmentModel, OptionModel, RoleModel } from '../model.ts';
import { applyParts } from './apply-parts.ts';
import { checkApps, readApps, readSiteMaps } from './apps.ts';
import { checkForms } from './check-forms.ts';
import { checkSteps } from './check-steps.ts';
import { checkViews } from './check-views.ts';
import {
  checkDialect,
  checkInstalled,
  checkRelationships,
  checkRoles,
  checkRoots,
  checkTables,
  type Plan,
} from './checks.ts';
import { readOptions } from './columns.ts';
import { checkContentTypes } from './content-types.ts';
import { readControls, type Parts } from './controls.ts';
import { checkDependencies } from './dependencies.ts';
import { readEndpoints } from './endpoints.ts';
import { readForms } from './forms.ts';
import { knownTo } from './known.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { ImportRefusal } from './refusal.ts';
import { readRelationship } from './relationships.ts';
import { readRole } from './roles.ts';
import { readSteps } from './steps.ts';
import { readTable, type ImportedTable } from './tables.ts';
import { readViews } from './views.ts';
import { attribute, child, children, parseXml, type XmlNode } from './xml.ts';

export interface ImportedSolution {
  uniqueName: string;
  version: string;
  managed: boolean;
  /** Logical names of tables that the solution owns, and of those that it extends. */
  tables: string[];
  extended: string[];
  roles: RoleModel[];
  /** Ids and names of what else it brings. */
  forms: string[];
  views: string[];
  controls: string[];
  endpoints: string[];
  steps: string[];
}

export function importSolution(model: EnvironmentModel, zip: Uint8Array): ImportedSolution {
  const files = readRootFiles(zip);
  const manifest = readManifest(parseXml(files.solution, 'solution.xml'));
  checkDialect(manifest, files.customizations);
  checkInstalled(model, manifest);
  checkDependencies(model, manifest);
  const plan = readPlan(manifest, parseXml(files.customizations, 'customizations.xml'), files.parts);
  checkRoots(plan);
  checkTables(model, plan);
  checkRelationships(model, plan);
  checkRoles(plan);
  const known = knownTo(model, plan);
  checkViews(plan.views, known);
  checkForms(model, plan, known);
  checkSteps(plan.steps, [...plan.endpoints, ...(model.endpoints ?? [])], known);
  checkApps(plan.apps, plan.siteMaps, known);
  apply(model, plan);
  return {
    uniqueName: manifest.uniqueName,
    version: manifest.version,
    managed: manifest.managed,
    tables: plan.tables.filter(({ own }) => own).map(({ name }) => name),
    extended: plan.tables.filter(({ own }) => !own).map(({ name }) => name),
    roles: plan.roles,
    forms: plan.forms.map(({ id }) => id),
    views: plan.views.map(({ id }) => id),
    controls: plan.controls.map(({ control }) => control.name),
    endpoints: plan.endpoints.map(({ id }) => id),
    steps: plan.steps.map(({ step }) => step.id),
  };
}

function readRootFiles(zip: Uint8Array): { solution: string; customizations: string; parts: Parts } {
  let parts: Parts;
  try {
    parts = unzipSync(zip);
  } catch {
    throw new ImportRefusal('The solution file is invalid. It is not a zip file.');
  }
  const solution = parts['solution.xml'];
  const customizations = parts['customizations.xml'];
  const contentTypes = parts['[Content_Types].xml'];
  if (!solution || !customizations || !contentTypes) {
    throw new ImportRefusal(
      'The solution file is invalid. The compressed file must contain the following files at its root: solution.xml, customizations.xml, and [Content_Types].xml.',
    );
  }
  checkContentTypes(strFromU8(contentTypes), Object.keys(parts));
  return { solution: strFromU8(solution), customizations: strFromU8(customizations), parts };
}

function readPlan(manifest: Manifest, document: XmlNode, parts: Parts): Plan {
  const root = child(document, 'ImportExportXml');
  if (!root)
    throw new ImportRefusal('The import file is invalid. customizations.xml has no ImportExportXml.');
  const sets = children(child(root, 'optionsets'), 'optionset');
  const choices = new Map<string, OptionModel[]>(
    sets.map((set) => [attribute(set, 'Name') ?? '', readOptions(set)]),
  );
  const behaviors = new Map(
    manifest.roots.filter(({ type }) => type === '1').map(({ name, behavior }) => [name, behavior]),
  );
  const entities = children(child(root, 'Entities'), 'Entity').map((node) => {
    const name = (child(node, 'Name')?.['#text'] ?? node.Name ?? '') as string;
    return { node, name: name.toLowerCase() };
  });
  const tables = entities.map(({ node, name }) => readTable(node, behaviors.get(name) ?? '0', choices));
  return {
    manifest,
    tables,
    // `owner_x` points to the platform's own table of principals, whose rows are users and teams: the engine itself
    // relates every owner column to both (system-columns.ts).
    relationships: children(child(root, 'EntityRelationships'), 'EntityRelationship')
      .map(readRelationship)
      .filter(({ referencedTable }) => referencedTable !== 'owner'),
    roles: children(child(root, 'Roles'), 'Role').map(readRole),
    choices: [...choices.keys()],
    forms: entities.flatMap(({ node, name }) => readForms(name, node)),
    views: entities.flatMap(({ node, name }) => readViews(name, node)),
    controls: readControls(root, parts, manifest.prefix),
    endpoints: readEndpoints(root),
    steps: readSteps(root),
    apps: readApps(root),
    siteMaps: readSiteMaps(root),
  };
}

function apply(model: EnvironmentModel, plan: Plan): void {
  for (const table of plan.tables) applyTable(model, table);
  for (const relationship of plan.relationships) {
    const at = model.relationships.findIndex(
      (known) => known.name === relationship.name && known.referencedTable === relationship.referencedTable,
    );
    if (at >= 0) model.relationships[at] = relationship;
    else model.relationships.push(relationship);
    const column = model.tables
      .get(relationship.referencingTable)
      ?.columns.get(relationship.referencingColumn);
    if (column && !column.targets?.includes(relationship.referencedTable)) {
      column.targets = [...(column.targets ?? []), relationship.referencedTable];
    }
  }
  const { uniqueName, version, managed } = plan.manifest;
  const others = (model.solutions ?? []).filter((known) => known.uniqueName !== uniqueName);
  model.solutions = [...others, { uniqueName, version, managed }];
  applyParts(model, plan);
  for (const role of plan.roles) {
    model.roles = [...model.roles.filter(({ id }) => id !== role.id), role];
  }
}

function applyTable(model: EnvironmentModel, table: ImportedTable): void {
  const installed = model.tables.get(table.name);
  if (!installed) {
    if (table.own) model.tables.set(table.name, table.own);
    return;
  }
  for (const { column } of table.columns) installed.columns.set(column.name, column);
  for (const key of table.keys) {
    if (!installed.keys.some((known) => known.name === key.name)) installed.keys.push(key);
  }
  if (table.own?.changeTracking) installed.changeTracking = true;
}

/** What makes a real import fail, checked before anything is changed. */
import type { EndpointModel, ViewModel } from '../components.ts';
import type { EnvironmentModel, RelationshipModel, RoleModel } from '../model.ts';
import type { ImportedApp, ImportedSiteMap } from './apps.ts';
import type { ImportedControl } from './controls.ts';
import type { ImportedForm } from './forms.ts';
import type { Manifest } from './manifest.ts';
import { ImportRefusal } from './refusal.ts';
import type { ImportedStep } from './steps.ts';
import type { ImportedTable } from './tables.ts';

/** Everything that a solution brings, read but not yet applied. */
export interface Plan {
  manifest: Manifest;
  tables: ImportedTable[];
  relationships: RelationshipModel[];
  roles: RoleModel[];
  /** Names of its global choices. */
  choices: string[];
  forms: ImportedForm[];
  views: ViewModel[];
  controls: ImportedControl[];
  endpoints: EndpointModel[];
  steps: ImportedStep[];
  apps: ImportedApp[];
  siteMaps: ImportedSiteMap[];
}

/** A managed solution never updates an unmanaged one of its name, nor the reverse (solution.md 1.4). */
export function checkInstalled(model: EnvironmentModel, manifest: Manifest): void {
  const installed = model.solutions?.find(({ uniqueName }) => uniqueName === manifest.uniqueName);
  if (!installed || installed.managed === manifest.managed) return;
  const [there, here] = installed.managed ? ['a managed', 'unmanaged'] : ['an unmanaged', 'managed'];
  throw new ImportRefusal(
    `The solution ${manifest.uniqueName} is already installed on this system as ${there} solution and the package supplied is attempting to install it in ${here} mode.`,
  );
}

/** `solutionaction` and `ordinalvalue` belong to the managed dialect (solution.md 1.4). */
export function checkDialect(manifest: Manifest, customizations: string): void {
  const word = /\s(ordinalvalue|solutionaction)=/.exec(customizations)?.[1];
  if (manifest.managed || word === undefined) return;
  throw new ImportRefusal(
    `The import file is invalid. XSD validation failed with the following error: 'The '${word}' attribute is not declared.'`,
  );
}

/** Kinds whose bodies this importer reads: tables, choices, roles, forms, site maps, controls, apps, steps, endpoints. */
const READ_HERE = new Set(['1', '9', '20', '60', '62', '66', '80', '92', '95']);

/** Root components and bodies name each other both ways (solution.md 2.2). */
export function checkRoots(plan: Plan): void {
  const bodies: [type: string, name: string][] = [
    ...plan.tables.map(({ name }): [string, string] => ['1', name]),
    ...plan.choices.map((name): [string, string] => ['9', name]),
    ...plan.roles.map(({ id }): [string, string] => ['20', id]),
    ...plan.siteMaps.map(({ name }): [string, string] => ['62', name]),
    ...plan.apps.map(({ name }): [string, string] => ['80', name]),
    ...plan.controls.map(({ control }): [string, string] => ['66', control.name]),
    ...plan.steps.map(({ step }): [string, string] => ['92', step.id]),
    ...plan.endpoints.map(({ id }): [string, string] => ['95', id]),
  ];
  // Forms ride along with a table of ours; check-forms.ts says when one has to be listed.
  const forms = plan.forms.map(({ id }): [string, string] => ['60', id]);
  for (const [type, name] of bodies) {
    if (plan.manifest.roots.some((root) => root.type === type && root.name === name)) continue;
    throw new ImportRefusal(
      `The import has failed because component ${name} of type ${type} is not declared in the solution file as a root component. To fix this, import again using the XML file that was generated when you exported the solution.`,
    );
  }
  for (const { type, name } of plan.manifest.roots) {
    if (!READ_HERE.has(type)) continue;
    if ([...bodies, ...forms].some((body) => body[0] === type && body[1] === name)) continue;
    throw new ImportRefusal(
      `Cannot add a Root Component ${name} of type ${type} because it is not in the target system.`,
    );
  }
}

export function checkTables(model: EnvironmentModel, plan: Plan): void {
  for (const table of plan.tables) {
    const installed = model.tables.get(table.name);
    if (!table.own && !installed) {
      throw new ImportRefusal(
        `The entity ${table.schemaName} does not exist in the target system and is not defined in the solution.`,
      );
    }
    for (const { column } of table.columns) {
      const before = installed?.columns.get(column.name);
      if (before && before.type !== column.type) {
        throw new ImportRefusal(
          `Attribute ${column.name} is a ${before.type}, but a ${column.type} type was specified (entity ${table.name}).`,
        );
      }
    }
    const known = new Set([
      ...(installed?.columns.keys() ?? []),
      ...table.columns.map(({ column }) => column.name),
    ]);
    for (const key of table.keys) {
      const unknown = key.columns.find((name) => !known.has(name));
      if (unknown !== undefined || key.columns.length === 0 || key.columns.length > 16) {
        throw new ImportRefusal(
          `The key ${key.name} of entity ${table.name} names the attribute '${unknown ?? ''}', which does not exist.`,
        );
      }
    }
    if ((installed?.keys.length ?? 0) + table.keys.length > 10 && !installed) {
      throw new ImportRefusal(`The entity ${table.name} has more than 10 keys.`);
    }
  }
}

export function checkRelationships(model: EnvironmentModel, plan: Plan): void {
  const own = new Map(plan.tables.map((table) => [table.name, table]));
  for (const relationship of plan.relationships) {
    const { name, referencingTable, referencedTable, referencingColumn } = relationship;
    for (const table of [referencingTable, referencedTable]) {
      if (!model.tables.has(table) && !own.get(table)?.own) {
        throw new ImportRefusal(
          `The relationship ${name} refers to the entity ${table}, which does not exist in the target system.`,
        );
      }
    }
    const columns = own.get(referencingTable)?.columns.map(({ column }) => column.name) ?? [];
    if (
      !columns.includes(referencingColumn) &&
      !model.tables.get(referencingTable)?.columns.has(referencingColumn)
    ) {
      throw new ImportRefusal(
        `The relationship ${name} refers to the attribute ${referencingColumn} of entity ${referencingTable}, which does not exist.`,
      );
    }
  }
  for (const table of plan.tables) {
    const orphans = table.columns
      .filter(({ column, custom }) => custom && (column.type === 'lookup' || column.type === 'customer'))
      .filter(
        ({ column }) =>
          !plan.relationships.some(
            (one) => one.referencingTable === table.name && one.referencingColumn === column.name,
          ),
      );
    if (orphans.length === 0) continue;
    throw new ImportRefusal(
      `The following attributes ${orphans.map(({ column }) => column.name).join(', ')} of entity ${table.schemaName} are missing their associated relationship definition.`,
    );
  }
}

/** A role may name privileges of the product that this sandbox does not know; those of our own tables must exist. */
export function checkRoles(plan: Plan): void {
  const own = new Set(plan.tables.map(({ schemaName }) => schemaName));
  const pattern = new RegExp(
    `^prv(Create|Read|Write|Delete|Append|AppendTo|Assign|Share)(${plan.manifest.prefix}_\\w+)$`,
    'i',
  );
  for (const role of plan.roles) {
    for (const privilege of role.privileges) {
      const table = pattern.exec(privilege.name)?.[2];
      if (table !== undefined && !own.has(table)) {
        throw new ImportRefusal(
          `The role '${role.name}' names the privilege ${privilege.name}, which does not exist.`,
        );
      }
    }
  }
}

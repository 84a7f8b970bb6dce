import { controlName } from '../controls.ts';
import { braced } from '../component-id.ts';
import type { FormChange } from '../forms/form.ts';
import type { Step } from '../steps.ts';
import { relationshipName } from '../table.ts';
import { componentType } from './component-type.ts';
import { element } from './element.ts';
import type { Element } from './element.ts';
import { endpointId, stepId } from './endpoint.ts';
import { endpointOf, type SolutionModel } from './model.ts';
import { lookupsOf } from './relationship.ts';

/** One thing that has to be there already, and what of ours needs it. */
interface Dependency {
  readonly required: Readonly<Record<string, string | number>>;
  readonly dependent: Readonly<Record<string, string | number>>;
}

/**
 * Filled in, so that an environment without Dynamics 365 Sales, or without our core solution, refuses the import in plain
 * words instead of failing half-way (solution.md 2.4).
 */
export function missingDependencies(model: SolutionModel): Element[] {
  return [...onProduct(model), ...onRequired(model), ...onForeign(model)].map(
    ({ required, dependent }, index) =>
      element('MissingDependency', {}, [
        element('Required', { key: 2 * index, ...required }),
        element('Dependent', { key: 2 * index + 1, ...dependent }),
      ]),
  );
}

/** One entry for each product table that a solution other than ours brings and a lookup of ours points to. */
function onProduct(model: SolutionModel): Dependency[] {
  return requiredTables(model).map(({ required, dependent }) => ({
    required: {
      type: componentType.table,
      schemaName: required.logicalName,
      displayName: required.display,
      solution: required.solution,
    },
    dependent: {
      type: componentType.relationship,
      schemaName: dependent.relationship,
      displayName: dependent.relationship,
      parentSchemaName: dependent.table,
      parentDisplayName: dependent.display,
    },
  }));
}

/** An add-on needs the controls that its forms hold, the tables that its steps stand on, the endpoint that they send to. */
function onRequired(model: SolutionModel): Dependency[] {
  const core = model.requires;
  if (!core) return [];
  return [
    ...model.formChanges.flatMap((change) => {
      const dependent = {
        type: componentType.form,
        id: braced(change.formId),
        displayName: change.name,
        parentSchemaName: change.table,
      };
      const placed = controlsIn(change);
      return core.controls
        .filter(({ constructorName }) => placed.has(constructorName))
        .map(({ constructorName, display }) => ({
          required: {
            type: componentType.control,
            schemaName: controlName(constructorName),
            displayName: display,
            solution: named(core),
          },
          dependent,
        }));
    }),
    ...model.steps.flatMap((step) => {
      const dependent = stepOf(model, step);
      return [...tableBelow(core, step.table), ...(model.endpoint ? [] : endpointBelow(core))].map(
        (required) => ({ required, dependent }),
      );
    }),
  ];
}

/** Names of our controls on the tabs that a change adds. */
function controlsIn({ tabs }: FormChange): ReadonlySet<string> {
  const sections = tabs.flatMap(({ columns }) => columns.flatMap((column) => column.sections));
  const cells = sections.flatMap((section) => section.cells);
  return new Set(cells.flatMap((cell) => (cell.kind === 'field' ? [] : (cell.control ?? []))));
}

const named = ({ identity }: SolutionModel): string => `${identity.uniqueName} (${identity.version})`;

const stepOf = (model: SolutionModel, step: Step): Dependency['dependent'] => ({
  type: componentType.step,
  id: braced(stepId(model, step)),
  displayName: step.name,
});

/** A table of ours in one of the solutions that have to be there before. */
function tableBelow(model: SolutionModel, name: string): Dependency['required'][] {
  const table = model.tables.find((one) => one.name === name);
  if (table) {
    const { name: schemaName, display } = table;
    return [{ type: componentType.table, schemaName, displayName: display, solution: named(model) }];
  }
  return model.requires ? tableBelow(model.requires, name) : [];
}

function endpointBelow(model: SolutionModel): Dependency['required'][] {
  const endpoint = endpointOf(model);
  if (!endpoint) return [];
  const { name } = endpoint;
  return [
    {
      type: componentType.endpoint,
      id: braced(endpointId(endpoint)),
      displayName: name,
      solution: named(model),
    },
  ];
}

/** What roles and steps need of the solutions that not every environment has. */
function onForeign(model: SolutionModel): Dependency[] {
  return model.foreignTables.flatMap(({ name, display, ownerSolution }) => {
    const required = {
      type: componentType.table,
      schemaName: name,
      displayName: display,
      solution: ownerSolution,
    };
    const dependents = [
      ...model.roles.map((role) => ({
        type: componentType.role,
        id: braced(role.id),
        displayName: role.name,
      })),
      ...model.steps.filter(({ table }) => table === name).map((step) => stepOf(model, step)),
    ];
    return dependents.map((dependent) => ({ required, dependent }));
  });
}

/** Sales owns orders and their lines, Product Management the catalogue (solution.md 2.4); Dataverse itself has the rest. */
function requiredTables(model: SolutionModel) {
  const owner = (extended: string): string | undefined =>
    model.extensions.find((extension) => extension.extends === extended)?.ownerSolution;
  const candidates = [
    { logicalName: 'salesorder', display: 'Order', solution: owner('salesorder') },
    { logicalName: 'salesorderdetail', display: 'Order Product', solution: owner('salesorder') },
    { logicalName: 'product', display: 'Product', solution: owner('product') },
  ];
  return candidates.flatMap(({ logicalName, display, solution }) => {
    const dependent = dependentOn(model, logicalName);
    return solution === undefined || dependent === undefined
      ? []
      : [{ required: { logicalName, display, solution }, dependent }];
  });
}

function dependentOn(model: SolutionModel, logicalName: string) {
  for (const table of model.tables) {
    const lookup = lookupsOf(table).find(([, column]) => column.to === logicalName);
    if (lookup) {
      const relationship = relationshipName(table.name, lookup[0]);
      return { relationship, table: table.name, display: table.display };
    }
  }
  return undefined;
}

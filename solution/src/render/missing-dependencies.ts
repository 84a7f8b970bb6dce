import { controlName } from '../controls.ts';
import { braced } from '../component-id.ts';
import { relationshipName } from '../table.ts';
import { componentType } from './component-type.ts';
import { element } from './element.ts';
import type { Element } from './element.ts';
import { stepId } from './endpoint.ts';
import type { SolutionModel } from './model.ts';
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
  return [...onProduct(model), ...onCore(model)].map(({ required, dependent }, index) =>
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

/** An add-on needs the controls that its forms hold, and the tables that its steps stand on. */
function onCore(model: SolutionModel): Dependency[] {
  const core = model.requires;
  if (!core) return [];
  const solution = `${core.identity.uniqueName} (${core.identity.version})`;
  return [
    ...model.formChanges.flatMap((change) => {
      const dependent = {
        type: componentType.form,
        id: braced(change.formId),
        displayName: change.name,
        parentSchemaName: change.table,
      };
      return core.controls
        .filter(({ bound }) => bound.kind === 'property')
        .map(({ constructorName, display }) => ({
          required: {
            type: componentType.control,
            schemaName: controlName(constructorName),
            displayName: display,
            solution,
          },
          dependent,
        }));
    }),
    ...model.steps.flatMap((step) => {
      const table = core.tables.find(({ name }) => name === step.table);
      if (!table) return [];
      return [
        {
          required: {
            type: componentType.table,
            schemaName: table.name,
            displayName: table.display,
            solution,
          },
          dependent: { type: componentType.step, id: braced(stepId(model, step)), displayName: step.name },
        },
      ];
    }),
  ];
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

/** A step stands on a table that is there and leads to an endpoint that is there (solution.md 3.14, dataverse.md 11). */
import type { EndpointModel } from '../components.ts';
import type { ImportedStep } from './steps.ts';
import { postingPlugins } from './steps.ts';
import type { Known } from './known.ts';
import { ImportRefusal } from './refusal.ts';

const AFTER_THE_OPERATION = 40;

export function checkSteps(
  steps: readonly ImportedStep[],
  endpoints: readonly EndpointModel[],
  known: Known,
): void {
  for (const imported of steps) {
    const { step } = imported;
    const endpoint = endpoints.find(({ id }) => id === step.endpointId);
    if (!endpoint)
      throw refusal(imported, `the service endpoint ${step.endpointId} does not exist in the target system`);
    const plugin = postingPlugins[endpoint.contract];
    if (imported.pluginName !== plugin.name || imported.pluginId !== plugin.id)
      throw refusal(imported, `the plug-in type of a ${endpoint.contract} is ${plugin.name} (${plugin.id})`);
    // Azure steps must be so; a synchronous webhook is possible there but would hold up the user, and is not served.
    if (step.mode !== 'asynchronous' || step.stage !== AFTER_THE_OPERATION)
      throw refusal(imported, 'a step that posts must be asynchronous and in stage 40');
    checkColumns(imported, known);
  }
}

function checkColumns(imported: ImportedStep, known: Known): void {
  const { table, message, filter, images } = imported.step;
  if (!known.table(table)) throw refusal(imported, `the entity '${table}' does not exist`);
  if (message !== 'Update' && filter.length > 0)
    throw refusal(imported, `filtering attributes are not supported on ${message}`);
  for (const column of [...filter, ...images.flatMap(({ columns }) => columns)]) {
    if (!known.column(table, column))
      throw refusal(imported, `the entity '${table}' has no attribute '${column}'`);
  }
  const aliases = images.map(({ alias }) => alias);
  if (new Set(aliases).size < aliases.length) throw refusal(imported, 'two images have the same alias');
}

function refusal({ step }: ImportedStep, why: string): ImportRefusal {
  return new ImportRefusal(`The step '${step.name}' (${step.id}) cannot be imported: ${why}.`);
}

/** The rows of endpoints and steps that an import brings, and the tables in which they stand (solution.md 3.14). */
import type { EndpointModel, StepModel } from '../components.ts';
import type { Engine } from '../engine.ts';
import type { EnvironmentModel, Row } from '../model.ts';
import type { ImportedSolution } from '../solution-import/import-solution.ts';
import { sdkmessageprocessingstep, serviceendpoint } from '../standard/events.ts';

const CONTRACTS: Readonly<Record<EndpointModel['contract'], number>> = { queue: 6, webhook: 8 };
const AUTH_TYPES: Readonly<Record<EndpointModel['authType'], number>> = {
  'sas-key': 2,
  'webhook-key': 4,
  'http-header': 5,
  'http-query-string': 6,
};
const NAMESPACE_ADDRESS = 2;
export const ENABLED = { statecode: 0, statuscode: 1 } as const;
export const DISABLED = { statecode: 1, statuscode: 2 } as const;

/** Every environment of the platform has them; a small model of a test may have left them out. */
export function addEventTables(model: EnvironmentModel): void {
  for (const { table, relationships } of [serviceendpoint, sdkmessageprocessingstep]) {
    if (model.tables.has(table.name)) continue;
    model.tables.set(table.name, structuredClone(table));
    model.relationships.push(...structuredClone(relationships));
  }
}

/**
 * Makes or updates the rows. What an administrator set (an address, a secret, a state) stays when a newer version is
 * imported over it, as an unmanaged layer stays on top of a managed one.
 */
export function registerEvents(engine: Engine, imported: ImportedSolution, activate: boolean): void {
  const { endpoints = [], steps = [] } = engine.model;
  for (const endpoint of endpoints.filter(({ id }) => imported.endpoints.includes(id))) {
    if (!engine.get('serviceendpoint', endpoint.id)) engine.put('serviceendpoint', endpointRow(endpoint));
  }
  for (const step of steps.filter(({ id }) => imported.steps.includes(id))) {
    const known = engine.get('sdkmessageprocessingstep', step.id);
    if (!known)
      engine.put('sdkmessageprocessingstep', { ...stepRow(step), ...(activate ? ENABLED : DISABLED) });
    else
      engine.patch('sdkmessageprocessingstep', step.id, { ...stepRow(step), ...(activate ? ENABLED : {}) });
  }
}

function endpointRow(endpoint: EndpointModel): Row {
  return {
    serviceendpointid: endpoint.id,
    name: endpoint.name,
    contract: CONTRACTS[endpoint.contract],
    authtype: AUTH_TYPES[endpoint.authType],
    ...(endpoint.contract === 'queue'
      ? {
          namespaceformat: NAMESPACE_ADDRESS,
          namespaceaddress: endpoint.namespaceAddress,
          path: endpoint.path,
          saskeyname: endpoint.sasKeyName,
        }
      : { url: endpoint.url }),
  };
}

function stepRow(step: StepModel): Row {
  return {
    sdkmessageprocessingstepid: step.id,
    name: step.name,
    filteringattributes: step.filter.length > 0 ? step.filter.join(',') : null,
    eventhandler: step.endpointId,
    stage: step.stage,
    mode: step.mode === 'asynchronous' ? 1 : 0,
    asyncautodelete: step.asyncAutoDelete,
    ismanaged: true,
  };
}

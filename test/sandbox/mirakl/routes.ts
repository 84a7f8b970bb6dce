/** Which operation answers which request line; one handler each, in a file of its own or of its noun. */
import { acceptOrder } from './accept-order.ts';
import { account } from './account.ts';
import { writeAdditionalFields } from './additional-fields.ts';
import type { Handler } from './call.ts';
import { exportFile, exportStatus, startExport } from './export-orders.ts';
import { listOrders } from './list-orders.ts';
import { patchOrders } from './patch-orders.ts';
import { platformConfiguration } from './platform-configuration.ts';
import { listCarriers, listReasons, listTaxes, version } from './reference-data.ts';

export type Operation =
  | 'OR11'
  | 'OR04'
  | 'OR13'
  | 'OR14'
  | 'OR15'
  | 'OR21'
  | 'OR31'
  | 'OR75'
  | 'PC01'
  | 'SH21'
  | 'RE01'
  | 'A01'
  | 'V01';

export interface Route {
  operation: Operation;
  method: 'GET' | 'PUT' | 'POST';
  /** Captures the id in the path, where there is one. */
  path: RegExp;
  handler: Handler;
}

const routes: Route[] = [
  { operation: 'OR11', method: 'GET', path: /^\/api\/orders$/, handler: listOrders },
  { operation: 'OR04', method: 'PUT', path: /^\/api\/orders$/, handler: patchOrders },
  { operation: 'OR13', method: 'POST', path: /^\/api\/orders\/async-export$/, handler: startExport },
  {
    operation: 'OR14',
    method: 'GET',
    path: /^\/api\/orders\/async-export\/status\/([^/]+)$/,
    handler: exportStatus,
  },
  {
    operation: 'OR15',
    method: 'GET',
    path: /^\/api\/orders\/async-export\/files\/([^/]+)$/,
    handler: exportFile,
  },
  { operation: 'OR75', method: 'GET', path: /^\/api\/orders\/taxes$/, handler: listTaxes },
  { operation: 'OR21', method: 'PUT', path: /^\/api\/orders\/([^/]+)\/accept$/, handler: acceptOrder },
  {
    operation: 'OR31',
    method: 'PUT',
    path: /^\/api\/orders\/([^/]+)\/additional_fields$/,
    handler: writeAdditionalFields,
  },
  {
    operation: 'PC01',
    method: 'GET',
    path: /^\/api\/platform\/configuration$/,
    handler: platformConfiguration,
  },
  { operation: 'SH21', method: 'GET', path: /^\/api\/shipping\/carriers$/, handler: listCarriers },
  { operation: 'RE01', method: 'GET', path: /^\/api\/reasons$/, handler: listReasons },
  { operation: 'A01', method: 'GET', path: /^\/api\/account$/, handler: account },
  { operation: 'V01', method: 'GET', path: /^\/api\/version$/, handler: version },
];

export type Routed = { route: Route; id: string } | 'not-found' | { allow: string };

export function findRoute(method: string, path: string): Routed {
  const here = routes.filter((route) => route.path.test(path));
  if (here.length === 0) return 'not-found';
  const route = here.find((candidate) => candidate.method === method);
  if (!route) return { allow: here.map((candidate) => candidate.method).join(', ') };
  return { route, id: decode(route.path.exec(path)?.[1] ?? '') };
}

/** An id that is not valid percent-encoding names nothing that exists. */
function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

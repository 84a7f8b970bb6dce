/** The calls about orders. */
import { acceptOrder } from './accept-order.ts';
import { writeAdditionalFields } from './additional-fields.ts';
import { exportFile, exportStatus, isFullExport, startExport } from './export-orders.ts';
import { listOrders } from './list-orders.ts';
import { patchOrders } from './patch-orders.ts';
import type { Route } from './routes.ts';

export const orderRoutes: Route[] = [
  { operation: 'OR11', method: 'GET', path: /^\/api\/orders$/, handler: listOrders },
  { operation: 'OR04', method: 'PUT', path: /^\/api\/orders$/, handler: patchOrders },
  {
    operation: 'OR13',
    method: 'POST',
    path: /^\/api\/orders\/async-export$/,
    handler: startExport,
    use: (call) =>
      call.platform.fullExports !== 'as-differential' && isFullExport(call)
        ? { limit: 'OR13-full', key: 'OR13-full' }
        : { limit: 'OR13', key: 'OR13' },
  },
  {
    operation: 'OR14',
    method: 'GET',
    path: /^\/api\/orders\/async-export\/status\/([^/]+)$/,
    handler: exportStatus,
    use: ({ id }) => ({ limit: 'OR14', key: `OR14 ${id}` }),
  },
  {
    operation: 'OR15',
    method: 'GET',
    path: /^\/api\/orders\/async-export\/files\/([^/]+)$/,
    handler: exportFile,
  },
  { operation: 'OR21', method: 'PUT', path: /^\/api\/orders\/([^/]+)\/accept$/, handler: acceptOrder },
  {
    operation: 'OR31',
    method: 'PUT',
    path: /^\/api\/orders\/([^/]+)\/additional_fields$/,
    handler: writeAdditionalFields,
  },
];

/** The calls about offers and their stock. */
import type { Call } from './call.ts';
import {
  exportOffersNow,
  isFullOfferExport,
  isRepeatedExport,
  offerExportFile,
  offerExportStatus,
  startOfferExport,
} from './export-offers.ts';
import { startStockImport, stockErrorReport, stockImportStatus } from './import-stock.ts';
import { getOffer, listOffers } from './list-offers.ts';
import type { Route, Use } from './routes.ts';
import { writeOffers } from './write-offers.ts';

/** OF51 and OF52 count full and differential exports apart (mirakl.md 1.7). */
function exportUse(operation: 'OF51' | 'OF52'): (call: Call) => Use {
  return (call) => {
    const limit = isFullOfferExport(call) ? `${operation}-full` : operation;
    return { limit, key: limit };
  };
}

export const offerRoutes: Route[] = [
  { operation: 'OF21', method: 'GET', path: /^\/api\/offers$/, handler: listOffers },
  { operation: 'OF24', method: 'POST', path: /^\/api\/offers$/, handler: writeOffers },
  {
    operation: 'OF51',
    method: 'GET',
    path: /^\/api\/offers\/export$/,
    handler: exportOffersNow,
    gives: ['text/csv'],
    use: exportUse('OF51'),
  },
  {
    operation: 'OF52',
    method: 'POST',
    path: /^\/api\/offers\/export\/async$/,
    handler: startOfferExport,
    use: (call) =>
      call.platform.settings.offerExport.repetitions === 'free' && isRepeatedExport(call)
        ? undefined
        : exportUse('OF52')(call),
  },
  {
    operation: 'OF53',
    method: 'GET',
    path: /^\/api\/offers\/export\/async\/status\/([^/]+)$/,
    handler: offerExportStatus,
    use: ({ id }) => ({ limit: 'OF53', key: `OF53 ${id}` }),
  },
  {
    operation: 'OF54',
    method: 'GET',
    path: /^\/api\/offers\/export\/async\/file\/([^/]+)$/,
    handler: offerExportFile,
    gives: ['application/json', 'text/csv'],
  },
  {
    operation: 'STO01',
    method: 'POST',
    path: /^\/api\/offers\/stock\/imports$/,
    handler: startStockImport,
    takes: 'multipart/form-data',
  },
  {
    operation: 'STO02',
    method: 'GET',
    path: /^\/api\/offers\/stock\/imports\/([^/]+)\/status$/,
    handler: stockImportStatus,
    use: ({ id }) => ({ limit: 'STO02', key: `STO02 ${id}` }),
  },
  {
    operation: 'STO03',
    method: 'GET',
    path: /^\/api\/offers\/stock\/imports\/([^/]+)\/error_report$/,
    handler: stockErrorReport,
    gives: ['text/csv'],
  },
  // Last, because its path would also fit "export".
  { operation: 'OF22', method: 'GET', path: /^\/api\/offers\/(?!export$)([^/]+)$/, handler: getOffer },
];

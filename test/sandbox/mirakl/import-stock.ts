/** STO01, STO02 and STO03: a file of quantities, how far it has come, and which lines were refused (mirakl.md 5.2). */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { csvLine, quoted } from './csv.ts';
import { uploadedFile } from './multipart.ts';
import { isoDate } from './order-shape.ts';
import { created, csvText, ok, refuse } from './replies.ts';
import { stockColumns } from './stock-file.ts';
import type { StockImport } from './stock-imports.ts';

/** STO01. */
export function startStockImport(call: Call): SandboxResponse {
  const file = uploadedFile(call.request);
  const { fault } = call;
  const started = call.platform.stockImports.start(file, call.now, {
    fails: fault === 'import-fails',
    takesLonger: typeof fault === 'object' ? fault.importTakes : 0,
  });
  const location = `${call.origin}/api/offers/stock/imports/${started.id}/status`;
  return created({ import_id: started.id }, { location });
}

/** STO02. */
export function stockImportStatus(call: Call): SandboxResponse {
  const { stockImports, shopId } = call.platform;
  const found = stockImports.find(call.id);
  if (!found) return refuse(404, 'Not Found');
  const status = statusOf(found, call.now);
  return ok({
    date_created: isoDate(found.createdAt),
    has_error_report: status === 'COMPLETE' && found.refused.length > 0,
    import_id: found.id,
    lines_in_error: found.refused.length,
    lines_in_success: found.success,
    shop_id: shopId,
    status,
  });
}

/** STO03: the refused lines as they were sent, behind their number and the reason. The names of those two are OF03's. */
export function stockErrorReport(call: Call): SandboxResponse {
  const { stockImports, settings } = call.platform;
  const found = stockImports.find(call.id);
  if (!found || statusOf(found, call.now) !== 'COMPLETE' || found.refused.length === 0)
    return refuse(404, 'Not Found');
  const header = ['error-line', 'error-message', ...stockColumns].map(quoted).join(';');
  const shift = settings.stockImport.lineNumbers === 'file' ? 1 : 0;
  const rows = found.refused.map(({ line, reason, values }) =>
    [csvLine([line + shift]), ...[reason, ...values].map(quoted)].join(';'),
  );
  return csvText(`${[header, ...rows].join('\n')}\n`);
}

function statusOf(found: StockImport, now: number): 'WAITING' | 'RUNNING' | 'COMPLETE' | 'FAILED' {
  if (now < found.startsAt) return 'WAITING';
  if (now < found.endsAt) return 'RUNNING';
  return found.fails ? 'FAILED' : 'COMPLETE';
}

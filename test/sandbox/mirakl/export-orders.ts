/** OR13, OR14 and OR15: the asynchronous order export (mirakl.md 2.2, appendix A). */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { isObject, parseJson, type JsonObject } from './lossless-json.ts';
import { instant, matches, stateSet, type OrderFilter, type Range } from './order-filter.ts';
import { isoDate } from './order-shape.ts';
import { badRequest, bodyObject, ok, okText, refuse } from './replies.ts';

const year = 366 * 24 * 60 * 60 * 1000;

/** OR13: takes what matches now; the files can be fetched when the export is complete. */
export function startExport(call: Call): SandboxResponse {
  const { store, settings, exports } = call.platform;
  const body = bodyObject(call.request);
  const filter = filterOf(body, settings.updateOverlap);
  if (exports.underWay(call.now))
    return refuse(400, 'Only one export request can be created for the same shop account.');
  const rows = store.inOrder().filter((held) => matches(held, filter));
  const files = chunks(
    rows.map((held) => store.serve(held)),
    positive(body, 'items_per_chunk', 1_000_000),
    positive(body, 'megabytes_per_chunk', 512) * 1024 * 1024,
  );
  const started = exports.start(call.now + settings.exportDelay, call.fault === 'export-fails', files);
  return ok({ tracking_id: started.id });
}

/** OR14. */
export function exportStatus(call: Call): SandboxResponse {
  const found = call.platform.exports.find(call.id);
  if (!found) return refuse(404, 'Not Found');
  if (found.completedAt > call.now) return ok({ last_updated: isoDate(call.now), status: 'PENDING' });
  const last_updated = isoDate(found.completedAt);
  if (found.failed) return ok({ last_updated, status: 'FAILED' });
  const urls = found.files.map(
    (_, file) => `${call.origin}/api/orders/async-export/files/${found.id}?file=${file}`,
  );
  return ok({ last_updated, status: 'COMPLETED', urls });
}

/** OR15: no fixed path; this is where the addresses of OR14 lead, and it wants the key as well. */
export function exportFile(call: Call): SandboxResponse {
  const found = call.platform.exports.find(call.id);
  const file = found?.files[Number(call.query.get('file'))];
  if (!found || file === undefined || found.failed || found.completedAt > call.now)
    return refuse(404, 'Not Found');
  return okText(file);
}

/** Whether an OR13 asks for a full export rather than for what changed. */
export function isFullExport(call: Call): boolean {
  try {
    const body = parseJson(call.request.body.toString('utf8'));
    return !isObject(body) || typeof body.start_update_date !== 'string';
  } catch {
    return true;
  }
}

function filterOf(body: JsonObject, updateOverlap: number): OrderFilter {
  const created = range(body, 'start_date', 'end_date');
  const updated = range(body, 'start_update_date', 'end_update_date');
  if (!created && !updated)
    throw badRequest('At least one date range is required: creation date or last updated date.');
  const filter: OrderFilter = {};
  if (created) filter.created = created;
  if (updated) filter.updated = { ...updated, from: updated.from - updateOverlap };
  const states = texts(body, 'order_state_codes');
  if (states) filter.states = stateSet('order_state_codes', states);
  const channels = texts(body, 'channel_codes');
  if (channels) filter.channels = new Set(channels);
  if (body.only_null_channel === true) filter.onlyNullChannel = true;
  if (typeof body.fulfillment_center_codes === 'string') {
    filter.fulfillmentCenters = new Set(body.fulfillment_center_codes.split(','));
  }
  return filter;
}

/** Each end needs the other, and a range spans a year at most (mirakl.md 2.2, sdk-php-shop issue 63). */
function range(body: JsonObject, from: string, to: string): Range | undefined {
  const start = body[from] ?? null;
  const end = body[to] ?? null;
  if (start === null && end === null) return undefined;
  if (typeof start !== 'string' || typeof end !== 'string')
    throw badRequest(`${from} must be used with ${to}.`);
  const found = { from: instant(from, start), to: instant(to, end) };
  if (found.to < found.from) throw badRequest(`${from} must be before ${to}.`);
  if (found.to - found.from > year) throw badRequest('The date range must not exceed one year.');
  return found;
}

function texts(body: JsonObject, name: string): string[] | undefined {
  const value = body[name] ?? null;
  if (value === null) return undefined;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw badRequest(`Error with field ${name}. Please check the field datatype.`);
}

function positive(body: JsonObject, name: string, otherwise: number): number {
  const value = body[name] ?? otherwise;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw badRequest(`Error with field ${name}. Please check the field datatype.`);
}

/** Files of at most so many orders and bytes, and of at least one order; no order at all: one empty file. */
function chunks(rows: string[], items: number, bytes: number): string[] {
  const files: string[][] = [[]];
  let size = 0;
  for (const row of rows) {
    const current = files.at(-1)!;
    if (current.length > 0 && (current.length >= items || size + row.length > bytes)) {
      files.push([row]);
      size = row.length;
    } else {
      current.push(row);
      size += row.length;
    }
  }
  return files.map((file) => `{"orders":[${file.join(',')}]}`);
}

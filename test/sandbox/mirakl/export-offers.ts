/** OF51 to OF54: all offers or those that changed, at once or as files to fetch later (mirakl.md 1.7, appendix A). */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { csvLine } from './csv.ts';
import { isObject, parseJson, type JsonObject } from './lossless-json.ts';
import { csvColumns, jsonFields, rowWriter } from './offer-columns.ts';
import { fileText, filesOf, OfferSnapshot, type OfferExport, type OfferFilter } from './offer-exports.ts';
import { instant } from './order-filter.ts';
import { isoDate } from './order-shape.ts';
import { flag, wrongType } from './query.ts';
import { badRequest, bodyObject, csvText, ok, okText, refuse } from './replies.ts';

const shopName = 'Pretend Tools Ltd';

/** OF52: takes what is there now; the files can be fetched when the export is complete. */
export function startOfferExport(call: Call): SandboxResponse {
  const { offers, offerExports, settings, shopId } = call.platform;
  const body = bodyObject(call.request);
  const format = formatOf(body);
  const filter = filterOf(body.last_request_date ?? null, body.include_inactive_offers ?? null);
  const names = namesOf(texts(body, 'include_fields'), format);
  const header = headerOf(body, names, format);
  const items = within(body, 'items_per_chunk', [settings.offerExport.leastItemsPerChunk, 1_000_000]);
  const megabytes = within(body, 'megabytes_per_chunk', [settings.offerExport.leastMegabytesPerChunk, 1000]);
  const request = call.request.body.toString('utf8');
  const same = offerExports.underWay(request, call.now);
  if (same) return ok({ tracking_id: same.id });
  const write = rowWriter(format, names, { id: shopId, name: shopName });
  const snapshot = new OfferSnapshot(offers, filter);
  const started = offerExports.start({
    request,
    startedAt: call.now,
    completedAt: call.now + settings.offerExport.delay,
    failed: call.fault === 'export-fails',
    format,
    snapshot,
    rowsPerFile: Math.min(items ?? 100_000, rowsIn((megabytes ?? 100) * 1024 * 1024, snapshot, write)),
    write,
    header,
  });
  return ok({ tracking_id: started.id });
}

/** OF53. */
export function offerExportStatus(call: Call): SandboxResponse {
  const found = call.platform.offerExports.find(call.id);
  if (!found) return refuse(404, 'Not Found');
  if (found.completedAt > call.now) return ok({ last_updated: isoDate(found.startedAt), status: 'PENDING' });
  const last_updated = isoDate(found.completedAt);
  if (found.failed)
    return ok({ error: { code: '1', detail: 'Internal error' }, last_updated, status: 'FAILED' });
  // The addresses look as in the specification's example, whose % begins no escape.
  const urls = Array.from(
    { length: filesOf(found) },
    (_, file) =>
      `${call.origin}/api/offers/export/async/file/${found.id}?file=of52-export%offers/${file}.${found.format}`,
  );
  return ok({ last_updated, status: 'COMPLETED', urls });
}

/** OF54: no fixed path; this is where the addresses of OF53 lead, and on this host it wants the key as well. */
export function offerExportFile(call: Call): SandboxResponse {
  const found = call.platform.offerExports.find(call.id);
  const file = fileIn(call, found);
  if (!found || file === undefined) return refuse(404, 'Not Found');
  const text = fileText(found, file);
  return found.format === 'json' ? okText(text) : csvText(text);
}

/** OF51 (deprecated): the same at once, as one CSV. */
export function exportOffersNow(call: Call): SandboxResponse {
  const { offers, shopId } = call.platform;
  const filter = filterOf(
    call.query.get('last_request_date'),
    flag(call.query, 'include_inactive_offers') ?? null,
  );
  const wanted = call.query.get('include_fields');
  const names = namesOf(wanted === null || wanted === '' ? undefined : wanted.split(','), 'csv');
  const write = rowWriter('csv', names, { id: shopId, name: shopName });
  const snapshot = new OfferSnapshot(offers, filter);
  const rows = Array.from({ length: snapshot.length }, (_, at) => write(snapshot.row(at)));
  return csvText(`${[csvLine(names), ...rows].join('\n')}\n`);
}

/** Whether an OF51 or OF52 asks for everything rather than for what changed. */
export function isFullOfferExport(call: Call): boolean {
  if (call.request.method === 'GET') return (call.query.get('last_request_date') ?? '') === '';
  try {
    const body = parseJson(call.request.body.toString('utf8'));
    return !isObject(body) || (body.last_request_date ?? null) === null;
  } catch {
    return true;
  }
}

/** Whether an OF52 repeats one that is under way, which is then answered with that one. */
export function isRepeatedExport({ platform, request, now }: Call): boolean {
  return platform.offerExports.underWay(request.body.toString('utf8'), now) !== undefined;
}

function fileIn(call: Call, found: OfferExport | undefined): number | undefined {
  if (!found || found.failed || found.completedAt > call.now) return undefined;
  const named = /^of52-export%offers\/(\d{1,6})\.(csv|json)$/.exec(call.query.get('file') ?? '');
  if (named?.[2] !== found.format) return undefined;
  return Number(named[1]) < filesOf(found) ? Number(named[1]) : undefined;
}

function formatOf(body: JsonObject): 'csv' | 'json' {
  const type = body.export_type ?? 'text/csv';
  if (type === 'text/csv') return 'csv';
  if (type === 'application/json') return 'json';
  throw wrongType('export_type');
}

function filterOf(since: unknown, inactive: unknown): OfferFilter {
  if (inactive !== null && typeof inactive !== 'boolean') throw wrongType('include_inactive_offers');
  if (since === null || since === '') return { includeInactive: inactive === true };
  if (typeof since !== 'string') throw wrongType('last_request_date');
  if (inactive !== null) throw badRequest('include_inactive_offers cannot be used with last_request_date.');
  return { since: instant('last_request_date', since), includeInactive: true };
}

/** A name that no column has is a mistake here; what Mirakl does with one is not published. */
function namesOf(wanted: string[] | undefined, format: 'csv' | 'json'): string[] {
  const known = format === 'csv' ? csvColumns : jsonFields;
  const unknown = wanted?.find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) throw badRequest(`The field ${unknown} is unknown.`);
  return wanted && wanted.length > 0 ? wanted : Object.keys(known);
}

function headerOf(body: JsonObject, names: string[], format: 'csv' | 'json'): string {
  const renamed = body.rename_fields ?? null;
  if (renamed !== null && (format === 'json' || !isObject(renamed))) throw wrongType('rename_fields');
  if (format === 'json') return '';
  return csvLine(
    names.map((name) => {
      const other = isObject(renamed) ? renamed[name] : undefined;
      return typeof other === 'string' ? other : name;
    }),
  );
}

/** Rows that fit into a file for certain, its header and line ends included. */
function rowsIn(bytes: number, snapshot: OfferSnapshot, write: OfferExport['write']): number {
  const longest = snapshot.longestRow(write) + 1;
  return Math.max(1, Math.floor((bytes - 2048) / longest));
}

function texts(body: JsonObject, name: string): string[] | undefined {
  const value = body[name] ?? null;
  if (value === null) return undefined;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw wrongType(name);
}

function within(body: JsonObject, name: string, [least, most]: [number, number]): number | undefined {
  const value = body[name] ?? null;
  if (value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw badRequest(`${name} must be between ${least} and ${most}.`);
}

/** Change tracking (dataverse.md 6): a first full read with a deltaLink, then what changed, then deletes. */
import { checkReadAll } from './access.ts';
import { badQuery, DataverseError } from './errors.ts';
import type { Row } from './model.ts';
import { parseQuery, type QueryOptions } from './odata/query-options.ts';
import { contextMember, writeOptions } from './odata/read.ts';
import { rowWriter } from './odata/row-writer.ts';
import { readSkipToken, writeSkipToken } from './odata/skip-token.ts';
import { json, plainText, type Call, type OperationAnswer } from './operation.ts';
import { preferenceApplied } from './prefer.ts';
import type { TableSchema } from './schema.ts';
import type { Change } from './storage/table-store.ts';

/** One read, over as many pages as it takes. Rows that change meanwhile come with the next delta link again. */
interface Pass {
  /** Version of the token that it started from; undefined for a full read. */
  from: number | undefined;
  /** Version and sandbox time at which the first page was read: the next token. */
  upto: number;
  at: number;
  /** How many entries earlier pages have served (or, in a full read, the last id). */
  after: number | string;
}

type Entry = { row: Readonly<Row> } | { deleted: string };

/** GET with `Prefer: odata.track-changes`, a $deltatoken, or the $skiptoken of such a read. */
export function readChanges(
  call: Call,
  table: TableSchema,
  shape: 'rows' | 'count' = 'rows',
): OperationAnswer {
  const { engine, operation, prefer } = call;
  call.work.kind = 'query';
  const query = parseQuery(operation.query);
  refuseOptions(query);
  if (!table.model.changeTracking) {
    throw new DataverseError(
      400,
      '0x80060888',
      `Change tracking is not enabled for entity '${table.model.name}'.`,
    );
  }
  checkReadAll(engine, operation.caller, table);
  const path = `${table.model.set}?${query.raw}`;
  const started = query.skipToken === undefined ? undefined : readSkipToken(query.skipToken, path);
  const pass = started ? (started.state as Pass) : newPass(call, query.deltaToken);
  if (shape === 'count') return plainText(String(changesOf(call, table, pass).length));
  const size = Math.min(prefer.maxPageSize ?? engine.settings.maxPageSize, engine.settings.maxPageSize);
  const { entries, next } =
    pass.from === undefined ? fullPage(call, table, pass, size) : deltaPage(call, table, pass, size);
  call.work.rows = entries.length;
  const writer = rowWriter(writeOptions(call), table, query);
  const { base } = operation;
  const link = (token: string): string =>
    JSON.stringify(`${base}${path}${query.raw === '' ? '' : '&'}${token}`);
  const delta = next
    ? ''
    : `,"@odata.deltaLink":${link(`$deltatoken=${encodeURIComponent(writeDeltaToken(pass)).replaceAll('!', '%21')}`)}`;
  const more = next
    ? `,"@odata.nextLink":${link(`$skiptoken=${writeSkipToken(next, (started?.page ?? 1) + 1, path, true)}`)}`
    : '';
  const value = entries.map((entry) =>
    'row' in entry
      ? `{${writer.members(entry.row)}}`
      : `{"@odata.context":"${base}$metadata#${table.model.set}/$deletedEntity","id":"${entry.deleted}","reason":"deleted"}`,
  );
  const context = contextMember(call, table, writer, pass.from === undefined ? '' : '/$delta');
  return json(
    `{${context}${delta},"value":[${value.join(',')}]${more}}`,
    preferenceApplied(operation.headers.prefer, /^odata\.(track-changes|maxpagesize|include-annotations)/),
  );
}

function refuseOptions(query: QueryOptions): void {
  const refused =
    query.filter !== undefined
      ? 'filter'
      : query.orderby.length > 0
        ? 'orderby'
        : query.expand.length > 0
          ? 'expand'
          : query.top !== undefined
            ? 'top'
            : undefined;
  if (refused === undefined) return;
  throw badQuery(`The "$${refused}" query parameter isn't supported when Change Tracking is enabled.`);
}

function newPass(call: Call, token: string | undefined): Pass {
  const { store } = call.engine;
  const from = token === undefined ? undefined : readDeltaToken(call, token);
  return { from, upto: store.version, at: call.engine.now(), after: from === undefined ? '' : 0 };
}

function fullPage(
  call: Call,
  table: TableSchema,
  pass: Pass,
  size: number,
): { entries: Entry[]; next: Pass | undefined } {
  const { rows, ids } = call.engine.store.table(table.model.name);
  const entries: Entry[] = [];
  let last = String(pass.after);
  for (const id of ids.after(last, last)) {
    if (entries.length === size) return { entries, next: { ...pass, after: last } };
    const row = rows.get(id);
    if (row) entries.push({ row });
    last = id;
  }
  return { entries, next: undefined };
}

function deltaPage(
  call: Call,
  table: TableSchema,
  pass: Pass,
  size: number,
): { entries: Entry[]; next: Pass | undefined } {
  const page = changesOf(call, table, pass, size + 1);
  const last = page.length > size ? page[size - 1] : undefined;
  return {
    entries: page.slice(0, size).map(({ entry }) => entry),
    next: last && { ...pass, after: last.order },
  };
}

/**
 * What changed in a pass and earlier pages did not serve, rows first by version, then deletes; `order` grows along the
 * list. Not more than `most`, so that a page costs what is on it.
 */
function changesOf(
  call: Call,
  table: TableSchema,
  pass: Pass,
  most = Infinity,
): { entry: Entry; order: number }[] {
  const { rows, changes } = call.engine.store.table(table.model.name);
  const found: { entry: Entry; order: number }[] = [];
  const after = Math.max(pass.from ?? 0, Number(pass.after));
  for (let at = firstAfter(changes, after); at < changes.length && found.length < most; at++) {
    const change = changes[at];
    if (!change || change.version > pass.upto) break;
    const row = rows.get(change.id);
    if (row?.versionnumber === change.version) found.push({ entry: { row }, order: change.version });
  }
  if (found.length >= most) return found;
  for (const [id, version] of deletedIn(rows, changes, pass)) {
    const order = pass.upto + version;
    if (order > after && found.length < most) found.push({ entry: { deleted: id }, order });
  }
  return found;
}

/** Rows that went in a pass and did not come back, by the version of their going. */
function deletedIn(
  rows: ReadonlyMap<string, unknown>,
  changes: readonly Change[],
  { from, upto }: Pass,
): Map<string, number> {
  const deleted = new Map<string, number>();
  for (let at = firstAfter(changes, from ?? 0); at < changes.length; at++) {
    const change = changes[at];
    if (!change || change.version > upto) break;
    if (!change.deleted || rows.has(change.id)) continue;
    // A row may have gone twice: it stands where it went last, since pages go on by that version.
    deleted.delete(change.id);
    deleted.set(change.id, change.version);
  }
  return deleted;
}

function firstAfter(changes: readonly { version: number }[], version: number): number {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle]?.version ?? 0) <= version) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `919042!08/22/2017 08:10:44`: version and time of the read (fixture 07). */
function writeDeltaToken(pass: Pass): string {
  const iso = new Date(pass.at).toISOString();
  return `${pass.upto}!${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

function readDeltaToken(call: Call, token: string): number {
  const { engine } = call;
  const match = /^(\d+)!(\d\d)\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d)$/.exec(token);
  if (!match) throw badQuery(`The delta token '${token}' is not valid.`);
  const [, version, month, day, year, time] = match;
  const age = engine.now() - Date.parse(`${year}-${month}-${day}T${time}Z`);
  if (Number(version) < engine.oldestDeltaVersion || age > engine.settings.deltaExpiryDays * 86_400_000) {
    throw new DataverseError(
      engine.settings.expiredDeltaStatus,
      '0x80044352',
      'Version stamp associated with the client has expired. Please perform a full sync.',
    );
  }
  return Number(version);
}

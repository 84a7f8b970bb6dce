/* eslint-disable @typescript-eslint/only-throw-error -- the platform rejects with plain objects */
/**
 * The Web API as the page and its controls see it: `context.webAPI` of the platform, for one person. It rejects with a
 * plain object, not an Error, as the platform does (pcf.md 0, trap 9).
 */
import type { AppModel } from './app-model.ts';
import { plainText } from './plain-text.ts';

export type Entity = Record<string, unknown>;

export interface Refusal {
  readonly errorCode: number;
  readonly message: string;
}

export interface WebApi {
  createRecord(table: string, data: Entity): Promise<{ id: string; entityType: string; name: string }>;
  updateRecord(
    table: string,
    id: string,
    data: Entity,
  ): Promise<{ id: string; entityType: string; name: string }>;
  deleteRecord(table: string, id: string): Promise<{ id: string; entityType: string; name: string }>;
  retrieveRecord(table: string, id: string, options?: string): Promise<Entity>;
  retrieveMultipleRecords(
    table: string,
    options?: string,
    maxPageSize?: number,
  ): Promise<{ entities: Entity[]; nextLink: string }>;
}

export interface FormApi extends WebApi {
  /** An unbound action, as the commands of the product call them; controls cannot (pcf.md 3). */
  execute(action: string, parameters: Entity): Promise<void>;
}

export function webApi(
  model: AppModel,
  person: string,
  { from = 'form', offline = () => false }: { from?: string; offline?: () => boolean } = {},
): FormApi {
  const root = `/as/${person}/api/data/v9.2`;

  async function call(method: string, path: string, body?: Entity, prefer?: string) {
    if (offline()) throw refusal(0, 'There is no network connection.');
    const answer = await fetch(`${root}/${path}`, {
      method,
      headers: {
        accept: 'application/json',
        'odata-version': '4.0',
        'odata-maxversion': '4.0',
        'x-host-from': from,
        ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
        ...(method === 'PATCH' ? { 'if-match': '*' } : {}),
        ...(prefer === undefined ? {} : { prefer }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw refusal(0, 'There is no network connection.');
    });
    const text = await answer.text();
    const json = (text === '' ? {} : JSON.parse(text)) as Entity & {
      error?: { code?: string; message?: string };
    };
    if (!answer.ok) {
      throw refusal(
        Number.parseInt(json.error?.code ?? '0', 16) | 0,
        json.error?.message ?? answer.statusText,
      );
    }
    return { json, id: /\(([^)]+)\)$/.exec(answer.headers.get('odata-entityid') ?? '')?.[1] ?? '' };
  }

  const set = (table: string) => {
    const known = model.tables[table];
    if (!known) throw refusal(0, `The entity "${table}" cannot be found.`);
    return known.set;
  };
  const annotations = 'odata.include-annotations="*"';
  return {
    createRecord: async (table, data) => ({
      entityType: table,
      id: (await call('POST', set(table), data)).id,
      name: '',
    }),
    updateRecord: async (table, id, data) => {
      await call('PATCH', `${set(table)}(${id})`, data);
      return { entityType: table, id, name: '' };
    },
    deleteRecord: async (table, id) => {
      await call('DELETE', `${set(table)}(${id})`);
      return { entityType: table, id, name: '' };
    },
    retrieveRecord: async (table, id, options = '') =>
      (await call('GET', `${set(table)}(${id})${options}`, undefined, annotations)).json,
    retrieveMultipleRecords: async (table, options = '', maxPageSize = 5000) => {
      const { json } = await call(
        'GET',
        `${set(table)}${encodeOptions(options)}`,
        undefined,
        `${annotations},odata.maxpagesize=${maxPageSize}`,
      );
      return { entities: json.value as Entity[], nextLink: plainText(json['@odata.nextLink']) };
    },
    execute: async (action, parameters) => {
      await call('POST', action, parameters);
    },
  };
}

/** The platform takes option texts as people write them, with blanks and quotes. */
function encodeOptions(options: string): string {
  return options.replaceAll(' ', '%20').replaceAll('#', '%23');
}

function refusal(errorCode: number, message: string): Refusal {
  return { errorCode, message };
}

export function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}

const formatted = '@OData.Community.Display.V1.FormattedValue';

/** What a column of a row says, formatted where Dataverse did; lookups by the name of their target. */
export function shown(row: Entity, column: string): string {
  for (const name of [column, `_${column}_value`]) {
    const text = plainText(row[`${name}${formatted}`] ?? row[name]);
    if (text !== '') return text.replace(idleZeros, '$1');
  }
  return '';
}

/** Money columns of the product keep four decimals; people see the currency's two where the others say nothing. */
const idleZeros = /^(\D{0,4}[\d,]+\.\d\d)0+$/;

/** The target of a lookup; null where it is empty. */
export function lookedUp(row: Entity, column: string): { id: string; table: string; name: string } | null {
  const id = row[`_${column}_value`];
  if (typeof id !== 'string') return null;
  const table = row[`_${column}_value@Microsoft.Dynamics.CRM.lookuplogicalname`];
  return { id, table: plainText(table), name: shown(row, column) };
}

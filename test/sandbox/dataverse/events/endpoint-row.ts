/** An endpoint as its row has it now: what was imported, and what an administrator set since. */
import type { Database } from '../hooks.ts';
import type { Row } from '../model.ts';
import { scalarText } from '../values.ts';
import type { PostingEndpoint } from './poster.ts';

const WEBHOOK = 8;
const AUTH_TYPES: Readonly<Record<number, PostingEndpoint['authType']>> = {
  2: 'sas-key',
  4: 'webhook-key',
  5: 'http-header',
  6: 'http-query-string',
};

/** Undefined when the endpoint was deleted, or when an administrator made it of a kind that is not served here. */
export function postingEndpoint(database: Database, id: string): PostingEndpoint | undefined {
  const row: Readonly<Row> | undefined = database.get('serviceendpoint', id);
  const authType = AUTH_TYPES[Number(row?.authtype)];
  if (!row || !authType) return undefined;
  const text = (name: string): string => scalarText(row[name]);
  return {
    id,
    name: text('name'),
    contract: row.contract === WEBHOOK ? 'webhook' : 'queue',
    namespaceAddress: text('namespaceaddress'),
    path: text('path'),
    sasKeyName: text('saskeyname'),
    sasKey: text('saskey'),
    url: text('url'),
    authType,
    authValue: text('authvalue'),
  };
}

/**
 * What many records have in common stands once, as a row of its own that their exceptions point at: people fix it
 * there, and a control on any of the records says how many are cleared (DESIGN 5, Exceptions). A row whose id is a
 * function of the cause key, made with the first exception that has it and written only when absent or different.
 */
import { choice, type t, type ReadRow, type WriteRow } from '@marketplace-bridge/solution';
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import { isSharedCause } from '../../domain/cause-key.ts';
import { among } from '../filters.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';

export type CauseWrite = WriteRow<typeof t.cause>;

const columns = ['mpb_causeid', 'mpb_causekey', 'mpb_open', 'mpb_held', 'mpb_fixedon', 'createdon'] as const;
export type CauseRow = Pick<ReadRow<typeof t.cause>, (typeof columns)[number]> & { '@odata.etag': string };

export function causeRowId(causeKey: string, { ids }: Pick<Marketplace, 'ids'>): string {
  return ids.id('cause', causeKey);
}

/** The link of an exception to its shared cause; none where nobody else can have the same one. */
export function causeBind(
  causeKey: string,
  marketplace: Pick<Marketplace, 'ids'>,
): { 'mpb_causeid@odata.bind'?: string } {
  if (!isSharedCause(causeKey)) return {};
  return { 'mpb_causeid@odata.bind': `/mpb_causes(${causeRowId(causeKey, marketplace)})` };
}

/** Refused with 412 where it is there already, which is as good. */
export function causeCreation(
  cause: { readonly causeKey: string; readonly name: string },
  marketplace: Marketplace,
  counts: CauseWrite = {},
): Operation {
  return {
    method: 'PATCH',
    path: `mpb_causes(${causeRowId(cause.causeKey, marketplace)})`,
    ifNoneMatch: '*',
    body: {
      mpb_name: cause.name,
      mpb_causekey: cause.causeKey,
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      ...counts,
    } satisfies CauseWrite,
  };
}

/** The causes that writes of exceptions point at: sent before them in the same request, each once. */
export function causesBefore(items: readonly BatchItem[], marketplace: Marketplace): Operation[] {
  const names = new Map<string, string>();
  for (const body of exceptionBodies(items)) {
    const { mpb_causekey: key, mpb_name: name } = body;
    if ('mpb_causeid@odata.bind' in body && typeof key === 'string' && !names.has(key)) {
      names.set(key, name ?? key);
    }
  }
  return [...names].map(([causeKey, name]) => causeCreation({ causeKey, name }, marketplace));
}

/** Shared causes of which an exception was opened or closed: they are to be counted again. */
export function causesTouched(items: readonly BatchItem[]): string[] {
  const keys = exceptionBodies(items).flatMap(({ mpb_causekey: key }) => key ?? []);
  return [...new Set(keys.filter(isSharedCause))];
}

export function causeQuery(causeKeys: readonly string[], marketplace: Marketplace): Operation {
  const ids = causeKeys.map((key) => causeRowId(key, marketplace));
  return {
    method: 'GET',
    path: `mpb_causes?$select=${columns.join(',')}&$filter=${among('mpb_causeid', ids)}`,
  };
}

/** What holds records of this marketplace up now; `about` narrows it down. */
export function openExceptions(marketplace: Marketplace, about = ''): string {
  return (
    `mpb_exceptions?$select=mpb_causekey,_mpb_orderid_value,_mpb_listingid_value&$filter=statecode eq 0` +
    ` and mpb_severity eq ${choice.severity.values.blocking} and _mpb_marketplaceid_value eq ${marketplace.id}${about}`
  );
}

function exceptionBodies(items: readonly BatchItem[]): WriteRow<typeof t.exception>[] {
  const operations = items.flatMap((item) => ('changeSet' in item ? item.changeSet : [item]));
  return operations
    .filter(({ path, method }) => method !== 'GET' && path.startsWith('mpb_exceptions'))
    .map(({ body }) => body as WriteRow<typeof t.exception>);
}

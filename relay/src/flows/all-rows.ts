/** A query in a $batch answers its first page only; the pages behind it are asked for one by one. */
import type { BatchAnswer, Lane } from '../dataverse/client.ts';
import { bodyOf } from './answers.ts';
import type { Ports } from './ports.ts';

export interface Page<T> {
  readonly value: readonly T[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

export async function allRows<T>(
  { dataverse }: Pick<Ports, 'dataverse'>,
  answer: BatchAnswer | undefined,
  lane: Lane,
): Promise<T[]> {
  let page = bodyOf(answer) as Page<T>;
  const rows = [...page.value];
  for (let next = page['@odata.nextLink']; next !== undefined; next = page['@odata.nextLink']) {
    page = bodyOf(await dataverse.send({ method: 'GET', path: belowRoot(next) }, lane)) as Page<T>;
    for (const row of page.value) rows.push(row);
  }
  return rows;
}

/** `products?...` from an absolute link: a part of a $batch is relative to the service root, and a column holds less. */
export function belowRoot(link: string): string {
  return link.replace(/^.*\/api\/data\/v9\.\d+\//, '');
}

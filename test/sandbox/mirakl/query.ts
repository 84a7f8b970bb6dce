/** Reading query parameters as the classic calls do, and the offset pages of their answers (mirakl.md 1.4, 1.6, 1.8). */
import type { Call } from './call.ts';
import { badRequest } from './replies.ts';

export function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const value = query.get(name);
  if (value === null || value === '') return otherwise;
  if (!/^\d{1,9}$/.test(value)) throw wrongType(name);
  return Number(value);
}

export function flag(query: URLSearchParams, name: string): boolean | undefined {
  const value = oneOf(query, name, ['true', 'false']);
  return value === undefined ? undefined : value === 'true';
}

export function oneOf(query: URLSearchParams, name: string, allowed: string[]): string | undefined {
  const value = query.get(name);
  if (value === null || value === '') return undefined;
  if (!allowed.includes(value)) throw wrongType(name);
  return value;
}

export function wrongType(name: string): ReturnType<typeof badRequest> {
  return badRequest(`Error with field ${name}. Please check the field datatype.`);
}

export interface Paging {
  max: number;
  offset: number;
  descending: boolean;
}

/** `sorts`: what the operation can be sorted by. */
export function paging({ query, platform }: Call, sorts: string[]): Paging {
  let max = wholeNumber(query, 'max', 10);
  if (max > 100 && platform.maxOver100 === 'reject') {
    throw badRequest('The limit of 100 is exceeded for the parameter : max');
  }
  max = Math.min(max, 100);
  if (max < 1) throw wrongType('max');
  oneOf(query, 'sort', sorts);
  const order = oneOf(query, 'order', ['asc', 'desc']);
  return { max, offset: wholeNumber(query, 'offset', 0), descending: order === 'desc' };
}

/** `Link` with the whole address of the next and the previous page; none where there is neither. */
export function linkHeader(
  call: Call,
  page: { max: number; offset: number; total: number },
): { link?: string } {
  const link = (offset: number, rel: string): string => {
    const query = new URLSearchParams(call.query);
    query.set('offset', String(offset));
    query.set('max', String(page.max));
    return `<${call.origin}${call.path}?${query.toString()}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (page.offset > 0) links.push(link(Math.max(0, page.offset - page.max), 'previous'));
  if (page.offset + page.max < page.total) links.push(link(page.offset + page.max, 'next'));
  return links.length > 0 ? { link: links.join(', ') } : {};
}

/** Where a page ended, as the opaque cookie of $skiptoken (fixture 09). Signed, so that a changed one is refused. */
import { createHmac } from 'node:crypto';
import { badQuery } from '../errors.ts';

const secret = 'pretend-dataverse';

/** `query` ties the token to the query that it belongs to; `tracking` marks the pages of change tracking. */
export function writeSkipToken(state: unknown, page: number, query: string, tracking = false): string {
  const text = Buffer.from(JSON.stringify(state), 'utf8').toString('base64url');
  const cookie = `<cookie pagenumber="${page}" pagingcookie="${text}.${sign(text, page, query)}" istracking="${tracking ? 'True' : 'False'}" />`;
  return encodeURIComponent(cookie);
}

export function readSkipToken(token: string, query: string): { state: unknown; page: number } {
  const match =
    /^<cookie pagenumber="(\d+)" pagingcookie="([\w-]+)\.([\w-]+)" istracking="(?:True|False)" \/>$/.exec(
      token,
    );
  const [, page = '', text = '', signature = ''] = match ?? [];
  if (!match || sign(text, Number(page), query) !== signature)
    throw badQuery('Malformed XML in the paging cookie of $skiptoken.');
  return { state: JSON.parse(Buffer.from(text, 'base64url').toString('utf8')), page: Number(page) };
}

function sign(text: string, page: number, query: string): string {
  return createHmac('sha256', secret).update(`${page}\n${query}\n${text}`).digest('base64url').slice(0, 22);
}

/** Where the page is, as the part of the address after `#`: a list of a table, or a form of one record. */
export type Route =
  | { readonly page: 'list'; readonly table: string; readonly view: string | null }
  | { readonly page: 'form'; readonly table: string; readonly id: string | null };

export function readRoute(hash: string): Route {
  const [page, table = '', last] = hash.replace(/^#\/?/, '').split('/');
  if (page === 'form' && table !== '') return { page, table, id: last === 'new' ? null : (last ?? null) };
  return { page: 'list', table: table === '' ? 'mpb_order' : table, view: last ?? null };
}

export function hashOf(route: Route): string {
  return route.page === 'form'
    ? `#/form/${route.table}/${route.id ?? 'new'}`
    : `#/list/${route.table}${route.view === null ? '' : `/${route.view}`}`;
}

export function go(route: Route): void {
  location.hash = hashOf(route);
}

/** What the parts of the list are given. */
import type { Host } from '../../shared/host.ts';
import type { ListRow } from '../model/list-row.ts';
import type { Sorting } from '../model/sorting.ts';

export interface ListProps {
  readonly host: Host;
  readonly rows: readonly ListRow[];
  /** Whether the view carries a column. */
  readonly has: (column: string) => boolean;
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: Iterable<string>) => void;
  readonly open: (row: ListRow) => void;
  readonly sorting: Sorting | null;
  readonly sort: (column: string) => void;
}

export function withToggled(selected: ReadonlySet<string>, id: string, on: boolean): ReadonlySet<string> {
  const next = new Set(selected);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

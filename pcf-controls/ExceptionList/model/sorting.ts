/** Order of the list, which is the order of the data-set: the platform reads it again in the new one (pcf.md 3). */
type SortStatus = ComponentFramework.PropertyHelper.DataSetApi.SortStatus;

export interface Sorting {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

const ascending = 0;
const descending = 1;

export function sortingOf(sorting: readonly SortStatus[]): Sorting | null {
  const [first] = sorting;
  if (first === undefined) return null;
  return {
    column: first.name,
    direction: first.sortDirection === descending ? 'descending' : 'ascending',
  };
}

/** The platform looks at its own array, so that it is changed in place. Once more on a column turns it round. */
export function sortBy(sorting: SortStatus[], column: string): void {
  const [first] = sorting;
  const turned = first?.name === column && first.sortDirection === ascending;
  sorting.splice(0, sorting.length, { name: column, sortDirection: turned ? descending : ascending });
}

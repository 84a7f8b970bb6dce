import type { Column } from './column.ts';

/** Closed rows are inactive (statecode 1) with a status of their own (TENANT 19). */
export interface Status {
  readonly value: number;
  readonly state: 'active' | 'inactive';
  readonly label: string;
}

export interface Key {
  readonly name: string;
  readonly display: string;
  readonly columns: readonly string[];
}

/** A table of ours. The primary key is `<name>id`, the primary name column `mpb_name`. */
export interface Table<
  Name extends string = string,
  Columns extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>,
> {
  readonly name: Name;
  readonly set: string;
  readonly display: string;
  readonly plural: string;
  readonly description: string;
  /** `user`: rows have an owner (a team). `organization`: set-up and machinery. */
  readonly ownership: 'user' | 'organization';
  readonly changeTracking: boolean;
  readonly audit: boolean;
  readonly nameColumn: { readonly display: string; readonly maxLength: number };
  readonly columns: Columns;
  readonly keys: readonly Key[];
  readonly statuses: readonly Status[];
}

const ordinaryStatuses: readonly Status[] = [
  { value: 1, state: 'active', label: 'Active' },
  { value: 2, state: 'inactive', label: 'Inactive' },
];

type Draft<Name extends string, Columns extends Readonly<Record<string, Column>>> = Pick<
  Table<Name, Columns>,
  'name' | 'set' | 'display' | 'plural' | 'description' | 'ownership' | 'columns'
> &
  Partial<Pick<Table, 'changeTracking' | 'audit' | 'nameColumn' | 'keys' | 'statuses'>>;

export function table<const Name extends string, const Columns extends Readonly<Record<string, Column>>>(
  draft: Draft<Name, Columns>,
): Table<Name, Columns> {
  return {
    changeTracking: false,
    audit: false,
    nameColumn: { display: 'Name', maxLength: 200 },
    keys: [],
    statuses: ordinaryStatuses,
    ...draft,
  };
}

/** Columns that we add to a table of the product; never anything else (TENANT 3). */
export interface Extension<
  Name extends string = string,
  Columns extends Readonly<Record<string, Column>> = Readonly<Record<string, Column>>,
> {
  readonly extends: Name;
  readonly set: string;
  /** Schema name as the product spells it, for the zip. */
  readonly schemaName: string;
  readonly display: string;
  /** The Microsoft solution that owns the table and the lowest version that we accept. */
  readonly ownerSolution: string;
  readonly columns: Columns;
  readonly keys: readonly Key[];
}

export function extension<const Name extends string, const Columns extends Readonly<Record<string, Column>>>(
  draft: Extension<Name, Columns>,
): Extension<Name, Columns> {
  return draft;
}

/**
 * Name of the relationship behind a lookup; also the collection-valued navigation property on the table looked up. It
 * begins with the publisher's prefix even where the table is not ours.
 */
export function relationshipName(tableName: string, lookupColumn: string): string {
  return `${tableName.startsWith('mpb_') ? '' : 'mpb_'}${tableName}_${lookupColumn}`;
}

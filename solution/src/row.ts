/**
 * Row types derived from the table definitions: what a GET of the Web API answers and what a POST or PATCH may send.
 * A mistyped column does not compile. Source of the shapes: Dataverse Web API (lookup properties `_x_value`,
 * `x@odata.bind`).
 */
import type {
  BooleanColumn,
  ChoiceColumn,
  Column,
  DateTimeColumn,
  DecimalColumn,
  FileColumn,
  IntegerColumn,
  LookupColumn,
  MoneyColumn,
} from './column.ts';
import type { Extension, Table } from './table.ts';

type Value<C> = C extends IntegerColumn | DecimalColumn | MoneyColumn
  ? number
  : C extends BooleanColumn
    ? boolean
    : C extends ChoiceColumn<infer Values>
      ? Values[keyof Values]
      : C extends DateTimeColumn
        ? string
        : string;

type Columns<T> = T extends Table<string, infer C> ? C : T extends Extension<string, infer C> ? C : never;

type PlainNames<C> = {
  [K in keyof C]: C[K] extends LookupColumn | FileColumn ? never : K;
}[keyof C];
type LookupNames<C> = { [K in keyof C]: C[K] extends LookupColumn ? K : never }[keyof C] & string;
type MoneyTable<C> = { [K in keyof C]: C[K] extends MoneyColumn ? true : never }[keyof C];

/** Columns that every table of ours has besides its own. */
interface SystemColumns {
  readonly '@odata.etag'?: string;
  mpb_name: string | null;
  statecode: number;
  statuscode: number;
  createdon: string;
  modifiedon: string;
  _createdby_value: string;
  _modifiedby_value: string;
  _ownerid_value: string;
}

type PrimaryKey<T> = T extends Table<infer Name> ? Record<`${Name}id`, string> : unknown;

type OwnColumns<C extends Readonly<Record<string, Column>>> = {
  [K in PlainNames<C>]: Value<C[K]> | null;
} & { [K in LookupNames<C> as `_${K}_value`]: string | null };

/** A row as a GET answers it; narrow it with Pick to what was selected. */
export type ReadRow<T> = T extends Table
  ? OwnColumns<Columns<T>> & SystemColumns & PrimaryKey<T>
  : OwnColumns<Columns<T>>;

/** A row as a POST or PATCH sends it: absent columns are left alone, null clears. */
export type WriteRow<T> = T extends Table
  ? Partial<
      { [K in PlainNames<Columns<T>>]: Value<Columns<T>[K]> | null } & {
        [K in LookupNames<Columns<T>> as `${K}@odata.bind`]: string | null;
      } & PrimaryKey<T> & {
          mpb_name: string;
          statecode: 0 | 1;
          statuscode: number;
          'ownerid@odata.bind': string;
        } & (MoneyTable<Columns<T>> extends never ? unknown : { 'transactioncurrencyid@odata.bind': string })
    >
  : Partial<
      { [K in PlainNames<Columns<T>>]: Value<Columns<T>[K]> | null } & {
        [K in LookupNames<Columns<T>> as `${K}@odata.bind`]: string | null;
      }
    >;

/** The name of a column that can be put in $select. */
export type Selectable<T> = keyof ReadRow<T> & string;

/**
 * Short notation for columns. The schema name says it all: its lower-case form is the logical name, and split at its
 * capitals it is the display name. Sources: the generated table references and CDM (dataverse.md 9).
 */
import type { ColumnModel, ColumnType, OptionModel } from '../model.ts';

/** What a table may say beyond type and name. */
export interface ColumnOptions {
  required?: ColumnModel['required'];
  /** Not accepted in a payload: 'never', or only on the other kind of write. */
  writable?: 'never' | 'create' | 'update';
  display?: string;
  default?: number | boolean | string;
  min?: number;
  max?: number;
  precision?: number;
}

/** One relationship of a lookup; polymorphic lookups have one per target. */
export interface TargetSpec {
  table: string;
  /** Default: the column's logical name. */
  navigation?: string;
  /** Default: the relationship's name. */
  collection?: string;
  /** Default: `<target>_<table>_<column>`. */
  relationship?: string;
  /** Default: removeLink. */
  onDelete?: 'cascade' | 'none' | 'removeLink' | 'restrict';
}

export interface ColumnSpec {
  column: ColumnModel;
  targets: readonly TargetSpec[];
}

function spec(
  type: ColumnType,
  schemaName: string,
  options: ColumnOptions,
  extra: Partial<ColumnModel> = {},
): ColumnSpec {
  const { writable, display, ...rest } = options;
  return {
    targets: [],
    column: {
      name: schemaName.toLowerCase(),
      schemaName,
      type,
      display: display ?? schemaName.replace(/_/g, ' ').replace(/([a-z])(?=[A-Z])/g, '$1 '),
      required: 'none',
      validForCreate: writable === undefined || writable === 'create',
      validForUpdate: writable === undefined || writable === 'update',
      validForRead: true,
      ...extra,
      ...rest,
    },
  };
}

export const text = (name: string, maxLength: number, options: ColumnOptions = {}): ColumnSpec =>
  spec('text', name, options, { maxLength });

export const memo = (name: string, maxLength = 2000, options: ColumnOptions = {}): ColumnSpec =>
  spec('memo', name, options, { maxLength });

export const integer = (name: string, min: number, max: number, options: ColumnOptions = {}): ColumnSpec =>
  spec('integer', name, options, { min, max });

/** `precision` decimal places; bounds of +-100 thousand million unless told otherwise. */
export const decimal = (name: string, precision: number, options: ColumnOptions = {}): ColumnSpec =>
  spec('decimal', name, options, { precision, min: -100_000_000_000, max: 100_000_000_000 });

/** `precision` places are kept; a float of the platform. */
export const double = (name: string, precision: number, options: ColumnOptions = {}): ColumnSpec =>
  spec('double', name, options, { precision, min: -100_000_000_000, max: 100_000_000_000 });

/** The largest amount that a money column of the platform holds. */
export const LARGEST_MONEY = 922_337_203_685_477;

/** Stored with four decimals; which of them survive is up to the pricing rules. Its `_base` twin comes by itself. */
export const money = (name: string, options: ColumnOptions = {}): ColumnSpec =>
  spec('money', name, options, { precision: 4, min: -LARGEST_MONEY, max: LARGEST_MONEY });

export const yesNo = (name: string, initial: boolean, options: ColumnOptions = {}): ColumnSpec =>
  spec('boolean', name, { default: initial, ...options });

export const moment = (name: string, options: ColumnOptions = {}): ColumnSpec =>
  spec('datetime', name, options);

export const day = (name: string, options: ColumnOptions = {}): ColumnSpec => spec('date', name, options);

export const id = (name: string, options: ColumnOptions = {}): ColumnSpec =>
  spec('uniqueidentifier', name, options);

/** Options as `{ value: label }`. */
export const choice = (
  name: string,
  labels: Readonly<Record<number, string>>,
  options: ColumnOptions = {},
): ColumnSpec => spec('choice', name, options, { options: toOptions(labels) });

function toOptions(labels: Readonly<Record<number, string>>): OptionModel[] {
  return Object.entries(labels).map(([value, label]) => ({ value: Number(value), label }));
}

/** One state of a table with the statuses that belong to it; the first status is its default. */
export interface StateSpec {
  value: number;
  label: string;
  statuses: Readonly<Record<number, string>> | readonly (readonly [number, string])[];
}

/** statecode and statuscode. Statuses as pairs keep their order where the default is not the smallest value. */
export function states(...list: readonly StateSpec[]): ColumnSpec[] {
  const all = list.map((state) => ({
    ...state,
    pairs: Array.isArray(state.statuses)
      ? (state.statuses as readonly (readonly [number, string])[])
      : Object.entries(state.statuses).map(([value, label]) => [Number(value), label as string] as const),
  }));
  const first = all[0];
  if (!first) throw new Error('a table with states has at least one');
  return [
    spec(
      'state',
      'StateCode',
      { required: 'system', writable: 'update', display: 'Status', default: first.value },
      {
        options: all.map(({ value, label, pairs }) => ({ value, label, defaultStatus: pairs[0]?.[0] ?? -1 })),
      },
    ),
    spec(
      'status',
      'StatusCode',
      { display: 'Status Reason', default: first.pairs[0]?.[0] ?? -1 },
      {
        options: all.flatMap(({ value: state, pairs }) =>
          pairs.map(([value, label]) => ({ value, label, state })),
        ),
      },
    ),
  ];
}

export const activeInactive = (): ColumnSpec[] =>
  states(
    { value: 0, label: 'Active', statuses: { 1: 'Active' } },
    { value: 1, label: 'Inactive', statuses: { 2: 'Inactive' } },
  );

export function lookup(name: string, target: TargetSpec | string, options: ColumnOptions = {}): ColumnSpec {
  const targets = [typeof target === 'string' ? { table: target } : target];
  return { ...spec('lookup', name, options, { targets: targets.map(({ table }) => table) }), targets };
}

/** Account or contact; each has its own navigation property, `<column>_account` and `<column>_contact`. */
export function customer(
  name: string,
  collections: { account: string; contact: string },
  options: ColumnOptions = {},
): ColumnSpec {
  const targets = (['account', 'contact'] as const).map((table) => ({
    table,
    navigation: `${name.toLowerCase()}_${table}`,
    collection: collections[table],
    relationship: collections[table],
    onDelete: 'restrict' as const,
  }));
  return { ...spec('customer', name, options, { targets: ['account', 'contact'] }), targets };
}

/** Billing or shipping address of an order: lengths of dataverse.md 9. */
export function orderAddress(prefix: 'BillTo' | 'ShipTo'): ColumnSpec[] {
  return [
    id(`${prefix}_AddressId`),
    text(`${prefix}_Name`, 200),
    text(`${prefix}_ContactName`, 150),
    ...[1, 2, 3].map((line) => text(`${prefix}_Line${line}`, 250)),
    text(`${prefix}_City`, 80),
    text(`${prefix}_StateOrProvince`, 50),
    text(`${prefix}_PostalCode`, 20),
    text(`${prefix}_Country`, 80),
    text(`${prefix}_Telephone`, 50),
    text(`${prefix}_Fax`, 50),
  ];
}

/** Composite text that the platform makes from an address; people cannot write it. */
export const composite = (prefix: string): ColumnSpec =>
  memo(`${prefix}_Composite`, 1000, { writable: 'never' });

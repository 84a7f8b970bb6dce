/** Saved views as data: what lists, sub-grids and lookups show (solution.md 3.6). */
export interface View {
  /** Part of the id; never changes. */
  readonly key: string;
  readonly table: string;
  readonly name: string;
  readonly kind: ViewKind;
  readonly isDefault: boolean;
  /** Column and its width in pixels, from left to right. */
  readonly columns: readonly ViewColumn[];
  readonly order: readonly Order[];
  readonly conditions: readonly Condition[];
  /** Columns that are searched; for quick find only. */
  readonly find: readonly string[];
}

export type ViewKind = 'public' | 'advancedFind' | 'associated' | 'quickFind' | 'lookup';
export type ViewColumn = readonly [column: string, width: number];

export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

export interface Condition {
  readonly column: string;
  readonly operator: 'eq' | 'ne' | 'gt' | 'null' | 'eq-userid' | 'eq-userteams';
  readonly value: number | null;
}

export const ascending = (column: string): Order => ({ column, descending: false });
export const descending = (column: string): Order => ({ column, descending: true });

export const is = (column: string, value: number): Condition => ({ column, operator: 'eq', value });
export const isNot = (column: string, value: number): Condition => ({ column, operator: 'ne', value });
export const isAbove = (column: string, value: number): Condition => ({ column, operator: 'gt', value });
export const isEmpty = (column: string): Condition => ({ column, operator: 'null', value: null });
export const isMe = (column: string): Condition => ({ column, operator: 'eq-userid', value: null });

export const active = is('statecode', 0);
export const inactive = is('statecode', 1);

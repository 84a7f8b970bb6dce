/** What a column can hold in a context, told apart by kind instead of by .NET type names. */
export type ContextValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'yes-no'; readonly yes: boolean }
  /** ISO 8601, UTC. */
  | { readonly kind: 'instant'; readonly at: string }
  | { readonly kind: 'choice'; readonly value: number }
  | { readonly kind: 'choices'; readonly values: readonly number[] }
  /** Major units as a plain number: the serializer loses the scale, so no sum may be made of it. */
  | { readonly kind: 'money'; readonly amount: number }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'row'; readonly row: ContextRow }
  /** Activity parties. */
  | { readonly kind: 'rows'; readonly rows: readonly ContextRow[] }
  /** A type that nobody here knows; tolerated, because nothing that we decide on has one. */
  | { readonly kind: 'unrecognised'; readonly type: string };

export interface Reference {
  readonly table: string;
  /** Lower case; null for the empty GUID. */
  readonly id: string | null;
  readonly name: string | null;
}

export interface ContextRow {
  readonly table: string;
  readonly id: string | null;
  readonly columns: ReadonlyMap<string, ContextValue>;
}

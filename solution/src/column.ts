/**
 * The kinds of column that our tables use, as data. Names are lower case everywhere: logical name, schema name and
 * navigation property are then one spelling, and the casing traps of @odata.bind cannot bite.
 */
interface Common {
  readonly display: string;
  readonly description: string;
  /** `required` is enforced by forms only, as in Dataverse ("application required"). */
  readonly required: boolean;
  readonly audit: boolean;
}

export interface TextColumn extends Common {
  readonly kind: 'text';
  readonly maxLength: number;
  readonly format: 'text' | 'url';
}
export interface MemoColumn extends Common {
  readonly kind: 'memo';
  readonly maxLength: number;
}
export interface IntegerColumn extends Common {
  readonly kind: 'integer';
  readonly min: number;
  readonly max: number;
}
export interface DecimalColumn extends Common {
  readonly kind: 'decimal';
  readonly places: number;
  readonly min: number;
  readonly max: number;
}
/** Money follows the currency's own precision; its table gets transactioncurrencyid, exchangerate and a base column. */
export interface MoneyColumn extends Common {
  readonly kind: 'money';
}
export interface BooleanColumn extends Common {
  readonly kind: 'boolean';
  readonly initially: boolean;
}
export interface ChoiceColumn<
  Values extends Readonly<Record<string, number>> = Readonly<Record<string, number>>,
> extends Common {
  readonly kind: 'choice';
  readonly choice: Choice<Values>;
}
/** `datetime` is stored in UTC and shown in the user's own zone; `date` has no time at all. */
export interface DateTimeColumn extends Common {
  readonly kind: 'datetime' | 'date';
}
export interface LookupColumn extends Common {
  readonly kind: 'lookup';
  /** Logical name of the table looked up. */
  readonly to: string;
  readonly onDelete: 'Cascade' | 'RemoveLink' | 'Restrict';
}
export interface FileColumn extends Common {
  readonly kind: 'file';
  readonly maxKilobytes: number;
}

export type Column =
  | TextColumn
  | MemoColumn
  | IntegerColumn
  | DecimalColumn
  | MoneyColumn
  | BooleanColumn
  | ChoiceColumn
  | DateTimeColumn
  | LookupColumn
  | FileColumn;

/** A global choice: its values by name (what the code says) with the labels that people see. */
export interface Choice<Values extends Readonly<Record<string, number>> = Readonly<Record<string, number>>> {
  readonly name: string;
  readonly display: string;
  readonly description: string;
  readonly values: Values;
  readonly labels: Readonly<Record<keyof Values & string, string>>;
}

type Options = Partial<Pick<Common, 'description' | 'required' | 'audit'>>;
const common = (display: string, options: Options) => ({
  display,
  description: options.description ?? '',
  required: options.required ?? false,
  audit: options.audit ?? false,
});

export const text = (display: string, maxLength: number, options: Options = {}): TextColumn => ({
  kind: 'text',
  format: 'text',
  maxLength,
  ...common(display, options),
});
export const url = (display: string, maxLength: number, options: Options = {}): TextColumn => ({
  kind: 'text',
  format: 'url',
  maxLength,
  ...common(display, options),
});
export const memo = (display: string, maxLength: number, options: Options = {}): MemoColumn => ({
  kind: 'memo',
  maxLength,
  ...common(display, options),
});
export const integer = (
  display: string,
  options: Options & { min?: number; max?: number } = {},
): IntegerColumn => ({
  kind: 'integer',
  min: options.min ?? 0,
  max: options.max ?? 2_147_483_647,
  ...common(display, options),
});
export const decimal = (
  display: string,
  places: number,
  options: Options & { min?: number; max?: number } = {},
): DecimalColumn => ({
  kind: 'decimal',
  places,
  min: options.min ?? 0,
  max: options.max ?? 1_000_000_000,
  ...common(display, options),
});
export const money = (display: string, options: Options = {}): MoneyColumn => ({
  kind: 'money',
  ...common(display, options),
});
export const yesNo = (display: string, initially: boolean, options: Options = {}): BooleanColumn => ({
  kind: 'boolean',
  initially,
  ...common(display, options),
});
export const pick = <const Values extends Readonly<Record<string, number>>>(
  display: string,
  choice: Choice<Values>,
  options: Options = {},
): ChoiceColumn<Values> => ({ kind: 'choice', choice, ...common(display, options) });
export const dateTime = (display: string, options: Options = {}): DateTimeColumn & { kind: 'datetime' } => ({
  kind: 'datetime',
  ...common(display, options),
});
export const date = (display: string, options: Options = {}): DateTimeColumn & { kind: 'date' } => ({
  kind: 'date',
  ...common(display, options),
});
export const lookup = (
  display: string,
  to: string,
  options: Options & { onDelete?: LookupColumn['onDelete'] } = {},
): LookupColumn => ({
  kind: 'lookup',
  to,
  onDelete: options.onDelete ?? 'RemoveLink',
  ...common(display, options),
});
export const file = (display: string, maxKilobytes: number, options: Options = {}): FileColumn => ({
  kind: 'file',
  maxKilobytes,
  ...common(display, options),
});

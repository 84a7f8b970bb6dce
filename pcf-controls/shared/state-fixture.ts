/**
 * A state of a control as plain data, from which the browser tests render it: what the host gives, what Dataverse
 * answers, what the person does then. Each control lists its states in `<Control>/states.ts` as `states`.
 */
import type { RoleName } from '@marketplace-bridge/solution';

export interface StateFixture {
  /** The moment that it plays at, ISO 8601; the clock of the page stands still there. */
  readonly now: string;
  /** Value of the bound column; absent for a data-set control. */
  readonly orderKey?: string | null;
  /** Value of the bound column where that is called recordKey. */
  readonly recordKey?: string | null;
  /** By the logical name of the table: what reading it answers. */
  readonly reads?: Readonly<Record<string, Answers>>;
  /** By the logical name of the table: what creating a row in it answers. */
  readonly creates?: Readonly<Record<string, Answers>>;
  /** For a data-set control. */
  readonly dataSet?: DataSetFixture;
  readonly offline?: boolean;
  /** Roles of the person; operations when absent. */
  readonly roles?: readonly RoleName[];
  /** What the person does, in this order, before the picture is taken. */
  readonly then?: readonly Gesture[];
}

/** One for every call, or one after the other with the last one for all that follow. */
export type Answers = Answer | readonly [Answer, ...Answer[]];

export type Answer =
  /** Rows with the annotations that the control reads. */
  | { readonly rows: readonly Readonly<Record<string, unknown>>[] }
  /** Id of the row that was made. */
  | { readonly id: string }
  /** As the platform rejects: a plain object; the code is an unsigned number, 0x80040220 for example. */
  | { readonly error: { readonly errorCode: number; readonly message: string } }
  /** No answer as long as the picture lasts: the state of loading or saving. */
  | 'never';

export interface DataSetFixture {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly loading?: boolean;
  readonly errorMessage?: string;
  readonly selectedIds?: readonly string[];
  readonly hasNextPage?: boolean;
  readonly totalCount?: number;
}

/** By the ARIA role and the accessible name, as a person finds things. */
export type Gesture =
  | { readonly press: string; readonly role?: 'button' | 'option' | 'tab' | 'checkbox' | 'menuitem' }
  | { readonly type: string; readonly into: string }
  /** Lets the clock of the page go on, for polling and searching. */
  | { readonly wait: number };

export type StateFixtures = Readonly<Record<string, StateFixture>>;

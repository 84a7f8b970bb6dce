/**
 * Main forms as data. Every part has a key that never changes: its id follows from it, and an upgrade finds it again.
 * Labels of fields are those of their columns.
 */
export interface Form {
  /** Part of the id, `main` for the one form of a table. */
  readonly key: string;
  /** Logical name of the table, ours or one of the product. */
  readonly table: string;
  readonly name: string;
  readonly description: string;
  /** Columns at the top right, at most four; always read-only. */
  readonly header: readonly string[];
  readonly tabs: readonly Tab[];
}

/** Tabs that a managed add-on puts on a form that the product ships; nothing else of that form is touched. */
export interface FormChange {
  readonly key: string;
  readonly table: string;
  /** Id of the shipped form, the same in every environment. */
  readonly formId: string;
  readonly name: string;
  readonly tabs: readonly Tab[];
}

export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly columns: readonly TabColumn[];
}

export interface TabColumn {
  readonly width: `${number}%`;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly key: string;
  /** Empty: nothing stands above the section. */
  readonly label: string;
  /** Cells side by side. */
  readonly columns: 1 | 2;
  readonly cells: readonly Cell[];
}

export type Cell = FieldCell | ControlCell | SubGridCell;

/** A column of the row, shown by the platform. */
export interface FieldCell {
  readonly kind: 'field';
  readonly column: string;
  readonly readOnly: boolean;
}

/** One of our controls in place of a field: it learns by the bound column which row it is about (TENANT 2). */
export interface ControlCell {
  readonly kind: 'control';
  readonly control: string;
  readonly column: string;
  readonly label: string;
}

/** Rows of another table that point to this one. */
export interface SubGridCell {
  readonly kind: 'subGrid';
  readonly key: string;
  readonly label: string;
  readonly table: string;
  readonly relationship: string;
  /** Id of the view whose columns are shown. */
  readonly viewId: string;
  readonly rows: number;
  /** Our data-set control that draws it; null for the grid of the platform. */
  readonly control: string | null;
}

/** A field that people may fill where their rights allow it. */
export const field = (column: string): FieldCell => ({ kind: 'field', column, readOnly: false });

/** Fields of what the relay alone writes. */
export const shown = (...columns: readonly string[]): FieldCell[] =>
  columns.map((column) => ({ kind: 'field', column, readOnly: true }));

export const fields = (...columns: readonly string[]): FieldCell[] => columns.map(field);

/** A section without a heading of its own. */
export const section = (key: string, cells: readonly Cell[], label = ''): Section => ({
  key,
  label,
  columns: 1,
  cells,
});

/** Two halves of a tab, side by side on a wide screen. */
export const halves = (left: readonly Section[], right: readonly Section[]): readonly TabColumn[] => [
  { width: '50%', sections: left },
  { width: '50%', sections: right },
];

export const whole = (...sections: readonly Section[]): readonly TabColumn[] => [{ width: '100%', sections }];

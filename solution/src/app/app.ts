/** A model-driven app and its site map, which share their unique name (solution.md 3.11). */
export interface App {
  readonly uniqueName: string;
  readonly name: string;
  readonly description: string;
  readonly areas: readonly Area[];
  /** Ids of the roles that see the app. */
  readonly roles: readonly string[];
}

export interface Area {
  readonly key: string;
  readonly label: string;
  readonly groups: readonly Group[];
}

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly pages: readonly Page[];
}

/** The list of a table; it opens with the table's default view. */
export interface Page {
  readonly table: string;
  readonly label: string;
}

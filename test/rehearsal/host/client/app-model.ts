/** What the host tells its page about the environment: read from what the sandbox imported, not from our sources. */
export interface AppModel {
  /** Rehearsal time, ISO, and how much faster than the wall it runs. */
  readonly now: string;
  readonly speed: number;
  readonly organization: string;
  readonly people: readonly Person[];
  readonly navigation: readonly NavigationGroup[];
  readonly tables: Readonly<Record<string, Table>>;
  readonly forms: readonly Form[];
  readonly views: readonly View[];
  readonly controls: readonly ControlFiles[];
}

export interface Person {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** What they do, in two or three words. */
  readonly job: string;
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly teamIds: readonly string[];
  /** Tables that their roles let them create and change rows of; what Dataverse refuses is still shown. */
  readonly mayWrite: readonly string[];
  readonly mayCreate: readonly string[];
}

export interface NavigationGroup {
  readonly title: string;
  readonly pages: readonly { readonly table: string; readonly title: string }[];
}

export interface Table {
  readonly name: string;
  readonly set: string;
  readonly display: string;
  readonly plural: string;
  readonly primaryId: string;
  readonly primaryName: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Lookup column -> single-valued navigation property, one for each target. */
  readonly navigations: readonly Navigation[];
}

export interface Navigation {
  readonly column: string;
  readonly target: string;
  readonly property: string;
  /** Name of the relationship, by which sub-grids name it. */
  readonly relationship: string;
}

export interface Column {
  readonly name: string;
  readonly display: string;
  readonly type: string;
  readonly required: boolean;
  readonly writable: boolean;
  readonly options: readonly { readonly value: number; readonly label: string }[];
  readonly targets: readonly string[];
  readonly maxLength: number | null;
  readonly precision: number | null;
}

export interface Form {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly formXml: string;
}

export interface View {
  readonly id: string;
  readonly table: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly fetchXml: string;
  readonly layoutXml: string;
}

export interface ControlFiles {
  readonly name: string;
  readonly version: string;
}

/**
 * What a solution brings besides tables and roles: forms, views, controls, endpoints and steps, as they stand in the
 * environment after the import (solution.md 3.5, 3.6, 3.9, 3.14). Ids are lower case without braces.
 */
export interface FormModel {
  id: string;
  /** Logical name of its table. */
  table: string;
  /** `main`, `quick`, `card`, ... */
  type: string;
  name: string;
  /** The `<form>` element; for a shipped form with the differences of every solution merged in. */
  formXml: string;
  /** True for a form that came with the product. */
  shipped?: boolean;
}

export interface ViewModel {
  id: string;
  table: string;
  name: string;
  isDefault: boolean;
  /** 0 public, 1 advanced find, 2 associated, 4 quick find, 64 lookup. */
  queryType: number;
  fetchXml: string;
  layoutXml: string;
}

export interface ControlModel {
  /** As forms name it: publisher prefix, namespace, constructor. */
  name: string;
  version: string;
  /** Path below the control's own folder -> content: `ControlManifest.xml`, `bundle.js`, `strings/….resx`. */
  files: ReadonlyMap<string, Uint8Array>;
}

/** The navigation of an app: areas of groups of pages, each page the list of a table (solution.md 3.11). */
export interface SiteMapModel {
  /** Unique name, which is that of its app. */
  name: string;
  areas: SiteMapArea[];
}

export interface SiteMapArea {
  title: string;
  groups: { title: string; pages: { table: string; title: string }[] }[];
}

/** Where the platform posts to; secrets stand in its row only (solution.md 3.14: no solution carries one). */
export interface EndpointModel {
  id: string;
  name: string;
  contract: 'queue' | 'webhook';
  /** Queue: its name. */
  path: string;
  /** Queue: `sb://<namespace>.servicebus.windows.net/`. */
  namespaceAddress: string;
  sasKeyName: string;
  /** Webhook: the address that is posted to. */
  url: string;
  authType: AuthType;
}

/** How the platform proves itself (codes: solution.md 3.14). */
export type AuthType = 'sas-key' | 'webhook-key' | 'http-header' | 'http-query-string';

export interface StepModel {
  id: string;
  name: string;
  message: 'Create' | 'Update' | 'Delete';
  /** Logical name. */
  table: string;
  /** Columns one of which an Update has to name; empty: any. */
  filter: string[];
  /** 10 before validation, 20 before, 40 after the operation. */
  stage: number;
  mode: 'synchronous' | 'asynchronous';
  asyncAutoDelete: boolean;
  images: ImageModel[];
  endpointId: string;
}

export interface ImageModel {
  alias: string;
  kind: 'pre' | 'post' | 'both';
  /** Empty: all columns. */
  columns: string[];
}

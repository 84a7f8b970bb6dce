/**
 * The metadata of one pretend environment: tables with their columns, keys, states and relationships, whether they came
 * with the product (standard/) or with an imported solution zip (solution-import.ts). The engine knows tables only
 * through this model; a table or column that is not in it does not exist.
 *
 * Names: `name` is always the logical name (lower case); `navigation` is case-sensitive, as in @odata.bind.
 */
import type {
  ControlModel,
  EndpointModel,
  FormModel,
  SiteMapModel,
  StepModel,
  ViewModel,
} from './components.ts';

export type ColumnType =
  | 'uniqueidentifier' // primary keys and other bare ids
  | 'text'
  | 'memo'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'money'
  | 'boolean'
  | 'choice'
  | 'multichoice'
  | 'state'
  | 'status'
  | 'datetime'
  | 'date'
  | 'lookup'
  | 'customer' // polymorphic account/contact
  | 'owner' // polymorphic systemuser/team
  | 'file';

export interface ColumnModel {
  name: string;
  schemaName: string;
  type: ColumnType;
  display: string;
  required: 'none' | 'recommended' | 'application' | 'system';
  validForCreate: boolean;
  validForUpdate: boolean;
  validForRead: boolean;
  /** Characters, for text and memo. */
  maxLength?: number;
  min?: number;
  max?: number;
  /** Decimal places, for decimal, double and money. */
  precision?: number;
  /** For choice, state and status: the values that exist. */
  options?: OptionModel[];
  /** For lookup, customer and owner. */
  targets?: string[];
  default?: number | boolean | string;
  /** Kilobytes, for file. */
  maxSize?: number;
}

export interface OptionModel {
  value: number;
  label: string;
  /** For status: the state that it belongs to. */
  state?: number;
  /** For state: its default status. */
  defaultStatus?: number;
}

export interface KeyModel {
  name: string;
  columns: string[];
}

/** A 1:N relationship; the engine derives both navigation properties from it. */
export interface RelationshipModel {
  name: string;
  referencingTable: string;
  referencingColumn: string;
  referencedTable: string;
  /** Single-valued navigation property on the referencing table (case-sensitive). */
  navigation: string;
  /** Collection-valued navigation property on the referenced table (case-sensitive). */
  collection: string;
  onDelete: 'cascade' | 'none' | 'removeLink' | 'restrict';
}

export interface TableModel {
  name: string;
  schemaName: string;
  set: string;
  display: string;
  primaryId: string;
  primaryName: string;
  ownership: 'user' | 'organization' | 'none';
  changeTracking: boolean;
  /** True for tables of the product that have no statecode although they are owned (order lines, units, users). */
  stateless?: boolean;
  columns: Map<string, ColumnModel>;
  keys: KeyModel[];
}

/** A security role, from standard/ or from an imported solution. */
export interface RoleModel {
  /** Lower-case GUID without braces. */
  id: string;
  name: string;
  privileges: PrivilegeModel[];
}

export interface PrivilegeModel {
  /** `prv` + Create|Read|Write|Delete|Append|AppendTo|Assign|Share + schema name, as solutions spell it. */
  name: string;
  level: 'Basic' | 'Local' | 'Deep' | 'Global';
}

/**
 * What defines an environment. For whoever writes standard tables: the engine adds what every table has (versionnumber,
 * createdon, modifiedon, createdby, modifiedby, owner columns, statecode/statuscode, transactioncurrencyid, exchangerate
 * and `_base` for money, and their relationships) where the definition does not name it: see system-columns.ts.
 */
export interface EnvironmentModel {
  tables: Map<string, TableModel>;
  relationships: RelationshipModel[];
  /** For the engine: each side is a collection navigation property through the intersect table ($expand, $ref). */
  manyToMany?: ManyToManyModel[];
  roles: RoleModel[];
  /** What was imported so far. */
  solutions?: SolutionModel[];
  forms?: FormModel[];
  views?: ViewModel[];
  controls?: ControlModel[];
  siteMaps?: SiteMapModel[];
  endpoints?: EndpointModel[];
  steps?: StepModel[];
}

export interface SolutionModel {
  uniqueName: string;
  version: string;
  managed: boolean;
}

/** N:N: rows of the intersect table hold the ids of both sides, each in the lookup named here. */
export interface ManyToManyModel {
  /** Relationship name; also the navigation property on both tables, as the platform's own are. */
  name: string;
  intersectTable: string;
  first: { table: string; column: string };
  second: { table: string; column: string };
}

/**
 * A stored row: logical column name -> value as on the wire: lookups as lower-case GUIDs, dates as `2026-11-02T09:00:00Z`
 * or `2026-11-02`, money, decimals and choices as numbers, multi-choice as `1,2`. Null and absent mean the same.
 * Polymorphic lookups have the target's logical name in `<column>type` (customeridtype, owneridtype).
 */
export type Row = Record<string, unknown>;

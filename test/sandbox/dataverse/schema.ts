/** The model, prepared for the engine: wire names to columns, navigation properties to relationships. */
import type {
  ColumnModel,
  EnvironmentModel,
  ManyToManyModel,
  RelationshipModel,
  TableModel,
} from './model.ts';
import { isOwnMoney } from './system-columns.ts';

/** A lookup seen from its row. A polymorphic column has one per target, or one name for several (ownerid). */
export interface SingleNavigation {
  name: string;
  column: ColumnModel;
  /** Logical names of the tables that a value may point to. */
  targets: string[];
}

/** The rows that point here. */
export interface CollectionNavigation {
  name: string;
  /** The referencing table and its lookup column. */
  table: string;
  column: ColumnModel;
  /** For N:N: the table that the rows of `table` (the intersect table) lead on to, by `column` there. */
  through?: { table: string; column: string };
}

/** Logical name of the table whose rows a collection holds. */
export function collectionTarget(navigation: CollectionNavigation): string {
  return navigation.through?.table ?? navigation.table;
}

export interface TableSchema {
  model: TableModel;
  /** Property as on the wire (`name`, `_customerid_value`) -> column. */
  properties: Map<string, ColumnModel>;
  /** Columns that a read without $select returns, with their wire names. */
  readable: { property: string; column: ColumnModel }[];
  single: Map<string, SingleNavigation>;
  collection: Map<string, CollectionNavigation>;
  /** Relationships whose referencing side is this table, and those whose referenced side is. */
  outgoing: RelationshipModel[];
  incoming: RelationshipModel[];
  /** Money columns with their base-currency companions. */
  money: { column: ColumnModel; base: string | undefined }[];
  columnsByType: { state: ColumnModel | undefined; status: ColumnModel | undefined; defaults: ColumnModel[] };
}

export interface Schema {
  model: EnvironmentModel;
  tables: Map<string, TableSchema>;
  sets: Map<string, TableSchema>;
}

export function isLookup(column: ColumnModel): boolean {
  return column.type === 'lookup' || column.type === 'customer' || column.type === 'owner';
}

/** True when a stored value needs `<column>type` to say which table it points to. */
export function isPolymorphic(column: ColumnModel): boolean {
  return isLookup(column) && (column.targets?.length ?? 0) > 1;
}

export function wireName(column: ColumnModel): string {
  return isLookup(column) ? `_${column.name}_value` : column.name;
}

/** Builds the prepared view. Cheap enough to be done again after every import. */
export function prepareSchema(model: EnvironmentModel): Schema {
  const tables = new Map<string, TableSchema>();
  for (const table of model.tables.values()) tables.set(table.name, prepareTable(table));
  for (const relationship of model.relationships) {
    const referencing = tables.get(relationship.referencingTable);
    const referenced = tables.get(relationship.referencedTable);
    const column = referencing?.model.columns.get(relationship.referencingColumn);
    // A relationship to a table that this environment does not have (owner rows of a tiny test model) is no property.
    if (!referencing || !referenced || !column) continue;
    referencing.outgoing.push(relationship);
    referenced.incoming.push(relationship);
    const known = referencing.single.get(relationship.navigation);
    if (known) known.targets.push(referenced.model.name);
    else {
      const targets = [referenced.model.name];
      referencing.single.set(relationship.navigation, { name: relationship.navigation, column, targets });
    }
    referenced.collection.set(relationship.collection, {
      name: relationship.collection,
      table: referencing.model.name,
      column,
    });
  }
  for (const relationship of model.manyToMany ?? []) prepareManyToMany(tables, relationship);
  const sets = new Map([...tables.values()].map((table) => [table.model.set, table]));
  return { model, tables, sets };
}

function prepareManyToMany(tables: Map<string, TableSchema>, relationship: ManyToManyModel): void {
  const { name, intersectTable, first, second } = relationship;
  const columns = tables.get(intersectTable)?.model.columns;
  for (const [near, far] of [
    [first, second],
    [second, first],
  ] as const) {
    const column = columns?.get(near.column);
    if (!column) throw new Error(`sandbox: the intersect table of ${name} has no column ${near.column}`);
    tables.get(near.table)?.collection.set(name, { name, table: intersectTable, column, through: far });
  }
}

function prepareTable(model: TableModel): TableSchema {
  const columns = [...model.columns.values()];
  const properties = new Map(columns.map((column) => [wireName(column), column]));
  return {
    model,
    properties,
    readable: columns
      .filter((column) => column.validForRead)
      .map((column) => ({ property: wireName(column), column })),
    single: new Map(),
    collection: new Map(),
    outgoing: [],
    incoming: [],
    money: columns.filter(isOwnMoney).map((column) => ({
      column,
      base: model.columns.has(`${column.name}_base`) ? `${column.name}_base` : undefined,
    })),
    columnsByType: {
      state: columns.find((column) => column.type === 'state'),
      status: columns.find((column) => column.type === 'status'),
      defaults: columns.filter((column) => column.default !== undefined),
    },
  };
}

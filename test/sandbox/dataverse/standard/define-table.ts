/**
 * Turns the compact description of a standard table into the model that the engine knows. What every table has (owner,
 * creation, version, base-currency twins) is completed by the engine: ../system-columns.ts.
 */
import type { ColumnModel, KeyModel, RelationshipModel, TableModel } from '../model.ts';
import { id, type ColumnSpec } from './columns.ts';

export interface TableSpec {
  /** Schema name; its lower-case form is the logical name. */
  name: string;
  /** Default: logical name + 's'. */
  set?: string;
  display: string;
  /** Default: `<logical name>id`. */
  primaryId?: string;
  primaryName: string;
  ownership: TableModel['ownership'];
  /** Default: true. */
  changeTracking?: boolean;
  columns: readonly ColumnSpec[];
  keys?: readonly KeyModel[];
}

export interface DefinedTable {
  table: TableModel;
  relationships: RelationshipModel[];
}

export function defineTable(spec: TableSpec): DefinedTable {
  const name = spec.name.toLowerCase();
  const primaryId = spec.primaryId ?? `${name}id`;
  const specs = [
    ...spec.columns,
    id(spec.primaryId ?? `${spec.name}Id`, { required: 'system', writable: 'create' }),
  ];

  const columns = new Map<string, ColumnModel>();
  for (const { column } of specs) {
    if (columns.has(column.name)) throw new Error(`${name}.${column.name} is defined twice`);
    columns.set(column.name, column);
  }
  if (!columns.has(spec.primaryName)) throw new Error(`${name} lacks its name column ${spec.primaryName}`);

  return {
    table: {
      name,
      schemaName: spec.name,
      set: spec.set ?? `${name}s`,
      display: spec.display,
      primaryId,
      primaryName: spec.primaryName,
      ownership: spec.ownership,
      changeTracking: spec.changeTracking ?? true,
      ...(columns.has('statecode') ? {} : { stateless: true }),
      columns,
      keys: [...(spec.keys ?? [])],
    },
    relationships: specs.flatMap((column) => relationshipsOf(name, column)),
  };
}

function relationshipsOf(table: string, { column, targets }: ColumnSpec): RelationshipModel[] {
  return targets.map((target) => {
    const name = target.relationship ?? `${target.table}_${table}_${column.name}`;
    return {
      name,
      referencingTable: table,
      referencingColumn: column.name,
      referencedTable: target.table,
      navigation: target.navigation ?? column.name,
      collection: target.collection ?? name,
      onDelete: target.onDelete ?? 'removeLink',
    };
  });
}

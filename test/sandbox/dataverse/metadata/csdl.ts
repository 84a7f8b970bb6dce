/** $metadata: the environment's tables as CSDL (dataverse.md 1 and 10). */
import { isLookup, wireName, collectionTarget, type Schema, type TableSchema } from '../schema.ts';
import { edmType } from '../values.ts';

const head =
  '<?xml version="1.0" encoding="utf-8"?>' +
  '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>' +
  '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">';

/** The whole document; with `annotations`, change tracking is told per entity set. */
export function csdl(schema: Schema, annotations: boolean): string {
  const tables = [...schema.tables.values()].sort((a, b) => (a.model.name < b.model.name ? -1 : 1));
  const sets = tables.map((table) => entitySet(schema, table, annotations));
  return (
    `${head}<EntityType Name="crmbaseentity" Abstract="true" />${tables.map((table) => entityType(schema, table)).join('')}` +
    `<EntityContainer Name="System">${sets.join('')}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`
  );
}

function entityType(schema: Schema, table: TableSchema): string {
  const { model } = table;
  const properties = [...model.columns.values()]
    .filter((column) => column.type !== 'file')
    .map((column) => {
      const scale =
        column.precision === undefined ? '' : ` Scale="${column.type === 'money' ? 4 : column.precision}"`;
      const nullable = column.name === model.primaryId ? ' Nullable="false"' : '';
      return `<Property Name="${wireName(column)}" Type="${edmType(column)}"${scale}${nullable} />`;
    });
  const singles = [...table.single.values()].map(({ name, column, targets }) => {
    const type = targets.length === 1 ? targets[0] : 'principal';
    const constraint = isLookup(column)
      ? `<ReferentialConstraint Property="${wireName(column)}" ReferencedProperty="${schema.tables.get(targets[0] ?? '')?.model.primaryId ?? ''}" />`
      : '';
    return `<NavigationProperty Name="${name}" Type="mscrm.${type ?? ''}">${constraint}</NavigationProperty>`;
  });
  const collections = [...table.collection.values()].map(
    (navigation) =>
      `<NavigationProperty Name="${navigation.name}" Type="Collection(mscrm.${collectionTarget(navigation)})" />`,
  );
  return (
    `<EntityType Name="${model.name}" BaseType="mscrm.crmbaseentity"><Key><PropertyRef Name="${model.primaryId}" /></Key>` +
    `${properties.join('')}${singles.join('')}${collections.join('')}</EntityType>`
  );
}

function entitySet(schema: Schema, table: TableSchema, annotations: boolean): string {
  const bindings = [...table.single.values()]
    .filter(({ targets }) => targets.length === 1)
    .map(
      ({ name, targets }) =>
        `<NavigationPropertyBinding Path="${name}" Target="${schema.tables.get(targets[0] ?? '')?.model.set ?? ''}" />`,
    );
  const tracking = annotations
    ? `<Annotation Term="Org.OData.Capabilities.V1.ChangeTracking"><Record><PropertyValue Property="Supported" Bool="${table.model.changeTracking}" /></Record></Annotation>`
    : '';
  return `<EntitySet Name="${table.model.set}" EntityType="mscrm.${table.model.name}">${bindings.join('')}${tracking}</EntitySet>`;
}

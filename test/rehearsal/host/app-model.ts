/** The app's model out of the environment: tables with their columns, and the forms, views and controls of the zips. */
import type { ColumnModel, TableModel } from '../../sandbox/dataverse/model.ts';
import type { World } from '../world.ts';
import type { AppModel, Column, NavigationGroup, Table } from './client/app-model.ts';
import { peopleOf } from './people.ts';

/** Shown by name only: lookups lead to them. */
const alsoKnown = [
  'account',
  'mpb_fee',
  'mpb_orderline',
  'pricelevel',
  'product',
  'salesorderdetail',
  'systemuser',
  'team',
  'transactioncurrency',
  'uom',
];

export function appModelOf(world: World, speed: number): AppModel {
  const { dataverse, environment } = world;
  const navigation = navigationOf(world);
  const listed = navigation.flatMap(({ pages }) => pages.map(({ table }) => table));
  const names = [...new Set([...listed, ...alsoKnown])];
  const known = names.flatMap((name) => dataverse.engine.model.tables.get(name) ?? []);
  return {
    now: new Date(world.clock.now()).toISOString(),
    speed,
    organization: String(dataverse.get('organization', environment.organizationId)?.name),
    people: peopleOf(world),
    navigation,
    tables: Object.fromEntries(known.map((table) => [table.name, tableOf(world, table)])),
    forms: known.flatMap(({ name }) =>
      dataverse
        .forms(name)
        .filter((form) => form.type === 'main')
        // The fullest first: what the sandbox has of a shipped form is little more than what an add-on put on it.
        .sort((one, other) => fieldsOn(other.formXml) - fieldsOn(one.formXml))
        .map((form) => ({ id: form.id, table: name, name: form.name, formXml: form.formXml })),
    ),
    views: known.flatMap(({ name }) =>
      dataverse
        .views(name)
        .filter((view) => view.queryType === 0)
        .map(({ id, table, name: title, isDefault, fetchXml, layoutXml }) => ({
          id,
          table,
          name: title,
          isDefault,
          fetchXml,
          layoutXml,
        })),
    ),
    controls: dataverse.controls().map(({ name, version }) => ({ name, version })),
  };
}

/** The groups of the app's site map; a page without a title has that of its table. */
function navigationOf({ dataverse }: World): NavigationGroup[] {
  const groups = dataverse.siteMaps().flatMap(({ areas }) => areas.flatMap((area) => area.groups));
  return groups.map(({ title, pages }) => ({
    title,
    pages: pages.map((page) => {
      const table = dataverse.engine.model.tables.get(page.table);
      return { table: page.table, title: page.title || pluralOf(table?.display ?? page.table) };
    }),
  }));
}

function tableOf({ dataverse }: World, table: TableModel): Table {
  return {
    name: table.name,
    set: table.set,
    display: table.display,
    plural: plurals[table.name] ?? pluralOf(table.display),
    primaryId: table.primaryId,
    primaryName: table.primaryName,
    columns: Object.fromEntries([...table.columns.values()].map((column) => [column.name, columnOf(column)])),
    navigations: dataverse.engine.model.relationships
      .filter(({ referencingTable }) => referencingTable === table.name)
      .map(({ referencingColumn, referencedTable, navigation, name }) => ({
        column: referencingColumn,
        target: referencedTable,
        property: navigation,
        relationship: name,
      })),
  };
}

/** The product calls its orders "Order"; the app has two kinds of them. */
const plurals: Readonly<Record<string, string>> = { salesorder: 'Sales Orders' };

function pluralOf(display: string): string {
  return /[^aeiou]y$/.test(display) ? `${display.slice(0, -1)}ies` : `${display}s`;
}

function columnOf(column: ColumnModel): Column {
  return {
    name: column.name,
    // Columns that every table has are named by their schema name: CreatedOn.
    display: column.display.replace(/(?<=[a-z])(?=[A-Z][a-z])/g, ' '),
    type: column.type,
    required: column.required === 'application' || column.required === 'system',
    writable: column.validForUpdate,
    options: (column.options ?? []).map(({ value, label }) => ({ value, label })),
    targets: column.targets ?? [],
    maxLength: column.maxLength ?? null,
    precision: column.precision ?? null,
  };
}

function fieldsOn(formXml: string): number {
  return formXml.split('datafieldname=').length;
}

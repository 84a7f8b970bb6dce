import type { Extension, Table } from '../table.ts';
import { element, leaf } from './element.ts';
import type { Element } from './element.ts';
import { descriptions, localizedCollectionNames, localizedNames } from './labels.ts';
import { renderOwnColumn } from './own-column.ts';
import { hasMoney } from './relationship.ts';
import { renderKeys } from './key.ts';
import { tableSettings } from './table-settings.ts';
import { currencyColumns, identityColumns, systemColumns } from './system-columns.ts';

/** The `<Entity>` of a table of ours, with columns, keys and every table-level setting (solution.md 3.1). */
export function renderTable(table: Table): Element {
  return entity(table.name, table.display, [
    localizedNames(table.display),
    localizedCollectionNames(table.plural),
    descriptions(table.description),
    element('attributes', {}, [
      ...identityColumns(table),
      ...ownColumns(table.name, table),
      ...(hasMoney(table) ? currencyColumns() : []),
      ...systemColumns(table),
    ]),
    ...renderKeys(table.keys),
    ...tableSettings(table),
  ]);
}

/** A table of the product with nothing but our columns and keys in it (solution.md 2.3, behaviour 2). */
export function renderExtension(extension: Extension): Element {
  return entity(extension.schemaName, extension.display, [
    element('attributes', {}, ownColumns(extension.extends, extension)),
    ...renderKeys(extension.keys),
  ]);
}

function entity(schemaName: string, display: string, metadata: readonly Element[]): Element {
  return element('Entity', {}, [
    leaf('Name', schemaName, { LocalizedName: display, OriginalName: display }),
    element('EntityInfo', {}, [element('entity', { Name: schemaName }, metadata)]),
    emptyRibbon(),
  ]);
}

function ownColumns(tableName: string, owner: Pick<Table | Extension, 'columns'>): Element[] {
  return Object.entries(owner.columns).flatMap(([name, column]) => renderOwnColumn(tableName, name, column));
}

/** Every export carries this skeleton, commands or not (solution.md 3.10). */
function emptyRibbon(): Element {
  return element('RibbonDiffXml', {}, [
    element('CustomActions'),
    element('Templates', {}, [element('RibbonTemplates', { Id: 'Mscrm.Templates' })]),
    element('CommandDefinitions'),
    element('RuleDefinitions', {}, [
      element('TabDisplayRules'),
      element('DisplayRules'),
      element('EnableRules'),
    ]),
    element('LocLabels'),
  ]);
}

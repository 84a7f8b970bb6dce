import type { Extension, Table } from '../table.ts';
import { element, leaf } from './element.ts';
import type { Element } from './element.ts';
import { descriptions, localizedCollectionNames, localizedNames } from './labels.ts';
import { renderOwnColumn } from './own-column.ts';
import { renderForms } from './form.ts';
import type { SolutionModel } from './model.ts';
import { hasMoney } from './relationship.ts';
import { renderViews } from './view.ts';
import { renderKeys } from './key.ts';
import { tableSettings } from './table-settings.ts';
import { currencyColumns, identityColumns, systemColumns } from './system-columns.ts';

/** The `<Entity>` of a table of ours: columns, keys, every table-level setting, forms, views (solution.md 3.1). */
export function renderTable(model: SolutionModel, table: Table): Element {
  const metadata = [
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
  ];
  return entity(table.name, table.display, [
    metadataOf(table.name, metadata),
    ...renderForms(model, table.name),
    ...renderViews(model, table.name),
  ]);
}

/** A table of the product with nothing but our columns, keys and forms in it (solution.md 2.3, behaviour 2). */
export function renderExtension(model: SolutionModel, extension: Extension): Element {
  const metadata = [
    element('attributes', {}, ownColumns(extension.extends, extension)),
    ...renderKeys(extension.keys),
  ];
  return entity(extension.schemaName, extension.display, [
    metadataOf(extension.schemaName, metadata),
    ...renderForms(model, extension.extends),
  ]);
}

/** A table that this solution only puts a form on, or changes one of; its columns are the business of another. */
export function renderFormsOnly(model: SolutionModel, extension: Extension): Element {
  return entity(extension.schemaName, extension.display, [
    metadataOf(extension.schemaName, [element('attributes')]),
    ...renderForms(model, extension.extends),
  ]);
}

function entity(schemaName: string, display: string, parts: readonly Element[]): Element {
  return element('Entity', {}, [
    leaf('Name', schemaName, { LocalizedName: display, OriginalName: display }),
    ...parts,
    emptyRibbon(),
  ]);
}

const metadataOf = (schemaName: string, metadata: readonly Element[]): Element =>
  element('EntityInfo', {}, [element('entity', { Name: schemaName }, metadata)]);

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

import type { Extension, Key, Table } from '../table.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import {
  descriptions,
  displayNames,
  introducedVersion,
  localizedCollectionNames,
  localizedNames,
} from './labels.ts';
import { renderOwnColumn } from './own-column.ts';
import { hasMoney } from './relationship.ts';
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
    ...entityKeys(table.keys),
    ...settings(table),
  ]);
}

/** A table of the product with nothing but our columns and keys in it (solution.md 2.3, behaviour 2). */
export function renderExtension(extension: Extension): Element {
  return entity(extension.schemaName, extension.display, [
    element('attributes', {}, ownColumns(extension.extends, extension)),
    ...entityKeys(extension.keys),
  ]);
}

/** One alternate key (solution.md 3.3). */
export function renderKey(key: Key): Element {
  return element('EntityKey', {}, [
    ...leaves({ Name: key.name, LogicalName: key.name }),
    introducedVersion(),
    leaf('IsCustomizable', 0),
    element(
      'EntityKeyAttributes',
      {},
      key.columns.map((column) => leaf('AttributeName', column)),
    ),
    displayNames(key.display),
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

function entityKeys(keys: readonly Key[]): Element[] {
  return keys.length === 0 ? [] : [element('EntityKeys', {}, keys.map(renderKey))];
}

function settings(table: Table): Element[] {
  return [
    ...leaves({
      EntitySetName: table.set,
      IsDuplicateCheckSupported: 0,
      IsBusinessProcessEnabled: 0,
      IsRequiredOffline: 0,
      IsInteractionCentricEnabled: 0,
      IsCollaboration: 0,
      AutoRouteToOwnerQueue: 0,
      IsConnectionsEnabled: 0,
      IsDocumentManagementEnabled: 0,
      AutoCreateAccessTeams: 0,
      IsOneNoteIntegrationEnabled: 0,
      IsKnowledgeManagementEnabled: 0,
      IsSLAEnabled: 0,
      IsDocumentRecommendationsEnabled: 0,
      IsBPFEntity: 0,
      OwnershipTypeMask: table.ownership === 'user' ? 'UserOwned' : 'OrgOwned',
      IsAuditEnabled: table.audit,
      IsRetrieveAuditEnabled: 0,
      IsRetrieveMultipleAuditEnabled: 0,
      IsActivity: 0,
      ActivityTypeMask: '',
      IsActivityParty: 0,
      IsReplicated: 0,
      IsReplicationUserFiltered: 0,
      IsMailMergeEnabled: 0,
      IsVisibleInMobile: 0,
      IsVisibleInMobileClient: 0,
      IsReadOnlyInMobileClient: 0,
      IsOfflineInMobileClient: 0,
      DaysSinceRecordLastModified: 0,
      MobileOfflineFilters: '',
      IsMapiGridEnabled: 1,
      IsReadingPaneEnabled: 1,
      IsQuickCreateEnabled: 0,
      SyncToExternalSearchIndex: 0,
    }),
    introducedVersion(),
    ...leaves({ IsCustomizable: 1, IsRenameable: 1, IsMappable: 1 }),
    ...customerMayChange.map((setting) => leaf(setting, 1)),
    ...leaves({
      EnforceStateTransitions: 0,
      CanChangeHierarchicalRelationship: 1,
      EntityHelpUrlEnabled: 0,
      ChangeTrackingEnabled: table.changeTracking,
      CanChangeTrackingBeEnabled: 1,
      IsEnabledForExternalChannels: 0,
      IsMSTeamsIntegrationEnabled: 0,
      IsSolutionAware: 0,
    }),
  ];
}

const customerMayChange = [
  'CanModifyAuditSettings',
  'CanModifyMobileVisibility',
  'CanModifyMobileClientVisibility',
  'CanModifyMobileClientReadOnly',
  'CanModifyMobileClientOffline',
  'CanModifyConnectionSettings',
  'CanModifyDuplicateDetectionSettings',
  'CanModifyMailMergeSettings',
  'CanModifyQueueSettings',
  'CanCreateAttributes',
  'CanCreateForms',
  'CanCreateCharts',
  'CanCreateViews',
  'CanModifyAdditionalSettings',
  'CanEnableSyncToExternalSearchIndex',
] as const;

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

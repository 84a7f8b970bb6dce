import type { Table } from '../table.ts';
import { leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { introducedVersion } from './labels.ts';

/** Everything that an export says of a table besides its columns and keys, in its order (solution.md 3.1). */
export function tableSettings(table: Table): Element[] {
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

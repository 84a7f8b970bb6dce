import type { Column } from '../column.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { descriptions, displayNames, introducedVersion } from './labels.ts';

/** What the common block of a column says (solution.md 3.2); the rest is constant in every 9.2 export. */
export interface ColumnShape {
  /** Schema name; the logical name is its lower case. */
  readonly schemaName: string;
  readonly type: string;
  readonly display: string;
  readonly description: string;
  /** Elements that differ per type: lengths, ranges, formats, choices. */
  readonly typePart: readonly Element[];
  readonly required?: 'none' | 'required' | 'systemrequired';
  readonly custom?: boolean;
  readonly create?: boolean;
  readonly update?: boolean;
  readonly audit?: boolean;
  readonly mask?: string;
  readonly ime?: 'auto' | 'disabled' | 'inactive';
  readonly searchable?: boolean;
  readonly filterable?: boolean;
  readonly retrievable?: boolean;
  /** Logical columns have no storage of their own. */
  readonly logical?: boolean;
}

const EVERYWHERE = 'ValidForAdvancedFind|ValidForForm|ValidForGrid';

/** One `<attribute>` of a table. */
export function renderAttribute(shape: ColumnShape): Element {
  const logicalName = shape.schemaName.toLowerCase();
  return element('attribute', { PhysicalName: shape.schemaName }, [
    ...leaves({
      Type: shape.type,
      Name: logicalName,
      LogicalName: logicalName,
      RequiredLevel: shape.required ?? 'none',
    }),
    ...(shape.mask === '' ? [] : [leaf('DisplayMask', shape.mask ?? EVERYWHERE)]),
    ...leaves({
      ImeMode: shape.ime ?? 'auto',
      ValidForUpdateApi: shape.update ?? true,
      ValidForReadApi: true,
      ValidForCreateApi: shape.create ?? true,
      IsCustomField: shape.custom ?? true,
      IsAuditEnabled: shape.audit ?? false,
    }),
    ...(shape.logical === true ? [leaf('IsLogical', true)] : []),
    leaf('IsSecured', false),
    introducedVersion(),
    ...leaves({
      IsCustomizable: true,
      IsRenameable: true,
      CanModifySearchSettings: true,
      CanModifyRequirementLevelSettings: shape.type !== 'primarykey',
      CanModifyAdditionalSettings: true,
      SourceType: 0,
      IsGlobalFilterEnabled: false,
      IsSortableEnabled: false,
      CanModifyGlobalFilterSettings: true,
      CanModifyIsSortableSettings: true,
      IsDataSourceSecret: false,
      AutoNumberFormat: '',
      IsSearchable: shape.searchable ?? false,
      IsFilterable: shape.filterable ?? false,
      IsRetrievable: shape.retrievable ?? false,
      IsLocalizable: false,
    }),
    ...shape.typePart,
    displayNames(shape.display),
    descriptions(shape.description),
  ]);
}

/** What a definition says, without what depends on its kind. */
export function ownColumn(
  name: string,
  column: Column,
): Pick<ColumnShape, 'schemaName' | 'display' | 'description' | 'required' | 'audit'> {
  return {
    schemaName: name,
    display: column.display,
    description: column.description,
    required: column.required ? 'required' : 'none',
    audit: column.audit,
  };
}

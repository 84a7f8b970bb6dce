import { relationshipName } from '../table.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { localizedNames } from './labels.ts';
import type { SolutionModel } from './model.ts';
import { lookupsOf } from './relationship.ts';

/** Which of the two zips: a managed solution can be uninstalled and upgraded, an unmanaged one is for development. */
export type PackageType = 'managed' | 'unmanaged';

/** Codes of the solutioncomponent table (solution.md 2.1). */
export const componentType = { table: 1, choice: 9, relationship: 10, role: 20 } as const;

/** 0: with all that belongs to it; 2: the shell only, for a table that is not ours. */
const WHOLE = 0;
const SHELL_ONLY = 2;

/** solution.xml. The version attributes are those of Microsoft's own template: newer ones old targets refuse (1.3). */
export function renderManifest(model: SolutionModel, type: PackageType): Element {
  const { identity } = model;
  return element(
    'ImportExportXml',
    {
      version: '9.1.0.643',
      SolutionPackageVersion: '9.1',
      languagecode: identity.languageCode,
      generatedBy: 'CrmLive',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    [
      element('SolutionManifest', {}, [
        leaf('UniqueName', identity.uniqueName),
        localizedNames(identity.display),
        element('Descriptions', {}, [
          element('Description', { description: identity.description, languagecode: identity.languageCode }),
        ]),
        leaf('Version', identity.version),
        leaf('Managed', type === 'managed'),
        publisherElement(model),
        element('RootComponents', {}, rootComponents(model)),
        element('MissingDependencies', {}, missingDependencies(model)),
      ]),
    ],
  );
}

/** What the solution consists of; columns, keys and relationships ride along with their table (solution.md 2.2). */
function rootComponents(model: SolutionModel): Element[] {
  const root = (type: number, identifier: Readonly<Record<string, string>>, behavior: number): Element =>
    element('RootComponent', { type, ...identifier, behavior });
  return [
    ...model.tables.map(({ name }) => root(componentType.table, { schemaName: name }, WHOLE)),
    ...model.extensions.map((extension) =>
      root(componentType.table, { schemaName: extension.extends }, SHELL_ONLY),
    ),
    ...model.choices.map(({ name }) => root(componentType.choice, { schemaName: name }, WHOLE)),
    ...model.roles.map(({ id }) => root(componentType.role, { id: `{${id}}` }, WHOLE)),
  ];
}

/**
 * Filled in, so that an environment without Dynamics 365 Sales refuses the import in plain words instead of failing
 * half-way (solution.md 2.4). One entry for each product table that a solution other than ours brings.
 */
function missingDependencies(model: SolutionModel): Element[] {
  return requiredTables(model).map(({ required, dependent }, index) =>
    element('MissingDependency', {}, [
      element('Required', {
        key: 2 * index,
        type: componentType.table,
        schemaName: required.logicalName,
        displayName: required.display,
        solution: required.solution,
      }),
      element('Dependent', {
        key: 2 * index + 1,
        type: componentType.relationship,
        schemaName: dependent.relationship,
        displayName: dependent.relationship,
        parentSchemaName: dependent.table,
        parentDisplayName: dependent.display,
      }),
    ]),
  );
}

/** Sales owns orders and their lines, Product Management the catalogue (solution.md 2.4); Dataverse itself has the rest. */
function requiredTables(model: SolutionModel) {
  const owner = (extended: string): string | undefined =>
    model.extensions.find((extension) => extension.extends === extended)?.ownerSolution;
  const candidates = [
    { logicalName: 'salesorder', display: 'Order', solution: owner('salesorder') },
    { logicalName: 'salesorderdetail', display: 'Order Product', solution: owner('salesorder') },
    { logicalName: 'product', display: 'Product', solution: owner('product') },
  ];
  return candidates.flatMap(({ logicalName, display, solution }) => {
    const dependent = dependentOn(model, logicalName);
    return solution === undefined || dependent === undefined
      ? []
      : [{ required: { logicalName, display, solution }, dependent }];
  });
}

function dependentOn(model: SolutionModel, logicalName: string) {
  for (const table of model.tables) {
    const lookup = lookupsOf(table).find(([, column]) => column.to === logicalName);
    if (lookup) {
      const relationship = relationshipName(table.name, lookup[0]);
      return { relationship, table: table.name, display: table.display };
    }
  }
  return undefined;
}

function publisherElement({ publisher }: SolutionModel): Element {
  return element('Publisher', {}, [
    leaf('UniqueName', publisher.uniqueName),
    localizedNames(publisher.display),
    element('Descriptions'),
    nothing('EMailAddress'),
    nothing('SupportingWebsiteUrl'),
    leaf('CustomizationPrefix', publisher.prefix),
    leaf('CustomizationOptionValuePrefix', publisher.optionValuePrefix),
    element('Addresses', {}, [address(1), address(2)]),
  ]);
}

/** Two empty addresses, which every publisher has. */
function address(number: number): Element {
  return element('Address', {}, [
    ...leaves({ AddressNumber: number, AddressTypeCode: 1 }),
    ...addressBeforeShipping.map(nothing),
    leaf('ShippingMethodCode', 1),
    ...addressAfterShipping.map(nothing),
  ]);
}

const nothing = (name: string): Element => leaf(name, '', { 'xsi:nil': 'true' });

const addressBeforeShipping = [
  'City',
  'County',
  'Country',
  'Fax',
  'FreightTermsCode',
  'ImportSequenceNumber',
  'Latitude',
  'Line1',
  'Line2',
  'Line3',
  'Longitude',
  'Name',
  'PostalCode',
  'PostOfficeBox',
  'PrimaryContactName',
] as const;

const addressAfterShipping = [
  'StateOrProvince',
  'Telephone1',
  'Telephone2',
  'Telephone3',
  'TimeZoneRuleVersionNumber',
  'UPSZone',
  'UTCOffset',
  'UTCConversionTimeZoneCode',
] as const;

import { braced } from '../component-id.ts';
import { controlName } from '../controls.ts';
import type { Extension } from '../table.ts';
import { componentType } from './component-type.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { endpointId, stepId } from './endpoint.ts';
import { formId } from './form.ts';
import { localizedNames } from './labels.ts';
import { missingDependencies } from './missing-dependencies.ts';
import type { SolutionModel } from './model.ts';

/** Which of the two zips: a managed solution can be uninstalled and upgraded, an unmanaged one is for development. */
export type PackageType = 'managed' | 'unmanaged';

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

/** What the solution consists of; columns, keys, views and relationships ride along with their table (solution.md 2.2). */
function rootComponents(model: SolutionModel): Element[] {
  const named = (type: number, schemaName: string, behavior = WHOLE): Element =>
    element('RootComponent', { type, schemaName, behavior });
  const identified = (type: number, id: string): Element =>
    element('RootComponent', { type, id: braced(id), behavior: WHOLE });
  return [
    ...model.tables.map(({ name }) => named(componentType.table, name)),
    ...[...model.extensions, ...changedTables(model)].map((extension) =>
      named(componentType.table, extension.extends, SHELL_ONLY),
    ),
    ...model.choices.map(({ name }) => named(componentType.choice, name)),
    ...model.roles.map(({ id }) => identified(componentType.role, id)),
    // Forms of our own tables ride along; one on a table of the product is the only part of it that is listed.
    ...model.forms
      .filter(({ table }) => !model.tables.some(({ name }) => name === table))
      .map((form) => identified(componentType.form, formId(form))),
    ...model.formChanges.map((change) => identified(componentType.form, change.formId)),
    ...model.apps.map(({ uniqueName }) => named(componentType.siteMap, uniqueName)),
    ...model.controls.map(({ constructorName }) =>
      named(componentType.control, controlName(constructorName)),
    ),
    ...model.apps.map(({ uniqueName }) => named(componentType.app, uniqueName)),
    ...model.steps.map((step) => identified(componentType.step, stepId(model, step))),
    ...(model.endpoint ? [identified(componentType.endpoint, endpointId(model.endpoint))] : []),
  ];
}

/** Tables of the product whose forms a solution changes without adding columns to them. */
export function changedTables(model: SolutionModel): Extension[] {
  const changed = model.formChanges.map(({ table }) => table);
  return (model.requires?.extensions ?? []).filter((extension) => changed.includes(extension.extends));
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

import { changedTables } from './manifest.ts';
import { renderApp, renderSiteMap } from './app.ts';
import { renderChoice } from './choice.ts';
import { renderCustomControl } from './custom-control.ts';
import { element, leaf } from './element.ts';
import type { Element } from './element.ts';
import { renderEndpoint, renderStep } from './endpoint.ts';
import { endpointOf, type SolutionModel } from './model.ts';
import { renderRelationships } from './relationship.ts';
import { renderRole } from './role.ts';
import { renderExtension, renderFormsOnly, renderTable } from './table.ts';

/** customizations.xml: the containers in the order of a server export, empty ones included (solution.md 3). */
export function renderCustomizations(model: SolutionModel): Element {
  const { endpoint } = model;
  const sendsTo = endpointOf(model);
  return element('ImportExportXml', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    element('Entities', {}, [
      ...model.tables.map((table) => renderTable(model, table)),
      ...model.extensions.map((extension) => renderExtension(model, extension)),
      ...changedTables(model).map((extension) => renderFormsOnly(model, extension)),
    ]),
    element('Roles', {}, model.roles.map(renderRole)),
    element('Workflows'),
    element('FieldSecurityProfiles'),
    element('Templates'),
    element('EntityMaps'),
    element('EntityRelationships', {}, renderRelationships(model)),
    element('OrganizationSettings'),
    element('optionsets', {}, model.choices.map(renderChoice)),
    element('CustomControls', {}, model.controls.map(renderCustomControl)),
    // These are in a file only if there is something in them.
    ...filled(
      'SdkMessageProcessingSteps',
      sendsTo ? model.steps.map((step) => renderStep(model, sendsTo, step)) : [],
    ),
    ...filled('ServiceEndpoints', endpoint ? [renderEndpoint(endpoint)] : []),
    ...filled('AppModuleSiteMaps', model.apps.map(renderSiteMap)),
    ...filled('AppModules', model.apps.map(renderApp)),
    element('EntityDataProviders'),
    element('Languages', {}, [leaf('Language', model.identity.languageCode)]),
  ]);
}

const filled = (name: string, parts: readonly Element[]): Element[] =>
  parts.length === 0 ? [] : [element(name, {}, parts)];

import { renderChoice } from './choice.ts';
import { element, leaf } from './element.ts';
import type { Element } from './element.ts';
import type { SolutionModel } from './model.ts';
import { renderRelationships } from './relationship.ts';
import { renderRole } from './role.ts';
import { renderExtension, renderTable } from './table.ts';

/** customizations.xml: the containers in the order of a server export, empty ones included (solution.md 3). */
export function renderCustomizations(model: SolutionModel): Element {
  return element('ImportExportXml', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' }, [
    element('Entities', {}, [...model.tables.map(renderTable), ...model.extensions.map(renderExtension)]),
    element('Roles', {}, model.roles.map(renderRole)),
    element('Workflows'),
    element('FieldSecurityProfiles'),
    element('Templates'),
    element('EntityMaps'),
    element('EntityRelationships', {}, renderRelationships(model)),
    element('OrganizationSettings'),
    element('optionsets', {}, model.choices.map(renderChoice)),
    element('CustomControls'),
    element('EntityDataProviders'),
    element('Languages', {}, [leaf('Language', model.identity.languageCode)]),
  ]);
}

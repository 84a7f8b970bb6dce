import { childText, descendants } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { componentType } from '../render/component-type.ts';
import { entitiesOf, isOurs, partsOf } from './entities.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';
import type { RenderedSolution } from './rendered-solution.ts';

/** Every root has its body and every body its root: either way round the import stops (solution.md 2.2). */
export function lintRoots({ manifest, customizations }: RenderedSolution): Finding[] {
  const roots = descendants(manifest, 'RootComponent').map(({ attributes }) =>
    key(attributes.type ?? '', attributes.schemaName ?? attributes.id ?? ''),
  );
  const bodies = bodiesOf(customizations);
  return [
    ...roots
      .filter((root) => !bodies.includes(root))
      .map((root) => finding(root, 'a root component without a body')),
    ...bodies
      .filter((body) => !roots.includes(body))
      .map((body) => finding(body, 'a component that is not declared as a root')),
    ...repeated(roots).map((root) => finding(root, 'declared twice')),
  ];
}

/** What is in the file and needs a root, as roots spell it; forms of our own tables ride along with them. */
function bodiesOf(customizations: Element): string[] {
  const named = (container: string, type: number, nameOf: (body: Element) => string): string[] =>
    partsOf(customizations, container).map((body) => key(type, nameOf(body)));
  return [
    ...named('Entities', componentType.table, (entity) => childText(entity, 'Name')),
    ...entitiesOf(customizations)
      .filter((entity) => !isOurs(entity))
      .flatMap((entity) => descendants(entity, 'formid'))
      .map(({ content }) => key(componentType.form, typeof content === 'string' ? content : '')),
    ...named('optionsets', componentType.choice, ({ attributes }) => attributes.Name ?? ''),
    ...named('Roles', componentType.role, ({ attributes }) => attributes.id ?? ''),
    ...named('CustomControls', componentType.control, (control) => childText(control, 'Name')),
    ...named(
      'SdkMessageProcessingSteps',
      componentType.step,
      ({ attributes }) => attributes.SdkMessageProcessingStepId ?? '',
    ),
    ...named(
      'ServiceEndpoints',
      componentType.endpoint,
      ({ attributes }) => attributes.ServiceEndpointId ?? '',
    ),
    ...named('AppModuleSiteMaps', componentType.siteMap, (map) => childText(map, 'SiteMapUniqueName')),
    ...named('AppModules', componentType.app, (app) => childText(app, 'UniqueName')),
  ];
}

const key = (type: string | number, name: string): string => `${type}:${name}`.toLowerCase();

const finding = (where: string, problem: string): Finding => ({ rule: 'roots', where, problem });

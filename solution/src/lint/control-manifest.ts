import { controlNamespace } from '../controls.ts';
import type { Control } from '../controls.ts';
import { child, childrenOf, descendants } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import type { SolutionModel } from '../render/model.ts';
import type { Finding } from './finding.ts';

/** What the platform accepts at an import; newer ones it refuses (pcf.md 0, 2 and 3). */
const platformLibraries = { React: '16.14.0', Fluent: '9.46.2' } as const;

/**
 * The built manifest of a control against what forms and zip say of it, and against what an import refuses or, worse,
 * ignores (solution.md 3.9).
 */
export function lintControlManifest(model: SolutionModel, control: Control, manifest: Element): Finding[] {
  const found = child(manifest, 'control');
  const problems = [
    ...differs('namespace', attributeOf(found, 'namespace'), controlNamespace),
    ...differs('constructor', attributeOf(found, 'constructor'), control.constructorName),
    ...differs('control-type', attributeOf(found, 'control-type'), 'virtual'),
    // An import leaves a control alone whose version is not a new one: each release of the solution has to raise it.
    ...differs('version', attributeOf(found, 'version'), threeParts(model.identity.version)),
    ...(found ? boundProblems(control, found) : ['has no control']),
    ...Object.entries(platformLibraries).flatMap(([name, version]) =>
      differs(`platform library ${name}`, libraryVersion(manifest, name), version),
    ),
    ...keysWithApostrophe(manifest).map((key) => `"${key}" has an apostrophe, which an import refuses`),
  ];
  return problems.map((problem) => ({ rule: 'controls', where: control.constructorName, problem }));
}

/** One property, or one data set, of the expected name; any other required property would have no value on our forms. */
function boundProblems({ bound }: Control, control: Element): string[] {
  const properties = childrenOf(control).filter(({ name }) => name === 'property');
  const dataSets = childrenOf(control).filter(({ name }) => name === 'data-set');
  const names = (elements: readonly Element[]): string =>
    elements.map(({ attributes }) => attributes.name).join(',');
  if (bound.kind === 'dataSet') {
    return [
      ...differs('data sets', names(dataSets), bound.name),
      ...differs('properties', names(properties), ''),
    ];
  }
  const property = properties[0]?.attributes ?? {};
  return [
    ...differs('properties', names(properties), bound.name),
    ...differs('data sets', names(dataSets), ''),
    ...differs('usage of the property', property.usage, 'bound'),
    ...differs('type of the property', property['of-type'], 'SingleLine.Text'),
  ];
}

const libraryVersion = (manifest: Element, library: string): string | undefined =>
  descendants(manifest, 'platform-library').find(({ attributes }) => attributes.name === library)?.attributes
    .version;

/** The server's type for display and description keys is `noAposStringType`. */
function keysWithApostrophe(manifest: Element): string[] {
  const everything = (element: Element): Element[] => [element, ...childrenOf(element).flatMap(everything)];
  return everything(manifest)
    .flatMap(({ attributes }) => [attributes['display-name-key'], attributes['description-key']])
    .filter((key) => key?.includes("'"))
    .map(String);
}

/** An own attribute only: every object has a `constructor`. */
const attributeOf = (element: Element | undefined, name: string): string | undefined =>
  element && Object.hasOwn(element.attributes, name) ? element.attributes[name] : undefined;

const threeParts = (version: string): string => version.split('.').slice(0, 3).join('.');

const differs = (what: string, found: string | undefined, expected: string): string[] =>
  found === expected ? [] : [`${what} is "${found ?? ''}" and should be "${expected}"`];

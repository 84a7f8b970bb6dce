/** Rules over what was rendered: faults of the renderer itself, each of which is known to fail an import (solution.md 5). */
import { childText, childrenOf, descendants } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { columnsIn, entitiesOf, isOurs, partsOf } from './entities.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';
import { lintRenderedEndpoints } from './rendered-endpoints.ts';
import { lintRenderedForms } from './rendered-forms.ts';
import { lintIds } from './rendered-ids.ts';
import { lintRoots } from './rendered-roots.ts';
import type { RenderedSolution } from './rendered-solution.ts';

export function lintRendered(solution: RenderedSolution): Finding[] {
  return [
    ...lintRoots(solution),
    ...lintTables(solution.customizations),
    ...lintLookups(solution.customizations),
    ...lintOptionSets(solution.customizations),
    ...lintUniqueness(solution.customizations),
    ...lintDialect(solution),
    ...lintRenderedForms(solution),
    ...lintRenderedEndpoints(solution),
    ...lintIds(solution),
  ];
}

/** Schema and logical names agree but for case; a table of ours has one primary key and one primary name. */
function lintTables(customizations: Element): Finding[] {
  return entitiesOf(customizations).flatMap((entity) => {
    const name = childText(entity, 'Name');
    const inner = descendants(entity, 'entity')[0];
    const columns = columnsIn(entity);
    const ours = isOurs(entity);
    const count = (predicate: (column: Element) => boolean): number => columns.filter(predicate).length;
    return [
      ...(inner?.attributes.Name === name ? [] : [finding('casing', name, 'its two schema names differ')]),
      ...columns
        .filter(
          (column) =>
            column.attributes.PhysicalName?.toLowerCase() !== childText(column, 'LogicalName') ||
            childText(column, 'Name') !== childText(column, 'LogicalName'),
        )
        .map((column) => finding('casing', `${name}.${childText(column, 'Name')}`, 'its names disagree')),
      ...(ours && count((column) => childText(column, 'DisplayMask').startsWith('PrimaryName')) !== 1
        ? [finding('primary', name, 'must have exactly one primary name column')]
        : []),
      ...(ours && count((column) => childText(column, 'Type') === 'primarykey') !== 1
        ? [finding('primary', name, 'must have exactly one primary key')]
        : []),
    ];
  });
}

/** A lookup has no target of its own: without a relationship, or with two, it means nothing (solution.md 3.1). */
function lintLookups(customizations: Element): Finding[] {
  const ends = descendants(customizations, 'EntityRelationship').map((relationship) =>
    key(
      childText(relationship, 'ReferencingEntityName'),
      childText(relationship, 'ReferencingAttributeName'),
    ),
  );
  const lookups = entitiesOf(customizations).flatMap((entity) =>
    columnsIn(entity)
      .filter((column) => ['lookup', 'owner'].includes(childText(column, 'Type')))
      .map((column) => ({
        name: key(childText(entity, 'Name'), childText(column, 'Name')),
        // The delegates of CreatedBy and ModifiedBy have none in an export either.
        optional: childText(column, 'Name').endsWith('onbehalfby'),
      })),
  );
  return [
    ...lookups.flatMap(({ name, optional }) => {
      const relationships = ends.filter((end) => end === name).length;
      return relationships === 1 || optional
        ? []
        : [finding('lookups', name, `a lookup with ${relationships} relationships`)];
    }),
    ...ends
      .filter((end) => !lookups.some(({ name }) => name === end))
      .map((end) => finding('lookups', end, 'a relationship without its lookup')),
  ];
}

/** Columns use choices that exist, and status lists are consistent with their states. */
function lintOptionSets(customizations: Element): Finding[] {
  const known = globalChoices(customizations).map(({ attributes }) => attributes.Name);
  const states = descendants(customizations, 'state').map(({ attributes }) => attributes.defaultstatus);
  return [
    ...descendants(customizations, 'OptionSetName')
      .map(({ content }) => (typeof content === 'string' ? content : ''))
      .filter((name) => !known.includes(name))
      .map((name) => finding('choices', name, 'a column uses a choice that is not there')),
    ...states
      .filter((status) => status === '-1')
      .map(() => finding('choices', 'state', 'a state without a default status')),
  ];
}

function lintUniqueness(customizations: Element): Finding[] {
  const named = (name: string): string[] =>
    descendants(customizations, name).map(({ attributes }) => attributes.Name ?? '');
  return [
    ...repeated(named('EntityRelationship')).map((name) => finding('unique', name, 'a relationship twice')),
    ...repeated(named('optionset')).map((name) => finding('unique', name, 'an option set twice')),
    ...entitiesOf(customizations).flatMap((entity) =>
      repeated(columnsIn(entity).map((column) => childText(column, 'Name'))).map((name) =>
        finding('unique', `${childText(entity, 'Name')}.${name}`, 'a column twice'),
      ),
    ),
  ];
}

/** `solutionaction` and `ordinalvalue` belong to the managed dialect; an unmanaged import refuses them (solution.md 1.4). */
function lintDialect({ manifest, customizations }: RenderedSolution): Finding[] {
  const managed = descendants(manifest, 'Managed')[0]?.content === '1';
  return managed
    ? []
    : everyElement(customizations)
        .filter(({ attributes }) => 'solutionaction' in attributes || 'ordinalvalue' in attributes)
        .map(({ name }) => finding('dialect', name, 'an attribute of the managed dialect'));
}

const globalChoices = (customizations: Element): readonly Element[] => partsOf(customizations, 'optionsets');

const everyElement = (root: Element): Element[] => [root, ...childrenOf(root).flatMap(everyElement)];

const key = (first: string, second: string): string => `${first}:${second}`.toLowerCase();

const finding = (rule: string, where: string, problem: string): Finding => ({ rule, where, problem });

/** Rules over rendered forms: what holds a control, its description and the controls of the solution together. */
import { childrenOf, childText, descendants } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { replacedClassId } from '../render/class-ids.ts';
import { componentType } from '../render/component-type.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';
import type { RenderedSolution } from './rendered-solution.ts';

export function lintRenderedForms({ manifest, customizations }: RenderedSolution): Finding[] {
  const known = controlsOf(manifest);
  return descendants(customizations, 'systemform').flatMap((form) => {
    const where = childText(form, 'formid');
    const finding = (problem: string): Finding => ({ rule: 'controls', where, problem });
    return [
      ...describedProblems(form).map(finding),
      ...unknownControls(form, known).map((name) =>
        finding(`${name} is no control of this or a required solution`),
      ),
      ...repeated(descendants(form, 'control').map(({ attributes }) => attributes.id ?? '')).map((id) =>
        finding(`the control id "${id}" is there twice`),
      ),
      ...crowded(form).map((row) => finding(`a row of ${row} cells in a narrower section`)),
    ];
  });
}

/** A replaced control has one description, found by its unique id, and no other control has any (solution.md 3.5). */
function describedProblems(form: Element): string[] {
  const controls = descendants(form, 'control');
  const described = descendants(form, 'controlDescription').map(
    ({ attributes }) => attributes.forControl ?? '',
  );
  const replaced = controls.filter(({ attributes }) => attributes.classid === replacedClassId);
  return [
    ...replaced
      .filter(({ attributes }) => described.filter((id) => id === attributes.uniqueid).length !== 1)
      .map(({ attributes }) => `${attributes.id ?? ''} is replaced and has not exactly one description`),
    ...described
      .filter((id) => !controls.some(({ attributes }) => attributes.uniqueid === id))
      .map((id) => `the description of ${id} is about no control`),
    ...controls
      .filter(
        ({ attributes }) =>
          attributes.classid !== replacedClassId && described.includes(attributes.uniqueid ?? ''),
      )
      .map(({ attributes }) => `${attributes.id ?? ''} is described and keeps its own class id`),
  ];
}

/** Names in the descriptions; controls of the platform have no prefix of a publisher. */
function unknownControls(form: Element, known: readonly string[]): string[] {
  const names = descendants(form, 'customControl').flatMap(({ attributes }) => attributes.name ?? []);
  return [...new Set(names)].filter((name) => !name.startsWith('MscrmControls.') && !known.includes(name));
}

/** Controls that this solution brings, and those that it says it needs. */
function controlsOf(manifest: Element): string[] {
  const type = String(componentType.control);
  return [...descendants(manifest, 'RootComponent'), ...descendants(manifest, 'Required')]
    .filter(({ attributes }) => attributes.type === type)
    .map(({ attributes }) => attributes.schemaName ?? '');
}

/** Numbers of cells in rows that have more of them than their section has columns. */
function crowded(form: Element): number[] {
  return descendants(form, 'section').flatMap((section) =>
    descendants(section, 'row')
      .map((row) => childrenOf(row).length)
      .filter((cells) => cells > (section.attributes.columns ?? '1').length),
  );
}

/** Ids of components: each is a GUID, and only one thing has it (solution.md 5, GUID clashes). */
import { childrenOf } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';
import type { RenderedSolution } from './rendered-solution.ts';

/** Attributes and leaves that give a part its id; everywhere else an id refers to one of these. */
const attributesWithId: Readonly<Record<string, readonly string[]>> = {
  Role: ['id'],
  tab: ['id'],
  section: ['id'],
  cell: ['id'],
  header: ['id'],
  control: ['uniqueid'],
  SdkMessageProcessingStep: ['SdkMessageProcessingStepId'],
  ServiceEndpoint: ['ServiceEndpointId'],
};
const leavesWithId = ['formid', 'savedqueryid', 'SdkMessageProcessingStepImageId'] as const;

const guid = /^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/;

export function lintIds({ customizations }: RenderedSolution): Finding[] {
  const ids = childrenOf(customizations)
    // An app names the roles that see it.
    .filter(({ name }) => name !== 'AppModules')
    .flatMap(idsIn);
  return [
    ...repeated(ids).map((id) => ({ rule: 'unique', where: id, problem: 'an id twice' })),
    ...ids
      .filter((id) => !guid.test(id))
      .map((id) => ({ rule: 'ids', where: id, problem: 'is no lower-case GUID in braces' })),
  ];
}

function idsIn(element: Element): string[] {
  const { name, attributes, content } = element;
  if (typeof content === 'string' && includes(leavesWithId, name)) return [content];
  return [
    ...(attributesWithId[name] ?? []).flatMap((attribute) => attributes[attribute] ?? []),
    ...childrenOf(element).flatMap(idsIn),
  ];
}

const includes = (list: readonly string[], value: string): boolean => list.includes(value);

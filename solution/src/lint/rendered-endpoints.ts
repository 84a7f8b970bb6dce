/** Rules over rendered steps and endpoints (solution.md 3.14, 5 and 7). */
import { childText, childrenOf, descendants } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { componentType } from '../render/component-type.ts';
import type { Finding } from './finding.ts';
import type { RenderedSolution } from './rendered-solution.ts';

const UPDATE = '20bebb1b-ea3e-db11-86a7-000a3a5473e8';
const ENDPOINT = '4618';

/** Elements that the format does not have, and texts that are a key or hold one: a solution file is no place for either. */
const secretElement = /^(sas(key|token)|authvalue|connectionstring|password|secret)$/i;
const secretText = /SharedAccessKey|SharedAccessSignature|[?&](sig|code|key)=|^[A-Za-z0-9+/]{43}=$/;

export function lintRenderedEndpoints({ manifest, customizations }: RenderedSolution): Finding[] {
  const steps = descendants(customizations, 'SdkMessageProcessingStep');
  const endpoints = descendants(customizations, 'ServiceEndpoint');
  const ids = [
    ...endpoints.map(({ attributes }) => attributes.ServiceEndpointId),
    ...descendants(manifest, 'Required')
      .filter(({ attributes }) => attributes.type === String(componentType.endpoint))
      .map(({ attributes }) => attributes.id),
  ];
  return [
    ...steps.flatMap((step) => {
      const where = step.attributes.Name ?? '';
      const finding = (problem: string): Finding => ({ rule: 'steps', where, problem });
      return [
        // Without columns it runs for every change of every row (solution checker: meta-avoid-reg-no-attribute).
        ...(childText(step, 'SdkMessageId') === UPDATE && childText(step, 'FilteringAttributes') === ''
          ? [finding('an Update step without filtering columns')]
          : []),
        ...(childText(step, 'EventHandlerTypeCode') === ENDPOINT &&
        ids.includes(childText(step, 'EventHandler'))
          ? []
          : [finding('sends to no endpoint of this or a required solution')]),
        ...(childText(step, 'Mode') === '1' && childText(step, 'Stage') === '40'
          ? []
          : [finding('is not asynchronous after the operation')]),
        ...(childText(step, 'AsyncAutoDelete') === '1'
          ? []
          : [finding('leaves a job behind for every event')]),
      ];
    }),
    ...endpoints.flatMap((endpoint) =>
      secretsIn(endpoint).map((name) => ({
        rule: 'secrets',
        where: endpoint.attributes.Name ?? '',
        problem: `${name} holds a secret`,
      })),
    ),
  ];
}

function secretsIn(element: Element): string[] {
  const text = typeof element.content === 'string' ? element.content : '';
  return [
    ...(secretElement.test(element.name) || secretText.test(text) ? [element.name] : []),
    ...childrenOf(element).flatMap(secretsIn),
  ];
}

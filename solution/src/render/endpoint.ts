/** Service endpoints and the steps that send to them (solution.md 3.14). No secret has a place in these elements. */
import { braced, componentId } from '../component-id.ts';
import { queueName, sendPolicyName } from '../endpoints.ts';
import type { Endpoint } from '../endpoints.ts';
import { imageAlias } from '../steps.ts';
import type { Step } from '../steps.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { introducedVersion } from './labels.ts';
import type { SolutionModel } from './model.ts';

/** Names that resolve nowhere (RFC 2606): until an administrator sets the real ones nothing can be sent astray. */
const unsetNamespace = 'sb://set-after-import.servicebus.invalid/';
const unsetUrl = 'https://set-after-import.invalid/webhooks/dataverse';

export const endpointId = ({ key }: Endpoint): string => componentId('endpoint', key);

/** Two add-ons have the same steps: their ids differ, or the second import would take over the steps of the first. */
export const stepId = (model: SolutionModel, { name }: Step): string =>
  componentId('step', `${model.identity.uniqueName}/${name}`);

/** Codes of the serviceendpoint table; JSON bodies, and the id of the user who did it. */
export function renderEndpoint(endpoint: Endpoint): Element {
  const isQueue = endpoint.contract === 'queue';
  return element(
    'ServiceEndpoint',
    { ServiceEndpointId: braced(endpointId(endpoint)), Name: endpoint.name },
    [
      ...leaves({
        ConnectionMode: 1,
        Contract: isQueue ? 6 : 8,
        Description: endpoint.description,
        Path: isQueue ? queueName : '',
        SolutionNamespace: isQueue ? 'set-after-import' : '',
        UserClaim: 2,
        IsCustomizable: 1,
        AuthType: isQueue ? 2 : 5,
        MessageFormat: 2,
      }),
      ...(isQueue ? [leaf('NamespaceAddress', unsetNamespace)] : []),
      leaf('NamespaceFormat', isQueue ? 2 : 1),
      ...(isQueue ? [leaf('SASKeyName', sendPolicyName)] : [leaf('Url', unsetUrl)]),
    ],
  );
}

/** Message ids are the same in every environment. */
const messageIds: Readonly<Record<Step['message'], string>> = {
  Create: '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8',
  Update: '20bebb1b-ea3e-db11-86a7-000a3a5473e8',
};

/** What an image is taken of: the new id of a Create, the target of an Update. */
const imageOf: Readonly<Record<Step['message'], string>> = { Create: 'id', Update: 'Target' };

const assembly =
  'Microsoft.Crm.ServiceBus, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35';

/** The platform's own plug-ins that post a context. */
const posters: Readonly<Record<Endpoint['contract'], { readonly type: string; readonly id: string }>> = {
  queue: { type: 'Microsoft.Crm.ServiceBus.ServiceBusPlugin', id: 'ef521e63-cd2b-4170-99f6-447466a7161e' },
  webhook: { type: 'Microsoft.Crm.ServiceBus.WebhookPlugin', id: 'fe4f0cdb-b254-4fa1-84f6-d58d0759b8b3' },
};

/**
 * Asynchronous, after the operation, with its job deleted when it succeeded (TENANT 16). 4618 says that the handler is an
 * endpoint. A file has no state: whether the step runs is decided at the import (solution.md 3.14).
 */
export function renderStep(model: SolutionModel, endpoint: Endpoint, step: Step): Element {
  const poster = posters[endpoint.contract];
  const name = `${endpoint.name}: ${step.name}`;
  return element(
    'SdkMessageProcessingStep',
    { Name: name, SdkMessageProcessingStepId: braced(stepId(model, step)) },
    [
      ...leaves({
        SdkMessageId: messageIds[step.message],
        PluginTypeName: `${poster.type}, ${assembly}`,
        PluginTypeId: poster.id,
        PrimaryEntity: step.table,
        AsyncAutoDelete: 1,
        Description: name,
        FilteringAttributes: step.filter.join(','),
        InvocationSource: 1,
        Mode: 1,
        Rank: 1,
        EventHandler: braced(endpointId(endpoint)),
        EventHandlerTypeCode: 4618,
        Stage: 40,
        IsCustomizable: 1,
        IsHidden: 0,
        SupportedDeployment: 0,
      }),
      introducedVersion(),
      element(
        'SdkMessageProcessingStepImages',
        {},
        step.image.length === 0 ? [] : [renderImage(model, step)],
      ),
    ],
  );
}

/** Image type 1: the row as it is after the operation. */
function renderImage(model: SolutionModel, step: Step): Element {
  const id = componentId('image', `${model.identity.uniqueName}/${step.name}`);
  return element(
    'SdkMessageProcessingStepImage',
    { Name: imageAlias },
    leaves({
      SdkMessageProcessingStepImageId: braced(id),
      Attributes: step.image.join(','),
      EntityAlias: imageAlias,
      ImageType: 1,
      MessagePropertyName: imageOf[step.message],
      IsCustomizable: 1,
    }),
  );
}

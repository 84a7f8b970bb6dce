/** `<SdkMessageProcessingStep>` that posts to a service endpoint (solution.md 3.14). */
import type { ImageModel, StepModel } from '../components.ts';
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

/** The same in every organisation. */
const messages: Readonly<Record<string, StepModel['message']>> = {
  '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8': 'Create',
  '20bebb1b-ea3e-db11-86a7-000a3a5473e8': 'Update',
  'a1bdbb1b-ea3e-db11-86a7-000a3a5473e8': 'Delete',
};
const imageKinds: Readonly<Record<string, ImageModel['kind']>> = { '0': 'pre', '1': 'post', '2': 'both' };
const ENDPOINT_CODE = '4618';

/** The platform's own plug-in that posts, by contract: a step names it beside the endpoint. */
export const postingPlugins = {
  queue: { name: 'Microsoft.Crm.ServiceBus.ServiceBusPlugin', id: 'ef521e63-cd2b-4170-99f6-447466a7161e' },
  webhook: { name: 'Microsoft.Crm.ServiceBus.WebhookPlugin', id: 'fe4f0cdb-b254-4fa1-84f6-d58d0759b8b3' },
} as const;

export interface ImportedStep {
  step: StepModel;
  pluginName: string;
  pluginId: string;
}

export function readSteps(root: XmlNode): ImportedStep[] {
  return children(child(root, 'SdkMessageProcessingSteps'), 'SdkMessageProcessingStep').map((node) => {
    const name = attribute(node, 'Name') ?? '';
    const message = messages[bareId(text(node, 'SdkMessageId') ?? '')];
    if (!message) throw new ImportRefusal(`The step '${name}' stands on a message that does not exist.`);
    // "Leave the pair out and the import fails with nothing but the word" (solution.md 3.14).
    if (text(node, 'EventHandler') === undefined || text(node, 'EventHandlerTypeCode') !== ENDPOINT_CODE)
      throw new ImportRefusal('EventHandlerTypeCode');
    const step: StepModel = {
      id: bareId(attribute(node, 'SdkMessageProcessingStepId') ?? ''),
      name,
      message,
      table: text(node, 'PrimaryEntity') ?? '',
      filter: list(text(node, 'FilteringAttributes')),
      stage: Number(text(node, 'Stage')),
      mode: text(node, 'Mode') === '1' ? 'asynchronous' : 'synchronous',
      asyncAutoDelete: text(node, 'AsyncAutoDelete') === '1',
      images: children(child(node, 'SdkMessageProcessingStepImages'), 'SdkMessageProcessingStepImage').map(
        (image) => readImage(name, message, image),
      ),
      endpointId: bareId(text(node, 'EventHandler') ?? ''),
    };
    const [pluginName = ''] = (text(node, 'PluginTypeName') ?? '').split(',');
    return { step, pluginName, pluginId: bareId(text(node, 'PluginTypeId') ?? '') };
  });
}

/** What an image is taken from: the id that a Create answers, or the target of an Update. */
const sources: Readonly<Record<StepModel['message'], string>> = {
  Create: 'id',
  Update: 'Target',
  Delete: 'Target',
};

function readImage(step: string, message: StepModel['message'], node: XmlNode): ImageModel {
  const kind = imageKinds[text(node, 'ImageType') ?? ''];
  const alias = text(node, 'EntityAlias') ?? '';
  if (!kind || alias === '')
    throw new ImportRefusal(`An image of the step '${step}' has no type or no alias.`);
  if ((message === 'Create' && kind !== 'post') || (message === 'Delete' && kind !== 'pre'))
    throw new ImportRefusal(
      `The step '${step}' cannot have a ${kind} image: there is no such row on ${message}.`,
    );
  if (text(node, 'MessagePropertyName') !== sources[message]) {
    throw new ImportRefusal(
      `Message property name '${text(node, 'MessagePropertyName') ?? ''}' is not valid on message ${message}.`,
    );
  }
  return { alias, kind, columns: list(text(node, 'Attributes')) };
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

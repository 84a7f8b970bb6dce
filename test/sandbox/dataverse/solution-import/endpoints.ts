/** `<ServiceEndpoint>` (solution.md 3.14): Azure Service Bus queues and webhooks, posting JSON. */
import type { AuthType, EndpointModel } from '../components.ts';
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

/** Codes of the serviceendpoint table. A queue is "persistent" (6); 2 is its older name. */
const contracts: Readonly<Record<string, EndpointModel['contract']>> = {
  '2': 'queue',
  '6': 'queue',
  '8': 'webhook',
};
const authTypes: Readonly<Record<string, AuthType>> = {
  '2': 'sas-key',
  '4': 'webhook-key',
  '5': 'http-header',
  '6': 'http-query-string',
};
const JSON_FORMAT = '2';
/** No solution carries a secret: its schema has no element for one. */
const secrets = ['SASKey', 'SASToken', 'AuthValue'];

export function readEndpoints(root: XmlNode): EndpointModel[] {
  return children(child(root, 'ServiceEndpoints'), 'ServiceEndpoint').map((node) => {
    const name = attribute(node, 'Name') ?? '';
    const secret = secrets.find((element) => element in node);
    if (secret !== undefined) {
      throw new ImportRefusal(
        `The import file is invalid. XSD validation failed with the following error: 'The element 'ServiceEndpoint' has invalid child element '${secret}'.'`,
      );
    }
    const contract = contracts[text(node, 'Contract') ?? ''];
    const authType = authTypes[text(node, 'AuthType') ?? ''];
    if (!contract || !authType)
      throw new ImportRefusal(`The Contract or AuthType of the service endpoint ${name} is not served here.`);
    if (text(node, 'MessageFormat') !== JSON_FORMAT)
      throw new ImportRefusal(`The service endpoint ${name} does not post JSON, which alone is served here.`);
    return checked({
      id: bareId(attribute(node, 'ServiceEndpointId') ?? ''),
      name,
      contract,
      path: text(node, 'Path') ?? '',
      namespaceAddress: text(node, 'NamespaceAddress') ?? '',
      sasKeyName: text(node, 'SASKeyName') ?? '',
      url: text(node, 'Url') ?? '',
      authType,
    });
  });
}

function checked(endpoint: EndpointModel): EndpointModel {
  const { name, contract, authType, path, namespaceAddress, sasKeyName, url } = endpoint;
  const isQueue = contract === 'queue';
  if (isQueue !== (authType === 'sas-key'))
    throw new ImportRefusal(`The AuthType of the service endpoint ${name} does not fit its Contract.`);
  if (isQueue && (path === '' || sasKeyName === '' || !/^sb:\/\/[^/]+\/$/.test(namespaceAddress))) {
    throw new ImportRefusal(
      `The service endpoint ${name} needs Path, SASKeyName and a NamespaceAddress of the form sb://<namespace>.servicebus.windows.net/.`,
    );
  }
  if (!isQueue && !/^https?:\/\/./.test(url))
    throw new ImportRefusal(`The Url '${url}' of the service endpoint ${name} is not valid.`);
  return endpoint;
}

/**
 * Where Dataverse sends what it has to tell (solution.md 3.14). A solution carries no secret and no address of ours: both
 * are set after the import, and until then nothing is sent.
 */
export interface Endpoint {
  /** Part of the id; never changes. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly contract: 'queue' | 'webhook';
}

/** The one queue of the relay (DESIGN D10). */
export const queueName = 'marketplace-events';

/** Name of the send-only SAS policy of that queue, whose key an administrator enters. */
export const sendPolicyName = 'dataverse-send';

export const queueEndpoint: Endpoint = {
  key: 'queue',
  name: 'Marketplace Bridge: Service Bus queue',
  description:
    'Azure Service Bus queue of the relay. Set its namespace and the key of its send policy after the import.',
  contract: 'queue',
};

export const webhookEndpoint: Endpoint = {
  key: 'webhook',
  name: 'Marketplace Bridge: webhook',
  description: 'Webhook of the relay. Set its address and its header x-mpb-webhook-key after the import.',
  contract: 'webhook',
};

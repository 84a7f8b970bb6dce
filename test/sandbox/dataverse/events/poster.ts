/** Where a context goes: the port between the asynchronous service and the world outside the platform. */
export interface PostingEndpoint {
  id: string;
  name: string;
  contract: 'queue' | 'webhook';
  /** Queue. */
  namespaceAddress: string;
  path: string;
  sasKeyName: string;
  sasKey: string;
  /** Webhook. */
  url: string;
  authType: 'sas-key' | 'webhook-key' | 'http-header' | 'http-query-string';
  authValue: string;
}

export interface PostedMessage {
  body: string;
  contentType: string;
  /** Application properties of a brokered message. */
  properties: Record<string, string | number | boolean>;
  /** Headers of a webhook. */
  headers: Record<string, string>;
  messageId: string;
  correlationId: string;
}

/** `retry`: outside trouble that may pass; `failed`: the job has failed for good. */
export type PostResult = 'ok' | 'retry' | 'failed';

export interface EndpointPoster {
  post(endpoint: PostingEndpoint, message: PostedMessage): Promise<PostResult>;
}

/** One poster for each contract. */
export function byContract(
  posters: Readonly<Record<PostingEndpoint['contract'], EndpointPoster>>,
): EndpointPoster {
  return { post: (endpoint, message) => posters[endpoint.contract].post(endpoint, message) };
}

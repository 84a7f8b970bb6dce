/** Posts to an Azure Service Bus queue that is given as a function, after the checks that the namespace would make. */
import type { EndpointPoster, PostedMessage } from './poster.ts';

export interface QueueSide {
  /** Takes a message into a queue; a throw is outside trouble (the namespace is down, the queue is full). */
  enqueue(queue: string, message: PostedMessage): Promise<void> | void;
  /** The secret of a shared access key in a namespace; undefined where there is no such namespace, queue or key. */
  keyOf(place: { host: string; queue: string; keyName: string }): string | undefined;
}

/** A wrong address or key is outside trouble too: the job waits until an administrator has put it right. */
export function queuePoster(side: QueueSide): EndpointPoster {
  return {
    post: async (endpoint, message) => {
      const host = /^sb:\/\/([^/]+)\/$/.exec(endpoint.namespaceAddress)?.[1];
      if (host === undefined || endpoint.sasKey === '') return 'retry';
      const expected = side.keyOf({ host, queue: endpoint.path, keyName: endpoint.sasKeyName });
      if (expected === undefined || expected !== endpoint.sasKey) return 'retry';
      try {
        await side.enqueue(endpoint.path, message);
        return 'ok';
      } catch {
        return 'retry';
      }
    },
  };
}

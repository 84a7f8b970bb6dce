/** `$cbs` and `$management`: the client sends a request on one link and waits for its answer on another. */
import type { AmqpError } from './conditions.ts';
import { types } from './rhea-peer.ts';
import type { PeerConnection, PeerLink } from './rhea-peer.ts';
import type { AmqpMessage } from './stored-message.ts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly error?: AmqpError;
}

/** Where answers go, for each connection by the address or the link name that requests name in `reply-to`. */
export class ReplyLinks {
  readonly #links = new WeakMap<PeerConnection, Map<string, PeerLink>>();

  add(link: PeerLink): void {
    const known = this.#links.get(link.connection) ?? new Map<string, PeerLink>();
    this.#links.set(link.connection, known);
    known.set(link.name, link);
    const address = link.remote.attach.target?.address;
    if (address !== undefined) known.set(address, link);
  }

  answer(connection: PeerConnection, request: AmqpMessage, { status, body, error }: Answer): void {
    const link = this.#links.get(connection)?.get(String(request.reply_to));
    if (link?.is_open() !== true) return;
    const text = error?.description ?? 'OK';
    link.send({
      correlation_id: request.message_id,
      body,
      // CBS reads the names with hyphens, $management those without; the service sends both.
      application_properties: {
        'status-code': types.wrap_int(status),
        statusCode: types.wrap_int(status),
        'status-description': text,
        statusDescription: text,
        ...(error === undefined
          ? {}
          : {
              'error-condition': types.wrap_symbol(error.condition),
              errorCondition: types.wrap_symbol(error.condition),
            }),
      },
    });
  }
}

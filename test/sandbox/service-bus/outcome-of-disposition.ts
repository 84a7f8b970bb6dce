/** What a client's disposition asks for: AMQP knows four outcomes, Service Bus reads its own words into two of them. */
import type { PeerDelivery } from './rhea-peer.ts';
import type { Outcome } from './stored-message.ts';

export type Disposition = 'accepted' | 'released' | 'rejected' | 'modified';

/** Null: not served here (deferral). */
export function outcomeOfDisposition(disposition: Disposition, delivery: PeerDelivery): Outcome | null {
  switch (disposition) {
    case 'accepted':
      return { kind: 'complete' };
    case 'released':
      return { kind: 'release' };
    case 'rejected': {
      // `rejected` is dead-letter; reason and description ride in the error's info map.
      const {
        DeadLetterReason: reason,
        DeadLetterErrorDescription: description,
        ...properties
      } = delivery.remote_state?.error?.info ?? {};
      return {
        kind: 'dead-letter',
        properties,
        ...(typeof reason === 'string' ? { reason } : {}),
        ...(typeof description === 'string' ? { description } : {}),
      };
    }
    case 'modified': {
      if (delivery.remote_state?.undeliverable_here === true) return null;
      const properties = delivery.remote_state?.message_annotations;
      return { kind: 'abandon', ...(properties === undefined ? {} : { properties }) };
    }
  }
}

/**
 * What a person did in Dynamics becomes a look (DESIGN D3, PROTOCOL, Look). Events only make it fast: whatever goes wrong
 * here is found by the sweep of the copy that leads, because what there is to do stands in the rows. So trouble outside
 * ends the wait and not the relay, and nothing is tried again from here.
 */
import type { BusinessEvent, Refusal } from '@marketplace-bridge/plugins-bridge';
import { OperatingError } from '../../errors.ts';
import type { EventHandler } from '../../event-port.ts';
import type { Shop } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import { lookAtClosedOrders } from './closed-orders.ts';
import { Conveyor } from './conveyor.ts';

export interface EventHandling extends EventHandler {
  /** What was handed in has been worked on; for a drain. */
  idle(): Promise<void>;
}

/** Company that an event waits for (PROTOCOL, Look). */
const gather = { milliseconds: 20, most: 50 };
/** How long a message waits for the relay's share of the allowance (PROTOCOL, Look). */
const patience = 10_000;

type Event<K extends BusinessEvent['kind']> = Extract<BusinessEvent, { kind: K }>;

export function createEventHandler(ports: Ports, shop: Shop): EventHandling {
  const { clock, log } = ports;
  const conveyor = <T>(work: (items: readonly T[]) => Promise<void>) =>
    new Conveyor<T>(work, {
      gatherMs: () => gather.milliseconds,
      most: gather.most,
      sleep: (milliseconds) => clock.sleep(milliseconds),
    });
  const closed = conveyor<Event<'order-closed'>>((events) => lookAtClosedOrders(ports, shop, events));

  function take(event: BusinessEvent): Promise<void> {
    // The other kinds are found by the sweep.
    if (event.kind !== 'order-closed') return Promise.resolve();
    return closed.add(event.salesOrderId ?? event.orderCloseId, event);
  }

  /** The message is done with when its work is, when trouble outside left it to the sweep, or when patience ends. */
  async function untilHandled(kind: string, work: Promise<void>): Promise<void> {
    const waited = new AbortController();
    const late = clock.sleep(patience, waited.signal).catch(() => undefined);
    try {
      await Promise.race([work, late]);
    } catch (error) {
      if (!(error instanceof OperatingError)) throw error;
      log.warn({ code: error.code, event: kind }, 'an event is left to the sweep');
    } finally {
      waited.abort();
    }
  }

  return {
    handle: (event) => untilHandled(event.kind, take(event)),
    refuse: (refusal: Refusal) => {
      log.warn({ reason: refusal.reason }, 'a message is no event');
      return Promise.resolve();
    },
    idle: async () => {
      await closed.idle();
    },
  };
}

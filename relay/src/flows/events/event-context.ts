/**
 * What a look needs when an event asks for it. Any copy handles events, leading or not: no lease is held, and the rows
 * are fenced by their versions (PROTOCOL, Look). What takes turns between copies, the calls of OR11 and OR04, is left to
 * the copy that leads: those orders stay due.
 */
import { dataverseTime } from '../time.ts';
import type { DataverseClient, Lane } from '../../dataverse/client.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { LookContext, WriteBackSlot } from '../orders/look-context.ts';
import type { Ports } from '../ports.ts';

export interface EventContext extends LookContext {
  /** Orders that need a fresh reading from the marketplace, made due for the copy that leads. */
  handOver(): Promise<void>;
}

export function eventContext(ports: Ports, marketplace: Marketplace): EventContext {
  const unread = new Set<string>();
  const own: Ports = { ...ports, dataverse: inLane(ports.dataverse, 'events') };
  return {
    ports: own,
    marketplace,
    assertHeld: () => undefined,
    keepLease: () => Promise.resolve(),
    pause: (milliseconds) => ports.clock.sleep(milliseconds),
    writeBackSlot: leftToTheLeader,
    readBack: (orderId) => {
      unread.add(orderId);
    },
    judged: () => undefined,
    decided: () => undefined,
    async handOver() {
      if (unread.size === 0) return;
      const now = dataverseTime(ports.clock.now());
      const due = [...unread].map((orderId) => ({
        method: 'PATCH' as const,
        path: `mpb_orders(${marketplace.ids.id('order', orderId)})`,
        ifMatch: '*',
        body: { mpb_dueon: now },
      }));
      unread.clear();
      await own.dataverse.batch(due);
    },
  };
}

/** OR04 is called once a minute for all orders that wait for it (mirakl.md 1.7); one more that waits costs nothing. */
const leftToTheLeader: WriteBackSlot = {
  wait: Infinity,
  ready: false,
  know: () => Promise.resolve(),
  take: () => Promise.resolve(false),
  shutFor: () => Promise.resolve(),
  calling: () => undefined,
  moved: () => false,
  move: () => {
    throw new Error('a slot that never opens is not moved');
  },
};

function inLane(dataverse: DataverseClient, lane: Lane): DataverseClient {
  return {
    ...dataverse,
    batch: (items, own = lane) => dataverse.batch(items, own),
    send: (operation, own = lane) => dataverse.send(operation, own),
    query: (path, options) => dataverse.query(path, { lane, ...options }),
  };
}

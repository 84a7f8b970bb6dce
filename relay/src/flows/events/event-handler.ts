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
import type { StockHint } from '../stock/stock-side.ts';
import { lookAtClosedOrders, type OrderClosed } from './closed-orders.ts';
import { Conveyor } from './conveyor.ts';
import { RecentSetUp } from './recent-set-up.ts';
import { noteRefusals } from './refused-messages.ts';
import { carryOutRequested } from './requested-actions.ts';
import { replaySaved, type SetUpSaved } from './saved-set-up.ts';

/** Who looks at stock. Only the copy that leads acts on a hint; where another leads, that one finds the change itself. */
interface StockLook {
  look(hint: StockHint): void;
}

export interface EventHandling extends EventHandler {
  /** What was handed in has been worked on. */
  idle(): Promise<void>;
  /** Ends what is under way soon; what is left undone, the sweep finds. */
  drain(): Promise<void>;
}

/**
 * How long an event waits for company (PROTOCOL, Look), ms. A lone one hardly waits. Where they come close together it is
 * the allowance of Dataverse that is scarce, because each run reads the same facts whether for one event or for fifty:
 * runs then begin this far apart.
 */
const gather = { alone: 20, apart: 120, most: 50 };

/** How long a message waits for the relay's share of the allowance (PROTOCOL, Look). */
const patience = 10_000;

/** Ends the process, by whatever watches over errors that nobody caught (main.ts). */
function crashProcess(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

export function createEventHandler(
  ports: Ports,
  shop: Shop,
  stock: StockLook | null = null,
  crash = crashProcess,
): EventHandling {
  const { clock, log } = ports;
  const conveyor = <T>(work: (items: readonly T[]) => Promise<void>) => {
    let lastRun = -Infinity;
    return new Conveyor<T>(
      (items) => {
        lastRun = clock.monotonic();
        return work(items);
      },
      {
        gatherMs: () => Math.max(gather.alone, gather.apart - (clock.monotonic() - lastRun)),
        most: gather.most,
        sleep: (milliseconds) => clock.sleep(milliseconds),
      },
    );
  };
  let draining = false;
  const recent = new RecentSetUp(ports, shop);
  const listingDue = (rowId: string) => stock?.look({ productId: null, table: 'mpb_listing', rowId });
  const requested = conveyor<string>((ids) => carryOutRequested({ ports, listingDue }, recent, ids));
  const closed = conveyor<OrderClosed>((events) => lookAtClosedOrders(ports, shop, events));
  // On a conveyor of its own: a mapping may free thousands of orders, and nobody's button waits for them.
  const saved = conveyor<SetUpSaved>((events) => replaySaved(ports, shop, events, () => draining));
  const refused = conveyor<Refusal>((refusals) => noteRefusals(ports, shop, refusals));

  function take(event: BusinessEvent): Promise<void> {
    switch (event.kind) {
      case 'action-requested':
        return requested.add(event.actionId, event.actionId);
      case 'mapping-saved':
        // Also which product an offer shows the stock of follows from mappings.
        stock?.look({ productId: null, table: 'mpb_skumapping', rowId: event.mappingId });
        return saved.add(event.mappingId, event);
      case 'tax-rule-saved':
        return saved.add(event.ruleId, event);
      case 'order-closed':
        return closed.add(event.salesOrderId ?? event.orderCloseId, event);
      case 'stock-changed': {
        const { productId, table, rowId } = event;
        // Quantities are read together, right before the next file: nothing is left to wait for here.
        stock?.look({ productId, table, rowId });
        return Promise.resolve();
      }
    }
  }

  /** Trouble outside leaves the event to the sweep; anything else is a fault of the program, and goes on to be one. */
  function leftToSweep(kind: string, error: unknown): void {
    if (!(error instanceof OperatingError)) throw error;
    log.warn({ code: error.code, event: kind }, 'an event is left to the sweep');
  }

  /** The message is done with when its work is, when trouble outside left it to the sweep, or when patience ends. */
  async function untilHandled(kind: string, work: Promise<void>): Promise<void> {
    const waited = new AbortController();
    const late = clock.sleep(patience, waited.signal).then(
      () => 'late' as const,
      () => 'over' as const,
    );
    try {
      if ((await Promise.race([work, late])) !== 'late') return;
      // Nobody waits for it any more, so that nobody would be told.
      work
        .catch((error: unknown) => {
          leftToSweep(kind, error);
        })
        .catch(crash);
    } catch (error) {
      leftToSweep(kind, error);
    } finally {
      waited.abort();
    }
  }

  async function idle(): Promise<void> {
    await Promise.all([requested, closed, saved, refused].map((one) => one.idle()));
  }

  return {
    handle: (event) => untilHandled(event.kind, take(event)),
    // No sweep finds what is not counted here, so that trouble outside gives the message back and it comes again.
    refuse: (refusal) => refused.add(refusal.reason, refusal),
    idle,
    drain: () => {
      draining = true;
      return idle();
    },
  };
}

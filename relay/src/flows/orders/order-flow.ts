/**
 * The order flow of one marketplace, run by whichever copy holds the lease: walk when the slot of the order list is
 * open, sweep what is due every 15 seconds, and wait. One thing at a time, so that nothing in it needs a lock.
 */
import type { OrderDecision } from '../../domain/orders/decision.ts';
import { OperatingError } from '../../errors.ts';
import type { Leadership } from '../leadership.ts';
import { Lease, LeaseLost, renewEvery } from '../lease.ts';
import { loadMarketplace, MarketplaceGone, type Marketplace, type Shop } from '../marketplace/marketplace.ts';
import { patient } from '../patience.ts';
import type { Ports } from '../ports.ts';
import { Slot } from '../slot.ts';
import { SyncRun, type Became } from '../sync-run.ts';
import { beginning, runExport } from './export.ts';
import { beatEvery, heartbeat } from './heartbeat.ts';
import { preview } from './preview.ts';
import { readBack, ReadBacks } from './read-back.ts';
import { SeenOrders } from './seen-orders.ts';
import { Sweep, type Replay } from './sweep.ts';
import { walk, type WalkContext } from './walk.ts';
import { Watermark, type ExportProgress } from './watermark.ts';

const lookForLeaseEvery = 20_000;
const reloadEvery = 5 * 60_000;
const afterTrouble = 15_000;

/** For the counts of the hour. */
const became: Readonly<Record<OrderDecision['kind'], Became>> = {
  import: 'done',
  update: 'done',
  done: 'done',
  wait: 'waiting',
  accept: 'waiting',
  hold: 'exception',
};

export interface OrderFlowStatus {
  readonly leading: boolean;
  readonly marketplace: string | null;
  readonly hold: string | null;
  /** Different orders that the marketplace served in this hour. */
  readonly servedThisHour: number;
  readonly lastWalk: string | null;
  readonly backlog: ExportProgress | null;
  readonly replays: readonly Pick<Replay, 'causeKeys' | 'held' | 'cleared'>[];
  readonly trouble: string | null;
}

export class OrderFlow {
  readonly #ports: Ports;
  readonly #shop: Shop;
  readonly #lease: Lease;
  readonly #sweep = new Sweep();
  readonly #seen = new SeenOrders();
  readonly #readBacks = new ReadBacks();
  readonly #syncRun: SyncRun;
  readonly #stop = new AbortController();
  #session: { marketplace: Marketplace; context: WalkContext; loadedAt: number } | null = null;
  #nextBeat = 0;
  #nextLeaseLook = 0;
  #lastWalk: Date | null = null;
  #readUntil: string | null = null;
  #backlog: ExportProgress | null = null;
  #trouble: string | null = null;

  constructor(ports: Ports, shop: Shop, copy: { name: string }) {
    this.#ports = ports;
    this.#shop = shop;
    this.#syncRun = new SyncRun('orders', () => ({
      mirakl: ports.mirakl.calls(),
      dataverse: ports.dataverse.counts().requests,
    }));
    this.#lease = new Lease(ports, {
      checkpointId: shop.ids.id('checkpoint', 'lease'),
      flow: 'relay',
      holder: copy.name,
      incarnation: ports.chance.uuid(),
    });
  }

  /** Until `stop`. Trouble outside is logged, waited out and tried again; it never ends the flow. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const wait = await this.tick();
      await this.#ports.clock.sleep(wait, this.#stop.signal).catch(() => undefined);
    }
    await this.#session?.context.watermark.flush().catch(() => undefined);
    await this.#lease.release().catch(() => undefined);
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Does what is due now; answers how many milliseconds there is nothing to do. */
  async tick(): Promise<number> {
    try {
      const { wait, trouble = null } = await this.#work();
      this.#trouble = trouble;
      return wait;
    } catch (error) {
      if (error instanceof LeaseLost || error instanceof MarketplaceGone) {
        this.#session = null;
        return 1_000;
      }
      if (!(error instanceof OperatingError)) throw error;
      this.#trouble = error.message;
      this.#ports.log.warn({ code: error.code, message: error.message }, 'trouble outside; tried again');
      return Math.max(error.retryAfterMs ?? 0, afterTrouble);
    }
  }

  status(): OrderFlowStatus {
    return {
      leading: this.#lease.held,
      marketplace: this.#session?.marketplace.name ?? null,
      hold: this.#session?.marketplace.facts.hold?.text ?? null,
      servedThisHour: this.#syncRun.servedThisHour,
      lastWalk: this.#lastWalk?.toISOString() ?? null,
      backlog: this.#backlog,
      replays: this.#sweep.replays.map(({ causeKeys, held, cleared }) => ({ causeKeys, held, cleared })),
      trouble: this.#trouble,
    };
  }

  /** The lease of all periodic work of the marketplace; it is renewed here, whoever works under it. */
  get leadership(): Leadership {
    return this.#lease;
  }

  /** As last read, and again whenever people change it; null while another copy leads. */
  marketplace(): Marketplace | null {
    return this.#lease.held ? (this.#session?.marketplace ?? null) : null;
  }

  /** Orders updated on the marketplace before this are in Dynamics; null before the first walk of this copy. */
  ordersReadUntil(): string | null {
    return this.#readUntil;
  }

  /** What would be decided about every order now; nothing is written. By order id. */
  async preview(): Promise<ReadonlyMap<string, OrderDecision>> {
    const marketplace = await loadMarketplace(this.#ports, this.#shop);
    return marketplace === null ? new Map<string, OrderDecision>() : preview(this.#ports, marketplace);
  }

  async #work(): Promise<{ wait: number; trouble?: string }> {
    const { clock } = this.#ports;
    if (!(await this.#lead())) return { wait: Math.max(1_000, this.#nextLeaseLook - clock.monotonic()) };
    const context = await this.#context();
    if (context === null) {
      return { wait: 60_000, trouble: `No active marketplace row names the host ${this.#shop.host}.` };
    }
    if (clock.monotonic() < this.#nextBeat) return { wait: this.#nextBeat - clock.monotonic() };
    const beat = await heartbeat(context, {
      lease: this.#lease,
      sweep: this.#sweep,
      syncRun: this.#syncRun,
      walking: this.#backlog === null,
    });
    this.#nextBeat = clock.monotonic() + beatEvery;
    const readAgain = beat.mayWalk ? this.#readBacks.turn() : [];
    if (readAgain.length > 0) await readBack(context, readAgain);
    else if (beat.mayWalk || this.#backlog !== null) await this.#discover(context);
    if (await beat.act(() => this.#reload())) this.#nextBeat = clock.monotonic();
    // A slot that opens about the time of the next beat is waited for, so that the two make one request.
    const slotOpens = clock.monotonic() + context.orderSlot.wait;
    if (slotOpens > this.#nextBeat && slotOpens < this.#nextBeat + beatEvery / 3) this.#nextBeat = slotOpens;
    return { wait: Math.max(100, this.#nextBeat - clock.monotonic()) };
  }

  async #lead(): Promise<boolean> {
    const { clock, chance } = this.#ports;
    // While it is held, the heartbeat renews it.
    if (this.#lease.held) return true;
    if (clock.monotonic() < this.#nextLeaseLook) return false;
    this.#nextLeaseLook = clock.monotonic() + lookForLeaseEvery * (0.75 + chance.fraction() / 2);
    this.#session = null;
    this.#seen.forget();
    return this.#lease.take();
  }

  async #reload(): Promise<WalkContext | null> {
    if (this.#session) this.#session = { ...this.#session, loadedAt: -Infinity };
    return this.#context();
  }

  async #context(): Promise<WalkContext | null> {
    const { clock } = this.#ports;
    const known = this.#session;
    if (known && clock.monotonic() - known.loadedAt < reloadEvery) return known.context;
    const marketplace = await loadMarketplace(this.#ports, this.#shop);
    if (!marketplace) return null;
    const context: WalkContext = known ? { ...known.context, marketplace } : this.#newContext(marketplace);
    this.#session = { marketplace, context, loadedAt: clock.monotonic() };
    return context;
  }

  #newContext(marketplace: Marketplace): WalkContext {
    const { ids } = this.#shop;
    const ports: Ports = {
      ...this.#ports,
      dataverse: patient(this.#ports.dataverse, (milliseconds) => this.#pause(milliseconds)),
    };
    const slot = (operation: string) =>
      new Slot(ports, { slotId: ids.id('slot', operation), operation, marketplaceId: marketplace.id });
    return {
      ports,
      shop: this.#shop,
      marketplace,
      seen: this.#seen,
      lastRawPage: { id: '' },
      orderSlot: slot('OR11'),
      writeBackSlot: slot('OR04'),
      watermark: new Watermark(ports, {
        checkpointId: ids.id('checkpoint', 'orders'),
        marketplaceId: marketplace.id,
      }),
      assertHeld: () => {
        this.#lease.assertHeld();
      },
      keepLease: () => this.#keepLease(),
      readBack: (orderId) => {
        this.#readBacks.want(orderId);
      },
      pause: (milliseconds) => this.#pause(milliseconds),
      judged: (rowId, kind) => {
        this.#syncRun.decided(rowId, became[kind]);
      },
      decided: (rowId, outcome) => {
        this.#sweep.decided(rowId, outcome);
      },
      served: (orderIds) => {
        this.#syncRun.served(orderIds);
      },
    };
  }

  async #discover(context: WalkContext): Promise<void> {
    this.#backlog = (await context.watermark.read()).export;
    if (this.#backlog === null) {
      const outcome = await walk(context);
      this.#lastWalk = this.#ports.clock.now();
      if (outcome.kind === 'walked') {
        this.#readUntil = outcome.until;
        return;
      }
      this.#ports.log.info({ orders: outcome.total }, 'a long backlog: read as an export');
      await context.watermark.noteExport(beginning(outcome));
      this.#backlog = (await context.watermark.read()).export;
    }
    if (this.#backlog !== null) await runExport(context, this.#backlog);
    this.#backlog = (await context.watermark.read()).export;
  }

  async #keepLease(): Promise<void> {
    if (this.#lease.dueForRenewal && !(await this.#lease.take())) throw new LeaseLost('another copy leads');
    this.#lease.assertHeld();
  }

  async #pause(milliseconds: number): Promise<void> {
    const { clock } = this.#ports;
    const until = clock.monotonic() + milliseconds;
    for (let left = milliseconds; left > 0; left = until - clock.monotonic()) {
      await clock.sleep(Math.min(left, renewEvery / 2), this.#stop.signal);
      await this.#keepLease();
    }
  }
}

/**
 * The stock flow of one marketplace (DESIGN 5, Stock), run by whichever copy leads: from what changed in Dynamics to a
 * file a minute, and back from its answers to the listings. It runs beside the order flow, under the same lease.
 */
import { latencyFigures } from '../../domain/stock/latency.ts';
import { stockPolicyInvalid } from '../../domain/stock/stock-exceptions.ts';
import { OperatingError } from '../../errors.ts';
import { LeaseLost } from '../lease.ts';
import type { Marketplace, Shop } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import { SyncRun } from '../sync-run.ts';
import { plus } from '../time.ts';
import { Dirty } from './dirty.ts';
import { MarketplaceExceptions } from './marketplace-exceptions.ts';
import type { StockContext } from './stock-context.ts';
import { StockSession } from './stock-session.ts';
import type { StockHint, StockSide } from './stock-side.ts';
import type { StockStatus } from './stock-status.ts';

const lookAgain = 1_000;
const afterTrouble = 15_000;

export class StockFlow {
  readonly #ports: Ports;
  readonly #shop: Shop;
  readonly #side: StockSide;
  readonly #stop = new AbortController();
  /** Across sessions: what is to be looked at, and what this hour brought. */
  readonly #kept = { dirty: new Dirty(), syncRun: new SyncRun('stock') };
  #exceptions = new MarketplaceExceptions();
  #session: StockSession | null = null;
  #asleep: AbortController | null = null;
  #hold: string | null = null;
  #trouble: string | null = null;

  constructor(ports: Ports, shop: Shop, side: StockSide) {
    this.#ports = ports;
    this.#shop = shop;
    this.#side = side;
  }

  /** Until `stop`. Trouble outside is logged, waited out and tried again; it never ends the flow. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const wait = await this.tick();
      this.#asleep = new AbortController();
      const signal = AbortSignal.any([this.#stop.signal, this.#asleep.signal]);
      await this.#ports.clock.sleep(wait, signal).catch(() => undefined);
      this.#asleep = null;
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Does what is due now; answers how many milliseconds there is nothing to do. */
  async tick(): Promise<number> {
    try {
      const wait = await this.#work();
      this.#trouble = this.#session?.trouble ?? null;
      return wait;
    } catch (error) {
      if (error instanceof LeaseLost) {
        this.#drop();
        return lookAgain;
      }
      if (!(error instanceof OperatingError)) throw error;
      this.#trouble = error.message;
      this.#ports.log.warn({ code: error.code, message: error.message }, 'trouble outside; tried again');
      return Math.max(error.retryAfterMs ?? 0, afterTrouble);
    }
  }

  /** An event named a row: the leader looks at it now. */
  look({ productId }: StockHint): void {
    if (this.#session === null) return;
    if (productId !== null) this.#kept.dirty.product(productId, {});
    this.#session.pollNow();
    this.#asleep?.abort();
  }

  /** What the marketplace has of these SKUs is not what it confirmed: they are planned anew, and sent. */
  force(skus: readonly string[]): void {
    for (const sku of skus) this.#kept.dirty.listing(this.#shop.ids.id('listing', sku), { unsure: true });
    this.#session?.pollNow();
    this.#asleep?.abort();
  }

  /** SKUs whose quantity is about to be sent, or was sent and not answered yet. */
  nowMoving(): ReadonlySet<string> {
    const state = this.#session?.state;
    if (state === undefined) return new Set();
    return new Set([...state.files.moving(), ...[...state.waiting.values()].map(({ sku }) => sku)]);
  }

  status(): StockStatus {
    const state = this.#session?.state;
    const { clock } = this.#ports;
    const running = state !== undefined && this.#hold === null;
    return {
      running,
      hold: this.#hold,
      nextFileOn: running ? plus(clock.now(), state.slot.wait).toISOString() : null,
      waiting: state === undefined ? 0 : state.dirty.size + state.waiting.size,
      onItsWay: state === undefined ? 0 : [...state.files.moving()].length,
      lastFile: state?.lastFile ?? null,
      latency: state === undefined ? null : latencyFigures(state.latency),
      sweep: state?.sweep ? { done: state.sweep.done } : null,
      trouble: this.#trouble,
    };
  }

  async #work(): Promise<number> {
    const { leadership } = this.#side;
    if (!leadership.held) {
      this.#drop();
      this.#exceptions = new MarketplaceExceptions();
      return lookAgain;
    }
    const marketplace = this.#side.marketplace();
    const context = marketplace === null ? null : await this.#contextOf(marketplace);
    if (context === null) {
      // Nothing is sent while it is held; what was sent before is read when it goes on.
      this.#drop();
      return marketplace === null ? lookAgain : afterTrouble;
    }
    if (this.#session === null) this.#session = await StockSession.begin(context, this.#kept);
    else if (this.#session.context.marketplace !== marketplace) await this.#session.adopt(context);
    return this.#session.work();
  }

  #drop(): void {
    this.#session?.drop();
    this.#session = null;
  }

  /** Null, and a reason in `hold`, where nothing may be published. */
  async #contextOf(marketplace: Marketplace): Promise<StockContext | null> {
    const { leadership } = this.#side;
    const { stock, armed } = marketplace;
    const assertHeld = (): void => {
      leadership.assertHeld();
    };
    const policyProblem = stock?.ok === false ? stockPolicyInvalid(stock.problems) : null;
    this.#exceptions.set('stock-policy-invalid', policyProblem);
    await this.#exceptions.write({ ports: this.#ports, marketplace, assertHeld });
    this.#hold =
      stock === null
        ? 'No stock source is chosen for the marketplace.'
        : !armed
          ? 'The marketplace is not armed for this environment.'
          : !stock.ok
            ? stock.problems.join(' ')
            : null;
    if (stock === null || !stock.ok || !armed) return null;
    return {
      ports: this.#ports,
      marketplace,
      policy: stock.policy,
      assertHeld,
      outcomeUnknown: () => this.#side.outcomeUnknown?.(),
    };
  }
}

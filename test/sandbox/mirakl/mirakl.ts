/** A pretend B&Q Marketplace: the seller calls of orders, offers and stock, as mirakl.md 1, 2, 5 and 12 describe them. */
import type { SandboxCore, SandboxRequest, SandboxResponse } from '../http.ts';
import { ownFault, type Platform } from './call.ts';
import { checkContent } from './check-content.ts';
import { FaultScript, type Fault, type Script } from './faults.ts';
import { FrequencyLimits } from './frequency-limits.ts';
import { parseJson, printJson } from './lossless-json.ts';
import { OfferExports } from './offer-exports.ts';
import { OfferImports } from './offer-imports.ts';
import type { Offer } from './offer-store.ts';
import { OrderEvents } from './order-events.ts';
import { OrderExports } from './order-exports.ts';
import type { WireOrder } from './order-shape.ts';
import { OrderStore, type OrderLife } from './order-store.ts';
import { Refusal, refuse } from './replies.ts';
import { findRoute, type Operation, type Route } from './routes.ts';
import { completeSettings, type MiraklOptions } from './settings.ts';
import {
  addOffer,
  changeOffer,
  offerOf,
  offersOf,
  removeOffer,
  sellTo,
  type NewOffer,
  type OfferChange,
} from './shop-offers.ts';
import { StockImports, type StockLogEntry, type StockUpload } from './stock-imports.ts';
import { Timetable } from './timetable.ts';

export interface LoggedCall {
  /** Sandbox time, ms. */
  at: number;
  /** '-' for a path or method that no operation has. */
  operation: Operation | '-';
  method: string;
  url: string;
  /** What the caller was sent; 0 where a fault closed the socket. */
  status: number;
}

export class MiraklSandbox implements SandboxCore {
  /** Every request in the order of its arrival. */
  readonly log: LoggedCall[] = [];
  /** What customers and the operator do to an order: cancel, refund, open an incident, withhold an address. */
  readonly events: OrderEvents;
  readonly #options: MiraklOptions;
  readonly #platform: Platform;
  readonly #limits: FrequencyLimits;
  readonly #faults = new FaultScript();
  #observing = false;
  readonly #beforePage: ((page: { offset: number; url: string }) => void | Promise<void>)[] = [];
  readonly #timetable = new Timetable();

  constructor(options: MiraklOptions) {
    this.#options = options;
    const settings = completeSettings(options.settings);
    const store = new OrderStore(settings, this.#timetable);
    const offers = offersOf(options.offers, options.clock.now());
    this.#platform = {
      store,
      settings,
      exports: new OrderExports(),
      offers,
      offerImports: new OfferImports(offers, this.#timetable),
      offerExports: new OfferExports(),
      stockImports: new StockImports(offers, this.#timetable, settings.stockImport),
      shopId: options.shopId ?? 2000,
      maxOver100: options.maxOver100 ?? 'cap',
      fullExports: options.fullExports ?? 'daily',
    };
    this.#limits = new FrequencyLimits(options);
    this.events = new OrderEvents(store, settings, offers, () => this.#observe());
  }

  /**
   * Adds an order in OR11 shape; its addresses are kept back until its state shows them. Takes a copy. Its units leave
   * the offers that it names, where there are such.
   */
  addOrder(order: object, life: OrderLife = {}): void {
    const addedAt = life.addedAt ?? this.#observe();
    const { store, offers } = this.#platform;
    const body = structuredClone(order) as WireOrder;
    const held = store.add(body, life, addedAt);
    if (held.reducedOffers) sellTo(body, offers, addedAt);
  }

  /** Adds an order as JSON text that is served value for value until a call changes it; its state stands still. */
  addOrderText(text: string): void {
    const body = parseJson(text) as unknown as WireOrder;
    const life = { moves: false, reducesOffers: false };
    this.#platform.store.add(body, life, this.#observe(), printJson(body));
  }

  /** Sandbox time in ms; everything due by now has happened. */
  now(): number {
    return this.#observe();
  }

  /** All orders as they are now, by creation date. The caller may keep and change the copies. */
  get orders(): WireOrder[] {
    this.#observe();
    return structuredClone(this.#platform.store.inOrder().map((held) => held.body));
  }

  /** One order as it is now, as a copy. */
  order(orderId: string): WireOrder | undefined {
    this.#observe();
    return structuredClone(this.#platform.store.find(orderId)?.body);
  }

  /** Changes an order in place and sets its last_updated_date to now. Throws for an unknown id. */
  updateOrder(orderId: string, patch: (order: WireOrder) => void): void {
    this.events.change(orderId, patch);
  }

  /** All offers as they are now, by offer id, without deleted ones. Among a million, ask for one by its SKU. */
  get offers(): Offer[] {
    this.#observe();
    const { offers } = this.#platform;
    return [...offers.inOrder()].filter((at) => !offers.isDeleted(at)).map((at) => offers.view(at));
  }

  /** One offer as it is now. */
  offer(sku: string): Offer | undefined {
    this.#observe();
    return offerOf(this.#platform.offers, sku);
  }

  /** The seller enters an offer. Throws where the SKU has one. */
  addOffer(offer: NewOffer): void {
    addOffer(this.#platform.offers, offer, this.#observe());
  }

  /** Somebody edits an offer in the back office: its quantity, its terms, or what blocks it. Throws for an unknown SKU. */
  changeOffer(sku: string, change: OfferChange): void {
    changeOffer(this.#platform.offers, sku, change, this.#observe());
  }

  /** An offer is gone; entered again it has a new id. Throws for an unknown SKU. */
  removeOffer(sku: string): void {
    removeOffer(this.#platform.offers, sku, this.#observe());
  }

  /** Each line of each stock file so far, in the order in which they were taken or refused. */
  get stockLog(): readonly StockLogEntry[] {
    this.#observe();
    return this.#platform.stockImports.log;
  }

  /** Each stock file that was taken in, in the order of their arrival. */
  get stockUploads(): readonly StockUpload[] {
    return this.#platform.stockImports.uploads;
  }

  /** From now on stock lines of this SKU are refused for a reason; null ends it. */
  refuseSku(sku: string, reason: string | null): void {
    if (reason === null) this.#platform.stockImports.refusals.delete(sku);
    else this.#platform.stockImports.refusals.set(sku, reason);
  }

  /** From now on a stock file with this SKU in it fails as a whole; false ends it. */
  poisonSku(sku: string, poisonous = true): void {
    if (poisonous) this.#platform.stockImports.poison.add(sku);
    else this.#platform.stockImports.poison.delete(sku);
  }

  /** Makes coming calls of an operation go wrong. */
  script(script: Script): void {
    this.#faults.add(script);
  }

  clearScripts(): void {
    this.#faults.clear();
  }

  /** Runs before every OR11 page is put together, so that a test can change an order between two pages. */
  beforePage(hook: (page: { offset: number; url: string }) => void | Promise<void>): void {
    this.#beforePage.push(hook);
  }

  /** Plans something for a moment (ms); it happens in its turn when somebody looks then or later. */
  plan(at: number, happening: () => void): void {
    this.#timetable.at(at, happening);
  }

  /** Calls so far per operation; `status` counts those with that status only. */
  counts(status?: number): Partial<Record<LoggedCall['operation'], number>> {
    const counts: Partial<Record<LoggedCall['operation'], number>> = {};
    for (const call of this.log) {
      if (status === undefined || call.status === status)
        counts[call.operation] = (counts[call.operation] ?? 0) + 1;
    }
    return counts;
  }

  async handle(request: SandboxRequest): Promise<SandboxResponse> {
    const entry: LoggedCall = {
      at: this.#options.clock.now(),
      operation: '-',
      method: request.method,
      url: request.url,
      status: 0,
    };
    this.log.push(entry);
    const response = await this.#answer(request, entry);
    response.headers.date = new Date(this.#options.clock.now()).toUTCString();
    if (!response.wire) entry.status = response.status;
    return response;
  }

  async #answer(request: SandboxRequest, entry: LoggedCall): Promise<SandboxResponse> {
    const [path = '/', search = ''] = request.url.split(/\?(.*)/s);
    const query = new URLSearchParams(search);
    const routed = findRoute(request.method, path);
    if (typeof routed === 'object' && 'route' in routed) entry.operation = routed.route.operation;
    const fault = entry.operation === '-' ? undefined : this.#faults.strike(entry.operation);
    const instead = await this.#beforeCall(fault);
    if (instead) return instead;

    if (request.headers.authorization !== this.#options.apiKey) return refuse(401, 'Unauthorized');
    if (routed === 'not-found') return refuse(404, 'Not Found');
    if ('allow' in routed) return refuse(405, 'Method Not Allowed', { allow: routed.allow });
    const wrongContent = checkContent(request, routed.route);
    if (wrongContent) return wrongContent;
    const shop = query.get('shop_id');
    if (shop !== null && shop !== String(this.#platform.shopId)) return refuse(403, 'Forbidden');

    const { route, id } = routed;
    if (route.operation === 'OR11') {
      for (const hook of this.#beforePage)
        await hook({ offset: Number(query.get('offset') ?? 0), url: request.url });
    }
    const call = {
      platform: this.#platform,
      request,
      now: this.#observe(),
      id,
      query,
      path,
      origin: `http://${request.headers.host ?? 'localhost'}`,
      fault: ownFault(fault),
    };
    const use = route.use ? route.use(call) : { limit: route.operation, key: route.operation };
    const wait = use && this.#limits.use(use, call.now, query);
    if (wait !== undefined) return refuse(429, 'Too Many Requests', { 'retry-after': String(wait) });
    return afterCall(run(route, call), fault);
  }

  /** Moves time on for everything that depends on it, and returns the time. */
  #observe(): number {
    const now = this.#options.clock.now();
    // What happens may look at the sandbox itself.
    if (this.#observing) return now;
    this.#observing = true;
    this.#timetable.runUntil(now);
    this.#observing = false;
    return now;
  }

  async #beforeCall(fault: Fault | undefined): Promise<SandboxResponse | undefined> {
    if (fault === undefined) return undefined;
    if (fault === 'drop') return { status: 0, headers: {}, body: '', wire: 'drop' };
    if (fault === 'slow') await this.#options.clock.sleep(60_000);
    if (typeof fault === 'string') return undefined;
    if ('delay' in fault) await this.#options.clock.sleep(fault.delay);
    if (!('status' in fault)) return undefined;
    const retryAfter = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
    return refuse(fault.status, 'Scripted fault', retryAfter);
  }
}

function run(route: Route, call: Parameters<Route['handler']>[0]): SandboxResponse {
  try {
    return route.handler(call);
  } catch (error) {
    if (error instanceof Refusal) return error.response;
    throw error;
  }
}

function afterCall(response: SandboxResponse, fault: Fault | undefined): SandboxResponse {
  if (fault === 'answer-lost') return { ...response, wire: 'drop' };
  if (fault === 'cut') return { ...response, wire: 'cut' };
  return response;
}

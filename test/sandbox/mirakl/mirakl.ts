/** A pretend B&Q Marketplace: the seller calls of the order flow, as mirakl.md 1, 2 and 12 describe them. */
import type { SandboxCore, SandboxRequest, SandboxResponse } from '../http.ts';
import type { Platform } from './call.ts';
import { isFullExport } from './export-orders.ts';
import { FaultScript, type Fault, type Script } from './faults.ts';
import { FrequencyLimits } from './frequency-limits.ts';
import { parseJson, printJson } from './lossless-json.ts';
import { OrderEvents } from './order-events.ts';
import { OrderExports } from './order-exports.ts';
import type { WireOrder } from './order-shape.ts';
import { OrderStore, type OrderLife } from './order-store.ts';
import { Refusal, refuse } from './replies.ts';
import { findRoute, type Operation, type Route } from './routes.ts';
import { completeSettings, type MiraklOptions } from './settings.ts';

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
  readonly #onObserve: ((now: number) => void)[] = [];

  constructor(options: MiraklOptions) {
    this.#options = options;
    const settings = completeSettings(options.settings);
    const store = new OrderStore(settings);
    this.#platform = {
      store,
      settings,
      exports: new OrderExports(),
      shopId: options.shopId ?? 2000,
      maxOver100: options.maxOver100 ?? 'cap',
    };
    this.#limits = new FrequencyLimits(options);
    this.events = new OrderEvents(store, settings, () => this.#observe());
  }

  /** Adds an order in OR11 shape; its addresses are kept back until its state shows them. Takes a copy. */
  addOrder(order: object, life: OrderLife = {}): void {
    const now = this.#observe();
    this.#platform.store.add(structuredClone(order) as WireOrder, life, life.addedAt ?? now);
  }

  /** Adds an order as JSON text that is served value for value until a call changes it; its state stands still. */
  addOrderText(text: string): void {
    const body = parseJson(text) as unknown as WireOrder;
    this.#platform.store.add(body, { moves: false }, this.#observe(), printJson(body));
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

  /** Runs whenever the sandbox is looked at, with the sandbox time in ms: how a seller's life goes on without timers. */
  onObserve(hook: (now: number) => void): void {
    this.#onObserve.push(hook);
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
    const wrongContent = checkContent(request);
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
      fault: fault === 'duplicate-rows' || fault === 'export-fails' ? fault : undefined,
    };
    const limited =
      route.operation === 'OR13' && this.#options.fullExports !== 'as-differential' && isFullExport(call);
    const wait = this.#limits.use(
      limited ? 'OR13-full' : route.operation,
      route.operation === 'OR14' ? `OR14 ${id}` : limited ? 'OR13-full' : route.operation,
      call.now,
      query,
    );
    if (wait !== undefined) return refuse(429, 'Too Many Requests', { 'retry-after': String(wait) });
    return afterCall(run(route, call), fault);
  }

  /** Moves time on for everything that depends on it, and returns the time. */
  #observe(): number {
    const now = this.#options.clock.now();
    // A hook that adds orders looks at the sandbox itself.
    if (this.#observing) return now;
    this.#observing = true;
    this.#platform.store.advance(now);
    for (const hook of this.#onObserve) hook(now);
    this.#platform.store.advance(now);
    this.#observing = false;
    return now;
  }

  async #beforeCall(fault: Fault | undefined): Promise<SandboxResponse | undefined> {
    if (fault === undefined) return undefined;
    if (fault === 'drop') return { status: 0, headers: {}, body: '', wire: 'drop' };
    if (fault === 'slow') await this.#options.clock.sleep(60_000);
    if (typeof fault === 'string') return undefined;
    if ('delay' in fault) {
      await this.#options.clock.sleep(fault.delay);
      return undefined;
    }
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

/** 406 for an Accept without JSON, 411 for a body of unknown length, 415 for one that is not JSON (mirakl.md 1.4, 1.8). */
function checkContent(request: SandboxRequest): SandboxResponse | undefined {
  const accept = request.headers.accept ?? '*/*';
  if (!/application\/(json|\*)|\*\/\*/.test(accept)) return refuse(406, 'Not Acceptable');
  if (request.method === 'GET') return undefined;
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse(415, 'Unsupported Media Type');
  return undefined;
}

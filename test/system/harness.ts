/**
 * A relay inside the pretend world, in one process and on a clock that the test moves: no sockets, no waiting, the same
 * run every time. The relay is the real one, from its composition root on; only time, chance and the network are ours.
 */
import {
  build,
  HttpFailure,
  inOnePiece,
  readConfig,
  type App,
  type Chance,
  type Clock,
  type HttpPort,
  type MarketplaceFlows,
  type HttpRequest,
  type HttpResponse,
} from '@marketplace-bridge/relay';
import { ManualClock } from '../sandbox/clock.ts';
import type { SandboxCore, SandboxResponse } from '../sandbox/http.ts';
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import {
  isSettled,
  stateOfOrders,
  type OrderState,
  type StateOfOrders,
} from '../rehearsal/state-of-orders.ts';
import { createWorld, type World, type WorldOptions } from '../rehearsal/world.ts';
import { cutShort, wholeBody } from './ports.ts';

const miraklOrigin = 'http://127.0.0.1:8401';
const dataverseOrigin = 'http://127.0.0.1:8402';

export interface Copy {
  readonly app: App;
  readonly flows: MarketplaceFlows;
  /** Orders only. Runs what is due now; answers how long there is nothing to do, ms. */
  tick(): Promise<number>;
}

export interface CopyOptions {
  readonly name?: string;
  readonly seed?: number;
  /** Stands between the relay and the network, to count, delay, or crash. */
  readonly through?: (port: HttpPort) => HttpPort;
}

export class Harness {
  readonly clock: ManualClock;
  readonly world: World;
  readonly logged: { level: string; message: string; record: object }[] = [];

  constructor(options: Partial<WorldOptions> & { start?: string } = {}) {
    this.clock = new ManualClock(options.start);
    this.world = createWorld({ clock: this.clock, ...options });
  }

  /** A relay process that has just started; nothing is shared with any other. */
  async startCopy(options: CopyOptions = {}): Promise<Copy> {
    const { credentials } = this.world;
    const config = readConfig({
      MIRAKL_URL: miraklOrigin,
      MIRAKL_API_KEY: credentials.apiKey,
      MIRAKL_HOST: credentials.miraklHost,
      DATAVERSE_URL: dataverseOrigin,
      DATAVERSE_TOKEN_URL: `${dataverseOrigin}/${credentials.tenantId}/oauth2/v2.0/token`,
      DATAVERSE_CLIENT_ID: credentials.clientId,
      DATAVERSE_CLIENT_SECRET: credentials.clientSecret,
      RELAY_NAME: options.name ?? 'relay-1',
    });
    const port = portTo({ [miraklOrigin]: this.world.mirakl, [dataverseOrigin]: this.world.dataverse });
    const app = build(config, {
      http: options.through?.(port) ?? port,
      clock: boundTo(this.clock),
      chance: seededChance(options.seed ?? 1),
      log: this.#log,
    });
    const flows = await app.connect();
    return { app, flows, tick: () => flows.orders.tick() };
  }

  /** Lets a copy work for so long, moving time in the steps that the copy itself asks for. */
  async run(copy: Copy, milliseconds: number): Promise<void> {
    const end = this.clock.now() + milliseconds;
    while (this.clock.now() < end) {
      const wait = await this.driven(copy.tick());
      await this.clock.advance(Math.max(1, Math.min(wait, end - this.clock.now())));
    }
  }

  /** Runs until no order can be moved on by the relay alone; gives up after `longest` ms of the world's time. */
  async settle(copy: Copy, longest = 3_600_000): Promise<StateOfOrders> {
    const end = this.clock.now() + longest;
    while (this.clock.now() < end) {
      const wait = await this.driven(copy.tick());
      const state = this.state();
      if (isSettled(this.world, state)) return state;
      await this.clock.advance(Math.max(1, wait));
    }
    throw new Error(`not quiet in time: ${JSON.stringify(this.state().counts)}`);
  }

  state(): StateOfOrders {
    return stateOfOrders(this.world);
  }

  order(orderId: string): OrderState {
    const found = this.state().orders.find((order) => order.orderId === orderId);
    if (!found) throw new Error(`nobody knows order ${orderId}`);
    return found;
  }

  /** The open exceptions of an order, as a person reads them. */
  exceptionsOf(
    orderId: string,
  ): { code: string; cause: string; causeKey: string; responsible: unknown; deadline: unknown }[] {
    const row = this.world.dataverse.find('mpb_order', (one) => one.mpb_name === orderId);
    return this.world.dataverse
      .rows('mpb_exception')
      .filter((one) => one.statecode === 0 && one.mpb_orderid === row?.mpb_orderid)
      .map((one) => ({
        code: String(one.mpb_code),
        cause: String(one.mpb_cause),
        causeKey: String(one.mpb_causekey),
        responsible: one.mpb_responsible,
        deadline: one.mpb_deadline,
      }));
  }

  /** Work that sleeps inside (a paced call, a wait for Retry-After) needs time to move while it is under way. */
  async driven<T>(work: Promise<T>): Promise<T> {
    const progress = { finished: false };
    const outcome = work.finally(() => {
      progress.finished = true;
    });
    outcome.catch(() => undefined);
    for (;;) {
      for (let turn = 0; turn < 200 && !progress.finished; turn++)
        await new Promise((resolve) => setImmediate(resolve));
      if (progress.finished) return outcome;
      await this.clock.advance(250);
    }
  }

  readonly #log = {
    info: (record: object, message: string) => this.logged.push({ level: 'info', record, message }),
    warn: (record: object, message: string) => this.logged.push({ level: 'warn', record, message }),
    error: (record: object, message: string) => this.logged.push({ level: 'error', record, message }),
  };
}

/** The relay's clock on the world's: monotonic and server time are one, as no drift is rehearsed here. */
export function boundTo(clock: ManualClock): Clock {
  return {
    monotonic: () => clock.now(),
    now: () => new Date(clock.now()),
    serverSaid: () => undefined,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      let stop: (() => void) | undefined;
      const aborted = new Promise<never>((_, reject) => {
        stop = () => {
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', stop);
      });
      await Promise.race([clock.sleep(ms), aborted]).finally(() => {
        if (stop) signal?.removeEventListener('abort', stop);
      });
    },
    deadline: () => new AbortController().signal,
  };
}

/** Chance from a seed: ids that differ and fractions that repeat from run to run. */
export function seededChance(seed: number): Chance {
  const next = seededRandom(seed);
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('');
  return {
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    fraction: () => next(),
  };
}

/** The network without sockets: the same bytes go straight into the core that would serve them. */
export function portTo(cores: Readonly<Record<string, SandboxCore>>): HttpPort {
  const ask = async (request: HttpRequest): Promise<SandboxResponse> => {
    const url = new URL(request.url);
    const core = cores[url.origin];
    if (!core) throw new HttpFailure('unreachable', false, `nobody at ${url.origin}`);
    const answer = await core.handle({
      method: request.method,
      url: url.pathname + url.search,
      headers: { host: url.host, ...lowerCase(request.headers) },
      body: await wholeBody(request),
    });
    if (answer.wire === 'drop') throw new HttpFailure('unreachable', true, 'the socket was dropped');
    return answer;
  };
  return {
    async send(request) {
      const answer = await ask(request);
      if (answer.wire === 'cut') throw new HttpFailure('cut', true, 'the answer was cut');
      return received(answer);
    },
    async stream(request) {
      const answer = await ask(request);
      const whole = received(answer);
      return answer.wire === 'cut' ? cutShort(whole) : inOnePiece(whole);
    },
  };
}

function received(answer: SandboxResponse): HttpResponse {
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body);
  return { status: answer.status, headers: lowerCase(answer.headers), body: new Uint8Array(body) };
}

function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** For tests: a sandbox at a standstill, and calls to it without a socket. */
import { ManualClock } from '../clock.ts';
import type { SandboxResponse } from '../http.ts';
import { MiraklSandbox } from './mirakl.ts';
import { newOrder } from './new-order.ts';
import { catalogue } from './catalogue.ts';
import { enter } from './life.ts';
import type { OrderState, WireOrder } from './order-shape.ts';
import { Random } from './random.ts';
import type { MiraklOptions } from './settings.ts';

export const key = '0f9e8d7c-test-key';

export interface Tried {
  clock: ManualClock;
  sandbox: MiraklSandbox;
  /** Sends a request with the right key; headers given here win. */
  send: (
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<SandboxResponse>;
  get: (url: string) => Promise<SandboxResponse>;
  /** Ids of the orders that an OR11 answers with. */
  ids: (url: string) => Promise<string[]>;
}

/** Without frequency limits unless asked for. */
export function tryMirakl(options: Partial<MiraklOptions> = {}): Tried {
  const clock = new ManualClock();
  const sandbox = new MiraklSandbox({ clock, apiKey: key, frequencyLimits: 'off', ...options });
  const send: Tried['send'] = (method, url, body, headers) =>
    sandbox.handle({
      method,
      url,
      headers: {
        authorization: key,
        host: 'mirakl.test',
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: Buffer.from(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)),
    });
  const get = (url: string): Promise<SandboxResponse> => send('GET', url);
  return {
    clock,
    sandbox,
    send,
    get,
    ids: async (url) =>
      (json(await get(url)) as { orders: WireOrder[] }).orders.map((order) => order.order_id),
  };
}

/** Uploads a stock file of these lines (STO01), each `sku;quantity` or with all four values, and returns the answer. */
export function sendStock({ send }: Tried, lines: string[]): Promise<SandboxResponse> {
  const rows = lines.map((line) => (line.split(';').length === 2 ? `${line};;update` : line));
  return sendFile(send, ['"offer-sku";"quantity";"warehouse-code";"update-delete"', ...rows, ''].join('\n'));
}

/** Uploads any file as a stock file. */
export function sendFile(
  send: Tried['send'],
  file: string,
  part = 'name="file"; filename="stock.csv"',
): Promise<SandboxResponse> {
  const head = `--edge\r\nContent-Disposition: form-data; ${part}\r\nContent-Type: text/csv\r\n\r\n`;
  return send('POST', '/api/offers/stock/imports', `${head}${file}\r\n--edge--\r\n`, {
    'content-type': 'multipart/form-data; boundary=edge',
  });
}

export function json(response: SandboxResponse): unknown {
  return JSON.parse(response.body.toString());
}

/** The orders of an OR11 answer or an OR15 file. */
export function ordersIn(response: SandboxResponse): WireOrder[] {
  return (json(response) as { orders: WireOrder[] }).orders;
}

const products = catalogue();

/** An order of one line (three units at 10.00 and 4.95 shipping) that entered its state at `at`. */
export function orderIn(state: OrderState, commercialId = 'T1', at = '2026-11-02T08:00:00Z'): WireOrder {
  const line = { product: products[0]!, quantity: 3, unitMinor: 1000, shippingMinor: 495 };
  const order = newOrder(new Random(1), { commercialId, createdAt: Date.parse(at), lines: [line] });
  enter(order, state, Date.parse(at));
  return order;
}

import assert from 'node:assert/strict';
import type { z } from 'zod';
import type { HttpResponse } from '../http-port.ts';
import { dateOf } from '../http-status.ts';
import * as answers from './answers.ts';
import type { MiraklClient, OrdersPage, OrdersQuery } from './client.ts';
import { itemMessage } from './error-body.ts';
import { readOrdersPage } from './orders-page.ts';
import { readAnswer, unreadable } from './read-answer.ts';
import { stockCalls } from './stock-calls.ts';
import { miraklTransport } from './transport.ts';
import type { Call, MiraklConfig, MiraklPorts } from './transport.ts';

/** OR04 and OR11's `order_ids` take this many (mirakl.md 1.7, Appendix A). */
const MOST_ORDERS = 100;

/** An export file of this many orders is some ten megabytes; Mirakl's own default of 512 MB would not fit in memory. */
const ORDERS_PER_FILE = 1000;

/** The seller API of one shop over HTTP. */
export function miraklClient(config: MiraklConfig, ports: MiraklPorts): MiraklClient {
  let calls = 0;
  const home = new URL(config.origin);
  const transport = miraklTransport(config, ports);
  const send = (call: Call) => {
    calls += 1;
    return transport.send(call);
  };
  const stream = (call: Call) => {
    calls += 1;
    return transport.stream(call);
  };
  const at = (path: string, query: Record<string, string> = {}): URL => {
    const url = new URL(path, config.origin);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    // The specification's own examples of links say http; the key goes to this host over https only.
    if (url.host === home.host && home.protocol === 'https:') url.protocol = 'https:';
    return url;
  };
  const get = async <T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> =>
    readAnswer(await send({ method: 'GET', url: at(path), repeatable: true }), schema, path);
  const change = (method: 'POST' | 'PUT', path: string, body: unknown, repeatable: boolean) => {
    const call: Call = { method, url: at(path), body, repeatable };
    return send(call);
  };

  return {
    calls: () => calls,

    async listOrders(query) {
      return ordersPage(
        await send({ method: 'GET', url: at('/api/orders', orderFilters(query)), repeatable: true }),
      );
    },

    async exportOrders({ startUpdateDate, endUpdateDate }) {
      const path = '/api/orders/async-export';
      const body = {
        start_update_date: startUpdateDate,
        end_update_date: endUpdateDate,
        items_per_chunk: ORDERS_PER_FILE,
      };
      // Repeatable: a second export of the same time changes nothing, and Mirakl runs one at a time per shop.
      return readAnswer(await change('POST', path, body, true), answers.exportStarted, path);
    },

    exportStatus: (trackingId) =>
      get(`/api/orders/async-export/status/${encodeURIComponent(trackingId)}`, answers.exportStatus),

    async exportChunk(url) {
      return ordersPage(await send({ method: 'GET', url: at(url), repeatable: true }));
    },

    async acceptOrder(orderId, lineIds) {
      const body = { order_lines: lineIds.map((id) => ({ id, accepted: true })) };
      await change('PUT', `/api/orders/${encodeURIComponent(orderId)}/accept`, body, false);
    },

    async writeReferences(refs) {
      assert.ok(refs.length > 0 && refs.length <= MOST_ORDERS, `OR04 takes 1 to ${MOST_ORDERS} orders`);
      const path = '/api/orders';
      const body = {
        orders: refs.map(({ orderId, reference }) => ({
          order_id: orderId,
          references: { order_reference_for_seller: reference },
        })),
      };
      const outcomes = readAnswer(await change('PUT', path, body, true), answers.updatedOrders, path);
      const byId = new Map(outcomes.map((outcome) => [outcome.order_id, outcome]));
      return refs.map(({ orderId }) => {
        const outcome = byId.get(orderId);
        const errors = outcome?.errors.map(itemMessage) ?? [
          'Mirakl did not mention this order in its answer',
        ];
        return { orderId, updated: outcome?.updated != null && errors.length === 0, errors };
      });
    },

    ...stockCalls({ at, send, stream, get, unique: () => ports.chance.uuid() }),

    platform: () => get('/api/platform/configuration', answers.platformConfiguration),

    async version() {
      const { body } = await send({ method: 'GET', url: at('/api/version'), repeatable: true });
      // The body is not specified and may change (mirakl.md, V01); what is there is shown to people only.
      return new TextDecoder().decode(body).trim().slice(0, 200);
    },

    account: () => get('/api/account', answers.shopAccount),
    carriers: () => get('/api/shipping/carriers', answers.carrierList),
    reasons: () => get('/api/reasons', answers.reasonList),
    taxes: () => get('/api/orders/taxes', answers.taxList),
  };
}

function orderFilters(query: OrdersQuery): Record<string, string> {
  const { startUpdateDate, endUpdateDate, orderIds, states, offset, max } = query;
  assert.ok((orderIds?.length ?? 0) <= MOST_ORDERS, `OR11 takes at most ${MOST_ORDERS} order ids`);
  return {
    max: String(max ?? MOST_ORDERS),
    ...(offset === undefined ? {} : { offset: String(offset) }),
    ...(startUpdateDate === undefined ? {} : { start_update_date: startUpdateDate }),
    ...(endUpdateDate === undefined ? {} : { end_update_date: endUpdateDate }),
    // One parameter with commas, not a repeated one (mirakl.md 1.4).
    ...(orderIds === undefined ? {} : { order_ids: orderIds.join(',') }),
    ...(states === undefined ? {} : { order_state_codes: states.join(',') }),
  };
}

function ordersPage(answer: HttpResponse): OrdersPage {
  const page = readOrdersPage(new TextDecoder().decode(answer.body));
  if (page === null) throw unreadable(answer, 'a page without a readable list of orders');
  return { ...page, serverDate: dateOf(answer.headers.date), raw: answer.body };
}

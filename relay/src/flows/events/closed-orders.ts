/**
 * A Sales Order was fulfilled or cancelled in Dynamics: its marketplace order is looked at. Its root row is found by the
 * lookup, because the marketplace may call the order by any id.
 */
import type { BusinessEvent } from '@marketplace-bridge/plugins-bridge';
import type { Operation } from '../../dataverse/client.ts';
import { rowsOf } from '../answers.ts';
import { pointsAtAny } from '../filters.ts';
import { marketplaceOf, marketplaceQueries, type Shop } from '../marketplace/marketplace.ts';
import { lookWithFacts } from '../orders/look.ts';
import { orderColumns, type OrderRow } from '../orders/rows.ts';
import type { Ports } from '../ports.ts';
import { eventContext } from './event-context.ts';

export type OrderClosed = Extract<BusinessEvent, { kind: 'order-closed' }>;

export async function lookAtClosedOrders(
  ports: Ports,
  shop: Shop,
  events: readonly OrderClosed[],
): Promise<void> {
  const ids = await salesOrderIds(ports, events);
  if (ids.length === 0) return;
  const set = marketplaceQueries(shop);
  const answers = await ports.dataverse.batch([...set, rootQuery(ids)], 'events');
  const marketplace = marketplaceOf(shop, answers.slice(0, set.length));
  if (marketplace === null) return;
  const context = eventContext(ports, marketplace);
  await lookWithFacts(context, rowsOf<OrderRow>(answers[set.length]));
  await context.handOver();
}

function rootQuery(salesOrders: readonly string[]): Operation {
  return {
    method: 'GET',
    path: `mpb_orders?$select=${orderColumns.join(',')}&$filter=${pointsAtAny('mpb_salesorderid', salesOrders)}`,
  };
}

/** A context that was cut short names the close activity only (dataverse.md 11). */
async function salesOrderIds(ports: Ports, events: readonly OrderClosed[]): Promise<string[]> {
  const named = events.flatMap((event) => event.salesOrderId ?? []);
  const unnamed = events.filter((event) => event.salesOrderId === null);
  if (unnamed.length === 0) return [...new Set(named)];
  const answers = await ports.dataverse.batch(
    unnamed.map(({ orderCloseId }) => ({
      method: 'GET' as const,
      path: `ordercloses(${orderCloseId})?$select=_salesorderid_value`,
    })),
    'events',
  );
  const read = answers.flatMap((answer) => {
    if ('changeSet' in answer || answer.error) return [];
    return (answer.body as { _salesorderid_value: string | null })._salesorderid_value ?? [];
  });
  return [...new Set([...named, ...read])];
}

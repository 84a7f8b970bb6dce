/**
 * A mapping or a tax rule was saved: the orders that it held up are looked at now, by whichever copy heard of it, in
 * pages; listings are due, for the copy that leads. The copy that leads hears of it by change tracking as well and finds what this one leaves.
 */
import type { BusinessEvent } from '@marketplace-bridge/plugins-bridge';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { freedByMapping, freedByRule } from '../causes/deltas.ts';
import { heldBySaved } from '../causes/replay.ts';
import { wakeListings } from '../causes/wake-listings.ts';
import { chunks } from '../filters.ts';
import {
  marketplaceOf,
  marketplaceQueries,
  type Marketplace,
  type Shop,
} from '../marketplace/marketplace.ts';
import { lookAt } from '../orders/look.ts';
import type { Ports } from '../ports.ts';
import { eventContext } from './event-context.ts';

export type SetUpSaved = Extract<BusinessEvent, { kind: 'mapping-saved' | 'tax-rule-saved' }>;

/** A fix may free thousands: a drain ends behind the page under way, and the copy that leads has heard of it as well. */
const ordersPerPage = 100;

export async function replaySaved(
  ports: Ports,
  shop: Shop,
  events: readonly SetUpSaved[],
  draining: () => boolean,
): Promise<void> {
  const set = marketplaceQueries(shop);
  const answers = await ports.dataverse.batch([...set, ...events.map(savedRowQuery)], 'events');
  const marketplace = marketplaceOf(shop, answers.slice(0, set.length));
  if (marketplace === null) return;
  const saved = new Map<string, string>();
  events.forEach((event, index) => {
    const row = savedRow(answers[set.length + index], marketplace);
    if (row === null) return;
    const keys = event.kind === 'mapping-saved' ? freedByMapping(row) : freedByRule(row);
    for (const key of keys) saved.set(key, String(row.modifiedon));
  });
  const context = eventContext(ports, marketplace);
  const { orders, listings } = await heldBySaved(context, saved);
  if (orders.size === 0 && listings.size === 0) return;
  ports.log.info(
    { causeKeys: [...saved.keys()], held: orders.size, listings: listings.size },
    'a cause was fixed; the records that it held up are looked at now',
  );
  await wakeListings(context, listings);
  for (const page of chunks([...orders], ordersPerPage)) {
    if (draining()) return;
    await lookAt(context, page);
    await context.handOver();
  }
}

/** The row as it is now: an event only says where to look, and a context may have been cut short (dataverse.md 11). */
function savedRowQuery(event: SetUpSaved): Operation {
  const path =
    event.kind === 'mapping-saved'
      ? `mpb_skumappings(${event.mappingId})?$select=mpb_sku,modifiedon,_mpb_marketplaceid_value`
      : `mpb_taxrules(${event.ruleId})?$select=mpb_taxcategory,mpb_territory,modifiedon`;
  return { method: 'GET', path };
}

/** Null for one that is gone again, or that belongs to another marketplace. Tax rules belong to all. */
function savedRow(
  answer: BatchAnswer | undefined,
  marketplace: Marketplace,
): Readonly<Record<string, unknown>> | null {
  if (answer === undefined || 'changeSet' in answer || answer.error) return null;
  const row = answer.body as Record<string, unknown>;
  const owner = row._mpb_marketplaceid_value;
  return owner === undefined || owner === marketplace.id ? row : null;
}

/**
 * A page of orders comes in: kept as root rows first, then looked at. Two requests, one for the raw page, one for each
 * 25 imports; nothing at all for a page that was seen before.
 */
import { gzipSync } from 'node:zlib';
import type { RawOrder } from '../../mirakl/client.ts';
import type { Operation } from '../../dataverse/client.ts';
import { digest } from '../ids.ts';
import {
  marketplaceOf,
  marketplaceQueries,
  type Marketplace,
  type Shop,
} from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import { factQueries, factsOf } from './facts.ts';
import { skusOf } from './judge.ts';
import { look, type LookContext } from './look.ts';
import { observe } from './observation.ts';
import { existingOf, existingQueries, persist } from './persist.ts';
import type { SeenOrders } from './seen-orders.ts';

export interface IntakeContext extends LookContext {
  readonly shop: Shop;
  readonly seen: SeenOrders;
  /** The raw page that was stored last; a file of an export comes in slices of one page. */
  readonly lastRawPage: { id: string };
}

export interface IncomingPage {
  readonly orders: readonly RawOrder[];
  /** The bytes as they came. */
  readonly raw: Uint8Array;
}

export async function persistAndLook(context: IntakeContext, page: IncomingPage): Promise<void> {
  const { ports, shop, seen } = context;
  const observations = page.orders.map((order) => observe(order)).filter((one) => !seen.unchanged(one));
  if (observations.length === 0) return;
  await context.keepLease();
  const rowIds = [...new Set(observations.map((one) => shop.ids.id('order', one.key)))];
  const set = marketplaceQueries(shop);
  const answers = await ports.dataverse.batch([...set, ...existingQueries(rowIds)]);
  const marketplace = marketplaceOf(shop, answers.slice(0, set.length));
  if (!marketplace) throw new Error('the marketplace row is gone');

  const skus = skusOf(observations.map((one) => one.reading));
  const rawPageId = shop.ids.id('rawpage', digest(page.raw));
  context.assertHeld();
  const result = await persist(ports, marketplace, {
    observations,
    existing: existingOf(answers.slice(set.length)),
    rawPageId,
    before: [rawPageRow(rawPageId, page.raw, marketplace, ports.clock.now())],
    reads: (changed) => [...existingQueries(changed), ...factQueries(changed, skus, marketplace)],
  });
  if (result.rowIds.length > 0) {
    await keepRawPage(context, rawPageId, page.raw);
    const pagesOfRows = existingQueries(result.rowIds).length;
    const rows = [...existingOf(result.answers.slice(0, pagesOfRows)).values()];
    const facts = factsOf(result.rowIds, skus, marketplace, result.answers.slice(pagesOfRows));
    await look({ ...context, marketplace }, rows, facts);
  }
  for (const one of observations) seen.note(one);
}

/** Refused when it is there already, which is as good: the id is a function of the bytes. */
function rawPageRow(id: string, raw: Uint8Array, marketplace: Marketplace, now: Date): Operation {
  return {
    method: 'POST',
    path: 'mpb_rawpages',
    body: {
      mpb_rawpageid: id,
      mpb_name: `Orders ${now.toISOString()}`,
      mpb_operation: 'OR11',
      mpb_digest: digest(raw),
      mpb_receivedon: dataverseTime(now),
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
    },
  };
}

/** The page itself, compressed, in a file column with limited retention (TENANT 12). Evidence, not state: its loss stops nothing. */
async function keepRawPage(context: IntakeContext, id: string, raw: Uint8Array): Promise<void> {
  if (context.lastRawPage.id === id) return;
  context.assertHeld();
  await context.ports.dataverse.uploadFile(`mpb_rawpages(${id})/mpb_content`, 'page.json.gz', gzipSync(raw));
  context.lastRawPage.id = id;
}

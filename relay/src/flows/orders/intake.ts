/**
 * A page of orders comes in: kept as root rows first, then looked at. Two requests, one for the raw page, one for each
 * 25 imports; nothing at all for a page that was seen before.
 */
import { gzipSync } from 'node:zlib';
import type { RawOrder } from '../../mirakl/client.ts';
import type { Operation } from '../../dataverse/client.ts';
import { OperatingError } from '../../errors.ts';
import { digest } from '../ids.ts';
import {
  MarketplaceGone,
  marketplaceOf,
  marketplaceQueries,
  type Marketplace,
  type Shop,
} from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import { factQueries, factsOf } from './facts.ts';
import { skusOf } from './judge.ts';
import { look } from './look.ts';
import type { LookContext } from './look-context.ts';
import { observe, type Observation } from './observation.ts';
import { existingOf, existingQueries, knownQueries, persist, type KnownOrder } from './persist.ts';
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

const triesPerPage = 3;

/** Throws where an order could not be kept; the watermark then stays. */
export async function persistAndLook(context: IntakeContext, page: IncomingPage): Promise<void> {
  let left = page.orders.map((order) => observe(order)).filter((one) => !context.seen.unchanged(one));
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt > triesPerPage) {
      throw new OperatingError(
        'dataverse.refused',
        `${left.length} orders kept changing while they were written`,
      );
    }
    left = await intake(context, left, page.raw);
  }
}

/** Answers the observations whose rows somebody else wrote at the same moment: they are to be kept yet. */
async function intake(
  context: IntakeContext,
  observations: readonly Observation[],
  raw: Uint8Array,
): Promise<Observation[]> {
  const { ports, shop, seen } = context;
  await context.keepLease();
  const rowIdOf = (one: Observation) => shop.ids.id('order', one.key);
  const rowIds = [...new Set(observations.map(rowIdOf))];
  const set = marketplaceQueries(shop);
  const answers = await ports.dataverse.batch([...set, ...knownQueries(rowIds)]);
  const marketplace = marketplaceOf(shop, answers.slice(0, set.length));
  if (!marketplace) throw new MarketplaceGone();

  const skus = skusOf(observations.map((one) => one.reading));
  const existing = existingOf<KnownOrder>(answers.slice(set.length));
  const rawPageId = shop.ids.id('rawpage', digest(raw));
  context.assertHeld();
  const result = await persist(ports, marketplace, {
    observations,
    existing,
    rawPageId,
    before: [rawPageRow(rawPageId, raw, marketplace, ports.clock.now())],
    reads: (changed) => [...existingQueries(changed), ...factQueries(changed, skus, marketplace)],
  });
  const outrun = new Set<string>();
  if (result.rowIds.length > 0) {
    await keepRawPage(context, rawPageId, raw);
    const pagesOfRows = existingQueries(result.rowIds).length;
    const rows = existingOf(result.answers.slice(0, pagesOfRows));
    for (const [id, row] of rows) {
      // Refused as stale: whoever wrote the row first need not have brought this reading.
      if (row.mpb_sourceversion === existing.get(id)?.mpb_sourceversion) outrun.add(id);
    }
    const facts = factsOf(result.rowIds, skus, marketplace, result.answers.slice(pagesOfRows));
    // What was read just now needs no reading back.
    await look({ ...context, marketplace, readBack: () => undefined }, [...rows.values()], facts);
  }
  const isOutrun = (one: Observation) => outrun.has(rowIdOf(one));
  for (const one of observations) if (!isOutrun(one)) seen.note(one);
  return observations.filter(isOutrun);
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
  const { dataverse, log } = context.ports;
  context.assertHeld();
  context.lastRawPage.id = id;
  try {
    await dataverse.uploadFile(`mpb_rawpages(${id})/mpb_content`, 'page.json.gz', gzipSync(raw));
  } catch (error) {
    if (!(error instanceof OperatingError)) throw error;
    log.warn({ code: error.code, page: id }, 'a raw page could not be kept');
  }
}

/** Offers that Dynamics does not know become listings, with the product that their SKU stands for. */
import { choice, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../../dataverse/client.ts';
import type { Offer } from '../../../mirakl/client.ts';
import { isKeyClash, isStale, refused } from '../../answers.ts';
import { cut } from '../../orders/rows.ts';
import { dataverseTime } from '../../time.ts';
import { linkSkus } from '../product-links.ts';
import { lane, type CensusContext } from './census-side.ts';

/** What the column holds; the marketplace allows no longer ones either. */
const longestSku = 200;

/** Offers of one change set: it has to be done within seconds (TENANT 14). */
export const madeAtOnce = 100;

/** The writes that make them; one that is there already refuses its own. */
export async function creations(
  context: CensusContext,
  offers: readonly Offer[],
): Promise<readonly Operation[]> {
  const possible = offers.filter(({ sku }) => sku !== '' && sku.length <= longestSku);
  if (possible.length === 0) return [];
  context.assertHeld();
  const products = await linkSkus(
    context,
    possible.map(({ sku }) => sku),
    lane,
  );
  return possible.map((offer) => creation(context, offer, products.get(offer.sku) ?? null));
}

/** Each by itself, where some are there already. */
export async function createEach(context: CensusContext, writes: readonly Operation[]): Promise<void> {
  context.assertHeld();
  for (const { error } of await context.ports.dataverse.batch(writes, lane)) {
    if (error && !isStale(error) && !isKeyClash(error)) throw refused(error);
  }
}

function creation(
  { ports, marketplace }: CensusContext,
  { sku, offerId, title }: Offer,
  productId: string | null,
): Operation {
  const owner = marketplace.ownerOf('operations');
  return {
    method: 'PATCH',
    path: `mpb_listings(${marketplace.ids.id('listing', sku)})`,
    ifNoneMatch: '*',
    body: {
      mpb_name: cut(title === null ? sku : `${sku} ${title}`, 300) ?? sku,
      mpb_listingkey: marketplace.ids.listingKey(sku),
      mpb_sku: sku,
      mpb_offerid: cut(offerId, 60),
      mpb_title: cut(title, 500),
      mpb_stopselling: false,
      mpb_place: choice.place.values.waiting,
      mpb_reason: 'New on the marketplace; its stock is to be published',
      mpb_dueon: dataverseTime(ports.clock.now()),
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      ...(productId === null ? {} : { 'mpb_productid@odata.bind': `/products(${productId})` }),
      ...(owner === null ? {} : { 'ownerid@odata.bind': owner }),
    } satisfies WriteRow<typeof t.listing>,
  };
}

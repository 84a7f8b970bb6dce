/**
 * The listing that an exception holds up is due: the stock flow works out what is to be published, because it alone knows
 * what is on its way. What it does is seen on the listing, so that nobody waits for it here.
 */
import type { Operation } from '../../dataverse/client.ts';
import { dueNow } from '../causes/wake-listings.ts';
import type { ActionRow } from './rows.ts';

/** Nothing where the action is about no listing. */
export function listingWrites({ mpb_exceptionid: exception }: ActionRow, now: Date): Operation[] {
  const listing = exception?.mpb_listingid;
  if (!listing) return [];
  return [
    {
      method: 'PATCH',
      path: `mpb_listings(${listing.mpb_listingid})`,
      // Whatever else was written there meanwhile: to look once more is never wrong.
      ifMatch: '*',
      body: dueNow(now),
    },
  ];
}

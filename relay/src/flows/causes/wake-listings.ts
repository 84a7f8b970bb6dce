/**
 * Listings that a cause held up are due now. The stock flow of the copy that leads hears of it by change tracking, and
 * whatever is to be sent of them goes with the next file.
 */
import { warnOfRefusals } from '../answers.ts';
import { chunks } from '../filters.ts';
import { dataverseTime } from '../time.ts';
import type { t, WriteRow } from '@marketplace-bridge/solution';
import type { CauseContext } from './tally.ts';

const listingsAtOnce = 500;

export async function wakeListings({ ports }: CauseContext, listingIds: Iterable<string>): Promise<void> {
  for (const ids of chunks([...listingIds], listingsAtOnce)) {
    const answers = await ports.dataverse.batch(
      ids.map((id) => ({
        method: 'PATCH' as const,
        path: `mpb_listings(${id})`,
        // One that is gone is not made again.
        ifMatch: '*',
        body: dueNow(ports.clock.now()),
      })),
    );
    warnOfRefusals(answers, ports.log);
  }
}

/** As if it had never been tried before. */
export function dueNow(now: Date): WriteRow<typeof t.listing> {
  return { mpb_dueon: dataverseTime(now), mpb_attempts: 0 };
}

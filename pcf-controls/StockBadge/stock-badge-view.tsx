/**
 * The control as a whole: reads the listing, or all listings of the product, once, and shows them or why they cannot be
 * shown. While something is on its way it reads again for some minutes, because the answer comes by itself.
 */
import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { MoreButton } from '../shared/clamped-text.tsx';
import { ControlHeader } from '../shared/control-header.tsx';
import type { Host } from '../shared/host.ts';
import type { KeyProps } from '../shared/key-control.ts';
import { LiveRegion } from '../shared/live-region.tsx';
import { EmptyState, LoadingState, TroubleState } from '../shared/load-state.tsx';
import { useRootStyles } from '../shared/root-style.ts';
import { useRecord } from '../shared/use-record.ts';
import { isMoving, listingsOf } from './model/listing.ts';
import type { ListingModel } from './model/listing.ts';
import { isListingKey, listingsQuery } from './model/rows.ts';
import type { ListingRow } from './model/rows.ts';
import { ListingCard } from './view/listing-card.tsx';
import { useNews } from './view/use-news.ts';
import { useReadAgain } from './view/use-read-again.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
  },
  caption: { color: tokens.colorNeutralForeground2 },
});

/** As many as one sees without scrolling far; what needs somebody stands first. */
const atOnce = 6;

export const StockBadgeView: React.FC<KeyProps> = ({ host, recordKey, offline }) => {
  const styles = useStyles();
  const { root } = useRootStyles();
  const load = React.useCallback((key: string) => read(host, key), [host]);
  const [state, again] = useRecord(recordKey, load);
  const listings = state.kind === 'ready' ? (state.value ?? []) : [];
  useReadAgain(again, state.kind === 'ready' && !offline && isMoving(listings) ? state.readAt : null);
  const ofProduct = recordKey !== null && !isListingKey(recordKey);
  return (
    <section className={root} aria-label={host.text('Title')} aria-busy={state.kind === 'loading'}>
      <ControlHeader
        host={host}
        title={host.text('Title')}
        refreshing={state.kind === 'ready' && state.refreshing}
        refresh={state.kind === 'ready' && recordKey !== null && !offline ? again : null}
      />
      <LiveRegion message={useNews(host, state.kind === 'ready' ? listings : null)} />
      {state.kind === 'loading' && <LoadingState host={host} rows={4} />}
      {state.kind === 'failed' && <TroubleState host={host} trouble={state.trouble} retry={again} />}
      {state.kind === 'ready' && state.trouble && (
        <TroubleState host={host} trouble={state.trouble} stale retry={again} />
      )}
      {state.kind === 'ready' && listings.length === 0 && (
        <EmptyState text={host.text(emptyText(recordKey, ofProduct))} />
      )}
      {state.kind === 'ready' && listings.length > 0 && (
        <>
          <Listings host={host} listings={listings} ofProduct={ofProduct} />
          <Caption1 className={styles.caption}>
            {host.text('ReadAt', host.formats.dateTime(state.readAt.toISOString()))}
          </Caption1>
        </>
      )}
    </section>
  );
};

interface ListingsProps {
  readonly host: Host;
  readonly listings: readonly ListingModel[];
  readonly ofProduct: boolean;
}

const Listings: React.FC<ListingsProps> = ({ host, listings, ofProduct }) => {
  const styles = useStyles();
  const [open, setOpen] = React.useState(false);
  const hidden = listings.length - atOnce;
  return (
    <>
      <ul className={styles.list} aria-label={host.text('Listings')}>
        {(open ? listings : listings.slice(0, atOnce)).map((listing) => (
          <li key={listing.id}>
            <ListingCard host={host} listing={listing} ofProduct={ofProduct} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <MoreButton host={host} open={open} setOpen={setOpen} more={host.text('MoreListings', hidden)} />
      )}
    </>
  );
};

async function read(host: Host, recordKey: string): Promise<readonly ListingModel[]> {
  return listingsOf(await host.dataverse.read<ListingRow>('mpb_listing', listingsQuery(recordKey)));
}

function emptyText(recordKey: string | null, ofProduct: boolean): string {
  if (recordKey === null) return 'Empty_NoKey';
  return ofProduct ? 'Empty_NoOffer' : 'Empty_NotFound';
}

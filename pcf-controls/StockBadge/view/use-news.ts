/** What changed since it was read before, for those who do not see it: one sentence, empty when nothing did. */
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import type { ListingModel } from '../model/listing.ts';

/** @param listings null while they are read for the first time */
export function useNews(host: Host, listings: readonly ListingModel[] | null): string {
  const [news, setNews] = React.useState('');
  const before = React.useRef<string | null>(null);
  const now =
    listings === null
      ? null
      : listings
          .map(({ sku, published, stands }) =>
            host.text('News', sku, published ?? host.text('None'), host.text(`Is_${stands.kind}`)),
          )
          .join(' ');
  React.useEffect(() => {
    if (now === null) return;
    if (before.current !== null && before.current !== now) setNews(now);
    before.current = now;
  }, [now]);
  return news;
}

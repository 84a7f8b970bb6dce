/** What a control shows of one order: read when the form opens, and again on news of that order, from here or elsewhere. */
import * as React from 'react';
import { followOrderNews, tellOrderNews } from './order-news.ts';
import { useLoad } from './use-load.ts';
import type { Loaded } from './use-load.ts';

/**
 * @param orderKey null while there is no order: nothing is read then, and the answer is null
 * @param read has to be the same function as long as it reads the same thing
 */
export function useOrder<T>(
  orderKey: string | null,
  read: (orderKey: string) => Promise<T>,
): readonly [state: Loaded<T | null>, again: () => void, changed: () => void] {
  const from = React.useRef(null);
  const load = React.useCallback(async () => (orderKey === null ? null : read(orderKey)), [orderKey, read]);
  const [state, again] = useLoad(load);
  React.useEffect(
    () => (orderKey === null ? undefined : followOrderNews({ orderKey, from }, again)),
    [orderKey, again],
  );
  const changed = React.useCallback(() => {
    again();
    if (orderKey !== null) tellOrderNews({ orderKey, from });
  }, [orderKey, again]);
  return [state, again, changed];
}

/**
 * What a control shows of the record that its key names: read when the form opens, and again on news of it, from here or
 * elsewhere. So far only orders have news.
 */
import * as React from 'react';
import { followOrderNews, tellOrderNews } from './order-news.ts';
import { useLoad } from './use-load.ts';
import type { Loaded } from './use-load.ts';

/**
 * @param recordKey null while there is no record: nothing is read then, and the answer is null
 * @param read has to be the same function as long as it reads the same thing
 */
export function useRecord<T>(
  recordKey: string | null,
  read: (recordKey: string) => Promise<T>,
): readonly [state: Loaded<T | null>, again: () => void, changed: () => void] {
  const from = React.useRef(null);
  const load = React.useCallback(
    async () => (recordKey === null ? null : read(recordKey)),
    [recordKey, read],
  );
  const [state, again] = useLoad(load);
  React.useEffect(
    () => (recordKey === null ? undefined : followOrderNews({ orderKey: recordKey, from }, again)),
    [recordKey, again],
  );
  const changed = React.useCallback(() => {
    again();
    if (recordKey !== null) tellOrderNews({ orderKey: recordKey, from });
  }, [recordKey, again]);
  return [state, again, changed];
}

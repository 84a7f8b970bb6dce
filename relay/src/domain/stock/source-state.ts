import { instant } from '../instant.ts';
import type { SourceState } from './stock-facts.ts';

/**
 * Stale since the moment when its newest change became too old. A source that has no row at all is not stale: then each
 * quantity is unknown by itself.
 */
export function sourceState(
  newestChangeOn: string | null,
  staleAfterMs: number | null,
  now: Date,
): SourceState {
  const newest = instant(newestChangeOn);
  if (newest === null || staleAfterMs === null || now.getTime() - newest <= staleAfterMs) {
    return { kind: 'fresh' };
  }
  return { kind: 'stale', since: new Date(newest + staleAfterMs).toISOString() };
}

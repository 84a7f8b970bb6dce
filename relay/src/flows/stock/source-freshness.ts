/**
 * A source that nothing changes in any more has stopped, and what it says is not believed: nothing is published, people
 * are told, and after the longest hold the floor is. Each turn concerns every listing, so that all are walked through.
 */
import { sourceState } from '../../domain/stock/source-state.ts';
import { stockSourceStale } from '../../domain/stock/stock-exceptions.ts';
import { rowsOf } from '../answers.ts';
import type { SourceReader } from './sources/source.ts';
import type { StockContext } from './stock-context.ts';
import type { StockState } from './stock-state.ts';
import { sweepAgain } from './sweep.ts';

export function lookAtFreshness({ policy, ports }: StockContext, state: StockState): void {
  const now = ports.clock.now();
  const source = sourceState(state.newestChangeOn, policy.staleAfterMs, now);
  const isStale = source.kind === 'stale';
  const isHeld = isStale && now.getTime() - Date.parse(source.since) >= policy.maxHoldMs;
  const turned = isHeld ? 'held' : isStale ? 'stale' : 'fresh';
  state.exceptions.set(
    'stock-source-stale',
    isStale ? stockSourceStale(policy.source, policy.staleAfterMs ?? 0, source.since) : null,
  );
  if (turned === state.staleness) return;
  state.staleness = turned;
  // As long as a hold lasts, everything stays as it is.
  if (turned === 'stale') return;
  state.sweep = sweepAgain(state.sweep, { kind: 'differences', relink: false });
}

/** When the source was last written; null where it has nothing. */
export async function newestChange(
  { ports, assertHeld }: StockContext,
  source: SourceReader,
): Promise<string | null> {
  assertHeld();
  const [answer] = await ports.dataverse.batch([source.newest], 'events');
  return rowsOf<{ readonly modifiedon: string }>(answer)[0]?.modifiedon ?? null;
}

/**
 * What people saved frees the orders and listings that it held up (DESIGN 5, Exceptions): first it is noted how many those
 * are, then they are found. One way for events and for the sweep.
 */
import { isSetUpCause } from '../../domain/cause-key.ts';
import { openExceptions } from './cause-rows.ts';
import type { Changes } from './deltas.ts';
import { noteFixed, type SavedOn } from './fixed.ts';
import type { CauseContext, OpenException } from './tally.ts';

/** Ids of root rows, each once. */
export interface Held {
  readonly orders: ReadonlySet<string>;
  readonly listings: ReadonlySet<string>;
}

/** What the saved causes hold up. */
export async function heldBySaved(context: CauseContext, saved: SavedOn): Promise<Held> {
  return heldBy(saved.size === 0 ? [] : await noteFixed(context, saved));
}

/**
 * Every order that anything holds up, where it cannot be told which of them are free. Of listings those only that were
 * freed: the stock flow keeps its own account of what it has seen, and needs no second look when the relay starts.
 */
export async function heldByAnything(context: CauseContext, changes: Changes): Promise<Held> {
  const held: OpenException[] = [];
  const { dataverse } = context.ports;
  for await (const rows of dataverse.query<OpenException>(openExceptions(context.marketplace)))
    held.push(...rows);
  const fixes = fixesAmong(held, changes);
  const freed = fixes.size > 0 ? await noteFixed(context, fixes) : [];
  return { orders: heldBy(held).orders, listings: heldBy(freed).listings };
}

/** Those of the open causes for which something was saved, at whatever time: `noteFixed` knows which of it is new. */
function fixesAmong(held: readonly OpenException[], { saved, setUpOn }: Changes): SavedOn {
  const fixes = new Map<string, string>();
  for (const { mpb_causekey: key } of held) {
    if (key === null) continue;
    const on = saved.get(key) ?? (isSetUpCause(key) ? setUpOn : null);
    if (on !== null) fixes.set(key, on);
  }
  return fixes;
}

function heldBy(exceptions: readonly OpenException[]): Held {
  return {
    orders: new Set(exceptions.flatMap(({ _mpb_orderid_value: id }) => id ?? [])),
    listings: new Set(exceptions.flatMap(({ _mpb_listingid_value: id }) => id ?? [])),
  };
}

/**
 * What people saved frees the orders that it held up (DESIGN 5, Exceptions): first it is noted how many those are, then
 * they are found. One way for events and for the sweep.
 */
import { isSetUpCause } from '../../domain/cause-key.ts';
import { openExceptions } from './cause-rows.ts';
import type { Changes } from './deltas.ts';
import { noteFixed, type SavedOn } from './fixed.ts';
import type { CauseContext, OpenException } from './tally.ts';

/** Ids of the root rows that the saved causes hold up, each once. */
export async function heldBySaved(context: CauseContext, saved: SavedOn): Promise<Set<string>> {
  return saved.size === 0 ? new Set() : ordersOf(await noteFixed(context, saved));
}

/** Ids of all root rows that anything holds up, where it cannot be told which of them are free. */
export async function heldByAnything(context: CauseContext, changes: Changes): Promise<Set<string>> {
  const held: OpenException[] = [];
  const { dataverse } = context.ports;
  for await (const rows of dataverse.query<OpenException>(openExceptions(context.marketplace)))
    held.push(...rows);
  const fixes = fixesAmong(held, changes);
  if (fixes.size > 0) await noteFixed(context, fixes);
  return ordersOf(held);
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

function ordersOf(exceptions: readonly OpenException[]): Set<string> {
  return new Set(exceptions.flatMap(({ _mpb_orderid_value: id }) => id ?? []));
}

/** What people asked for, as soon as it is heard of; the sweep carries out whatever this leaves (flows/actions). */
import { carryOut, carryOutRead } from '../actions/carry-out.ts';
import { actionQuery, type ActionRow } from '../actions/rows.ts';
import { rowsOf } from '../answers.ts';
import type { Ports } from '../ports.ts';
import { eventContext } from './event-context.ts';
import type { RecentSetUp } from './recent-set-up.ts';

/** The set-up as it is now comes with the actions, in one request. */
export async function carryOutRequested(
  { ports, listingDue }: { readonly ports: Ports; readonly listingDue: (rowId: string) => void },
  recent: RecentSetUp,
  actionIds: readonly string[],
): Promise<void> {
  const set = recent.queries;
  const answers = await ports.dataverse.batch([...set, actionQuery([...new Set(actionIds)])], 'events');
  const { marketplace, teamRoles } = recent.of(answers.slice(0, set.length));
  if (marketplace === null) return;
  const context = { ...eventContext(ports, marketplace), listingDue };
  const left = await carryOutRead(context, rowsOf<ActionRow>(answers[set.length]), teamRoles);
  await carryOut(context, left);
  await context.handOver();
}

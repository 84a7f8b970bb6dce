/** People who press buttons while everything fails around them, with and without the right to, and what must hold then. */
import type { World } from '../rehearsal/world.ts';
import type { Row } from '../sandbox/dataverse/model.ts';

const kinds = [927_130_000, 927_130_001, 927_130_002, 927_130_004] as const;
const people = ['finance', 'approver', 'operations', 'sales', 'admin'] as const;
const done = 927_130_000;

/** Somebody asks for something about an open exception, seldom with what it said a while ago. */
export function askSomething({ dataverse, environment }: World, random: () => number): void {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const exception = pick(dataverse.rows('mpb_exception').filter((row) => row.statecode === 0));
  const person = pick(people);
  if (!exception || !person) return;
  const userId = environment.users[person];
  const seen = random() < 0.1 ? 'something else' : exception.mpb_cause;
  const wish: Row = {
    mpb_kind: pick(kinds),
    mpb_exceptionid: exception.mpb_exceptionid,
    mpb_orderid: exception.mpb_orderid,
    mpb_marketplaceid: exception.mpb_marketplaceid,
    mpb_parameters: JSON.stringify({ seen }),
    ...(random() < 0.9 ? { mpb_reason: 'as agreed' } : {}),
  };
  // A second press of the same button is the commonest of all doubles.
  for (let times = random() < 0.2 ? 2 : 1; times > 0; times -= 1) {
    dataverse.createAs({ userId, initiatingUserId: userId }, 'mpb_action', wish);
  }
}

/** After quiet: every wish is answered, and what was done is in the history once, by name of the wish. */
export function problemsOfActions({ dataverse }: World): string[] {
  const told = new Map<string, number>();
  for (const event of dataverse.rows('mpb_event')) {
    if (event.mpb_kind !== 'action') continue;
    const { action } = JSON.parse(String(event.mpb_detail)) as { action: string };
    told.set(action, (told.get(action) ?? 0) + 1);
  }
  return dataverse.rows('mpb_action').flatMap((row) => {
    const id = String(row.mpb_actionid);
    const words = typeof row.mpb_outcometext === 'string' ? row.mpb_outcometext : '';
    if (row.mpb_outcome == null) return [`${id}: was never answered`];
    if (words === '' || row.mpb_completedon == null) return [`${id}: was answered without words or time`];
    const had = row.mpb_outcome === done && /^(Accepted|Dismissed|Applied) /.test(words);
    const times = told.get(id) ?? 0;
    return times === (had ? 1 : 0) ? [] : [`${id}: "${words}" is in the history ${times} times`];
  });
}

/**
 * What people asked for, carried out once each (TENANT 1). Called with what an event names, and with what the sweep
 * finds unanswered: both ways do the same, so that a message may be lost, doubled or late.
 *
 *   read     the actions with what they are about; those that are answered already are not among them
 *   read     people with their roles, Sales Orders, products: one request for all
 *   decide   pure, one by one
 *   write    effect, answer and history of an action in one change set, fenced by the versions of record and action
 *   look     at the records that were touched, like after any change; then those whose retry finds news are answered
 *
 * Two actions about one record are carried out one after the other, because the first changes what the second is about.
 */
import type { BatchItem } from '../../dataverse/client.ts';
import type { ActionDecision } from '../../domain/actions/action.ts';
import { isStale, isTemporary, rowsOf } from '../answers.ts';
import { causesBefore, causesTouched } from '../causes/cause-rows.ts';
import { recount } from '../causes/recount.ts';
import { chunks } from '../filters.ts';
import type { Facts } from '../orders/facts.ts';
import { look, lookWithFacts } from '../orders/look.ts';
import type { LookContext } from '../orders/look-context.ts';
import { existingOf, existingQueries } from '../orders/persist.ts';
import { application, settlement } from './judgement.ts';
import { readKnown } from './known.ts';
import { listingWrites } from './listing.ts';
import type { TeamRoles } from './people.ts';
import {
  actionQuery,
  actionsAtOnce,
  answerWrite,
  marketplaceOfAction,
  orderOf,
  type ActionRow,
  type Answer,
} from './rows.ts';
import { answerRetries, stillHeld } from './retry.ts';
import { asked, decide, type Asked } from './target.ts';

/** Readings that were outrun by another copy, or several actions about one record; what is left waits for the sweep. */
const mostRounds = 12;

/** Changes the rows that the actions are about; an `OperatingError` leaves the rest unanswered, for the sweep. */
export async function carryOut(context: LookContext, actionIds: readonly string[]): Promise<void> {
  for (const ids of chunks([...new Set(actionIds)], actionsAtOnce)) {
    let left: readonly string[] = ids;
    for (let round = 0; round < mostRounds && left.length > 0; round += 1) {
      const [answer] = await context.ports.dataverse.batch([actionQuery(left)]);
      left = await carryOutRead(context, rowsOf<ActionRow>(answer));
    }
  }
}

/**
 * The same for actions that were just read by `actionQuery`. Answers the ids that have to be read again: their record
 * was written in between, by another copy or by an action before them.
 */
export async function carryOutRead(
  context: LookContext,
  actions: readonly ActionRow[],
  teamRoles: TeamRoles | null = null,
): Promise<readonly string[]> {
  const { ports, marketplace } = context;
  const ours = actions.filter((action) => (marketplaceOfAction(action) ?? marketplace.id) === marketplace.id);
  const { now: these, later } = onePerRecord(ours);
  if (these.length === 0) return [];
  const known = await readKnown(context, these, teamRoles);
  const now = ports.clock.now();
  const toWrite: Planned[] = [];
  const toLookAt: Asked[] = [];
  for (const action of these) {
    const one = asked(action, known);
    const decision = decide(one, known.facts, marketplace, now);
    const item = await itemOf(context, one, decision, known.facts);
    if (item === 'look') toLookAt.push(one);
    else toWrite.push({ one, decision, item });
  }
  const stale = await write(context, toWrite);
  await retry(context, toLookAt, known.facts);
  return [...stale, ...later.map((action) => action.mpb_actionid)];
}

function onePerRecord(actions: readonly ActionRow[]): { now: ActionRow[]; later: ActionRow[] } {
  const taken = new Set<string>();
  const split: { now: ActionRow[]; later: ActionRow[] } = { now: [], later: [] };
  for (const action of actions) {
    const record = orderOf(action)?.mpb_orderid ?? action.mpb_exceptionid?.mpb_exceptionid;
    const waits = record !== undefined && taken.has(record);
    split[waits ? 'later' : 'now'].push(action);
    if (record !== undefined) taken.add(record);
  }
  return split;
}

interface Planned {
  readonly one: Asked;
  readonly decision: ActionDecision;
  readonly item: BatchItem;
}

async function write(context: LookContext, planned: readonly Planned[]): Promise<readonly string[]> {
  if (planned.length === 0) return [];
  const { ports } = context;
  const items = planned.map(({ item }) => item);
  const before = causesBefore(items, context.marketplace);
  context.assertHeld();
  const answers = (await ports.dataverse.batch([...before, ...items])).slice(before.length);
  const stale: string[] = [];
  const failed: BatchItem[] = [];
  const touched: string[] = [];
  planned.forEach(({ one, decision }, index) => {
    const error = answers[index]?.error;
    if (!error) {
      if (one.observed && isLookedAt(decision)) touched.push(one.observed.row.mpb_orderid);
      const listing = one.action.mpb_exceptionid?.mpb_listingid;
      if (listing && decision.kind === 'publish') context.listingDue?.(listing.mpb_listingid);
    } else if (isStale(error)) stale.push(one.action.mpb_actionid);
    else if (isTemporary(error)) {
      ports.log.warn({ code: error.code }, 'Dynamics was busy; a request is carried out by the next sweep');
    } else failed.push(answerWrite(one.action, failure(error.message), ports.clock.now()));
  });
  if (failed.length > 0) await ports.dataverse.batch(failed);
  await recount(context, causesTouched(items));
  if (touched.length > 0) {
    await lookWithFacts(context, [
      ...existingOf(await ports.dataverse.batch(existingQueries(touched))).values(),
    ]);
  }
  return stale;
}

async function itemOf(
  context: LookContext,
  one: Asked,
  decision: ActionDecision,
  facts: Facts,
): Promise<BatchItem | 'look'> {
  const now = context.ports.clock.now();
  const { name } = one.person;
  switch (decision.kind) {
    case 'refuse':
      return answerWrite(one.action, { outcome: 'refused', text: decision.text }, now);
    case 'already-done':
      return answerWrite(one.action, { outcome: 'done', text: decision.text }, now);
    case 'accept':
      return settlement(context, one, facts, {
        ending: 'accepted',
        text: `Accepted by ${name}: ${decision.reason}`,
      });
    case 'dismiss':
      return settlement(context, one, facts, {
        ending: 'dismissed',
        text: `Dismissed by ${name}: ${decision.reason}`,
      });
    case 'apply':
      return application(context, one, {
        plan: decision.plan,
        judgement: { ending: 'cleared', text: `Applied for ${name}: ${decision.plan.text}` },
      });
    case 'publish':
      return {
        changeSet: [
          ...listingWrites(one.action, now),
          answerWrite(one.action, { outcome: 'done', text: decision.text }, now),
        ],
      };
    case 'retry':
      return stillHeld(context, one, facts) ?? 'look';
  }
}

/** Whether the write left the order due for something that only a look does. */
function isLookedAt({ kind }: ActionDecision): boolean {
  return kind === 'apply';
}

function failure(message: string): Answer {
  return { outcome: 'failed', text: `Dynamics refused it, and nothing was changed. It says: "${message}"` };
}

/** Looked at now, as if the order had never been tried before; what came of it is the answer. */
async function retry(context: LookContext, all: readonly Asked[], facts: Facts): Promise<void> {
  if (all.length === 0) return;
  const rows = all.flatMap(({ observed }) => observed?.row ?? []);
  await look(
    context,
    rows.map((row) => ({ ...row, mpb_attempts: 0 })),
    facts,
  );
  await answerRetries(
    context,
    all.map(({ action }) => action),
  );
}

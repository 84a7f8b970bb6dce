/** People who ask for something in Dynamics, as the controls do it: one row, created with their own rights. */
import assert from 'node:assert/strict';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { assignRole } from '../../sandbox/dataverse/security/roles.ts';
import type { UserName } from '../../sandbox/dataverse/standard/seed.ts';
import type { Story } from '../orders/story.ts';

export const actionKinds = {
  retry: 927_130_000,
  acceptDifference: 927_130_001,
  dismiss: 927_130_002,
  rearm: 927_130_003,
  applyDifference: 927_130_004,
} as const;
export type KindName = keyof typeof actionKinds;

const outcomes = new Map([
  [927_130_000, 'done'],
  [927_130_001, 'refused'],
  [927_130_002, 'failed'],
]);

export interface Wish {
  readonly reason?: string;
  /** The cause as the person saw it; what the exception says now unless given. */
  readonly seen?: string;
}

/** The person presses a button at an exception: `{ sales: 'applyDifference' }`. */
export function ask(
  story: Story,
  who: Partial<Record<UserName, KindName>>,
  about: Readonly<Row>,
  { reason, seen = String(about.mpb_cause) }: Wish = {},
): string {
  const [person, kind] = Object.entries(who)[0] as [UserName, KindName];
  return create(story, person, {
    mpb_name: kind,
    mpb_kind: actionKinds[kind],
    mpb_exceptionid: about.mpb_exceptionid,
    mpb_orderid: about.mpb_orderid,
    mpb_marketplaceid: about.mpb_marketplaceid,
    mpb_parameters: JSON.stringify({ seen }),
    ...(reason === undefined ? {} : { mpb_reason: reason }),
  });
}

export function askForOrder(story: Story, person: UserName, kind: KindName, orderId: string): string {
  const row = story.root(orderId);
  return create(story, person, {
    mpb_name: kind,
    mpb_kind: actionKinds[kind],
    mpb_orderid: row.mpb_orderid,
    mpb_marketplaceid: row.mpb_marketplaceid,
  });
}

export function create(story: Story, person: UserName, row: Row): string {
  const userId = story.world.environment.users[person];
  return story.dynamics.createAs({ userId, initiatingUserId: userId }, 'mpb_action', row);
}

/** What became of it: `done`, `refused`, `failed` or `waiting`, and the words. */
export function outcomeOf(story: Story, actionId: string): { outcome: string; text: string } {
  const row = story.dynamics.get('mpb_action', actionId);
  assert.ok(row, 'the action is there');
  const outcome = outcomes.get(Number(row.mpb_outcome)) ?? 'waiting';
  assert.equal(outcome === 'waiting', row.mpb_completedon == null, 'answered and dated go together');
  return { outcome, text: typeof row.mpb_outcometext === 'string' ? row.mpb_outcometext : '' };
}

export function assertOutcome(story: Story, actionId: string, outcome: string, text: RegExp): void {
  const found = outcomeOf(story, actionId);
  assert.equal(found.outcome, outcome, found.text);
  assert.match(found.text, text);
}

/** The history of an order, oldest first. */
export function history(story: Story, orderId: string): Readonly<Row>[] {
  const id = story.root(orderId).mpb_orderid;
  return story.dynamics
    .rows('mpb_event')
    .filter((row) => row.mpb_orderid === id)
    .sort((one, other) => Number(one.mpb_seq) - Number(other.mpb_seq));
}

export function giveRole(story: Story, person: UserName, role: string): void {
  assignRole(story.dynamics.engine, { user: story.world.environment.users[person] }, role);
}

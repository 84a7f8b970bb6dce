/** What Dynamics tells the relay, handed in as the queue or the webhook would after decoding. */
import assert from 'node:assert/strict';
import type { Row } from '../../sandbox/dataverse/model.ts';
import type { Copy } from '../harness.ts';
import type { Story } from '../orders/story.ts';

type Handling = NonNullable<ReturnType<Copy['app']['events']>>;
export type Event = Parameters<Handling['handle']>[0];
export type Refusal = Parameters<Handling['refuse']>[0];

const origin = {
  userId: '11111111-1111-4111-8111-111111111111',
  organizationId: '22222222-2222-4222-8222-222222222222',
  correlationId: '33333333-3333-4333-8333-333333333333',
};

export const mappingSaved = (mappingId: string): Event => ({
  kind: 'mapping-saved',
  mappingId,
  sku: null,
  origin,
});
export const taxRuleSaved = (ruleId: string): Event => ({
  ...{ kind: 'tax-rule-saved', ruleId, taxCategory: null, territory: null, origin },
});
export const orderClosed = (orderCloseId: string, salesOrderId: string | null): Event => ({
  ...{ kind: 'order-closed', orderCloseId, salesOrderId, origin },
});
export const actionRequested = (actionId: string): Event => ({ kind: 'action-requested', actionId, origin });

/** Hands events to a copy, all at once; the copy does nothing else meanwhile. */
export async function told(story: Story, copy: Copy, ...events: Event[]): Promise<void> {
  const handling = eventsOf(copy);
  await story.harness.driven(Promise.all(events.map((event) => handling.handle(event))));
}

export async function refused(story: Story, copies: readonly Copy[], refusal: Refusal): Promise<void> {
  await story.harness.driven(Promise.all(copies.map((copy) => eventsOf(copy).refuse(refusal))));
}

export function eventsOf(copy: Copy): Handling {
  const handling = copy.app.events();
  assert.ok(handling, 'the copy is connected');
  return handling;
}

/** What a control on a form shows of a cause. */
export function cause(story: Story, causeKey: string): Readonly<Row> {
  const rows = story.dynamics.rows('mpb_cause').filter((row) => row.mpb_causekey === causeKey);
  assert.equal(rows.length, 1, `one row for ${causeKey}`);
  return rows[0]!;
}

/** Held when it was fixed, and how many of those are cleared. */
export function clearedOf(story: Story, causeKey: string): { held: unknown; cleared: number } {
  const row = cause(story, causeKey);
  return { held: row.mpb_held, cleared: Number(row.mpb_held) - Number(row.mpb_open) };
}

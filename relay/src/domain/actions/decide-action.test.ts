import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { ActionDecision, ActionFacts, ActionKind, ExceptionNow } from './action.ts';
import { decideAction } from './decide-action.ts';

const exception: ExceptionNow = {
  title: 'Cancelled on the marketplace after import: Line 1',
  cause: 'Line 1 was cancelled on the marketplace after import.',
  severity: 'blocking',
  status: 'open',
  outcome: null,
  fixes: ['apply-difference', 'accept-difference'],
};
const plan = { kind: 'cancel', already: false, text: 'ORD-1 was cancelled' } as const;

function facts(change: Partial<ActionFacts> = {}): ActionFacts {
  return {
    kind: 'acceptDifference',
    reason: 'it has left',
    seen: exception.cause,
    allowed: true,
    whoMay: ['Marketplace Sales', 'Marketplace Admin'],
    exception,
    order: { place: 'exception', salesOrderNumber: 'ORD-1' },
    listing: null,
    environment: { id: 'org', armed: true },
    apply: null,
    ...change,
  };
}

const textOf = (decision: ActionDecision): string => {
  assert.ok('text' in decision, JSON.stringify(decision));
  return decision.text;
};

describe('what becomes of a wish', () => {
  const closed = (status: ExceptionNow['status']): ExceptionNow => ({
    ...exception,
    status,
    outcome: 'by Sally',
  });
  const listing = { offered: true };
  const table: readonly (readonly [string, Partial<ActionFacts>, ActionDecision['kind'], RegExp?])[] = [
    ['an unknown kind', { kind: null }, 'refuse', /does not know what is asked for/],
    ['a role that may not', { allowed: false }, 'refuse', /: Marketplace Sales, Marketplace Admin\.$/],
    [
      'a right that nobody has',
      { allowed: false, whoMay: [] },
      'refuse',
      /^Nobody's role allows to accept this difference/,
    ],
    ['an exception that is gone', { exception: null }, 'refuse', /not there any more/],
    ['accepting with a reason', {}, 'accept'],
    ['accepting without one', { reason: null }, 'refuse', /^A reason is needed/],
    ['accepting with blanks', { reason: ' \n ' }, 'refuse', /^A reason is needed/],
    ['a request that saw nothing', { seen: null }, 'refuse', /does not say what was seen/],
    [
      'a request that saw something else',
      { seen: 'Line 2' },
      'refuse',
      /now it says: Line 1 was cancelled .* Look again/,
    ],
    ['the same words with other line ends', { seen: `${exception.cause}\r\n` }, 'accept'],
    [
      'accepting what offers no acceptance',
      { exception: { ...exception, fixes: ['retry'] } },
      'refuse',
      /not possible to accept/,
    ],
    [
      'dismissing what blocks',
      { kind: 'dismiss' },
      'refuse',
      /holds the record up, so it cannot be put away/,
    ],
    [
      'dismissing advice',
      { kind: 'dismiss', exception: { ...exception, severity: 'advisory', fixes: [] } },
      'dismiss',
    ],
    [
      'dismissing what offers it',
      { kind: 'dismiss', exception: { ...exception, fixes: ['dismiss'] } },
      'dismiss',
    ],
    ['applying what can be applied', { kind: 'applyDifference', apply: plan, reason: null }, 'apply'],
    [
      'applying where it is too late',
      { kind: 'applyDifference', apply: { kind: 'refused', text: 'ORD-1 is fulfilled' } },
      'refuse',
      /^ORD-1 is fulfilled$/,
    ],
    ['applying without a Sales Order', { kind: 'applyDifference' }, 'refuse', /no Sales Order/],
    [
      'applying what was accepted since',
      { kind: 'applyDifference', exception: closed('accepted'), apply: plan },
      'refuse',
      /^It is closed already \(accepted\): by Sally$/,
    ],
    [
      'applying what agrees since',
      { kind: 'applyDifference', exception: closed('cleared'), apply: plan },
      'already-done',
    ],
    ['accepting twice', { exception: closed('accepted') }, 'already-done', /by Sally/],
    ['dismissing twice', { kind: 'dismiss', exception: closed('dismissed') }, 'already-done'],
    ['accepting what was dismissed', { exception: closed('dismissed') }, 'refuse'],
    ['accepting what cleared by itself', { exception: closed('cleared') }, 'refuse'],
    ['a retry', { kind: 'retry', seen: null, reason: null, exception: null }, 'retry'],
    [
      'a retry of an order that waits',
      { kind: 'retry', order: { place: 'waiting', salesOrderNumber: null } },
      'retry',
    ],
    [
      'a retry of what is done',
      { kind: 'retry', order: { place: 'done', salesOrderNumber: 'ORD-1' } },
      'already-done',
      /^Imported as ORD-1/,
    ],
    [
      'a retry of what needs no Sales Order',
      { kind: 'retry', order: { place: 'done', salesOrderNumber: null } },
      'already-done',
      /^Nothing is left/,
    ],
    ['a retry of nothing', { kind: 'retry', order: null }, 'refuse', /names none, or it is gone/],
    [
      'a retry of what is about the whole marketplace',
      { kind: 'retry', order: null },
      'refuse',
      /with every stock file/,
    ],
    ['a retry of a listing', { kind: 'retry', order: null, listing }, 'publish', /with the next stock file/],
    [
      'a retry of a listing that nothing holds up any more',
      { kind: 'retry', order: null, listing, exception: closed('cleared') },
      'already-done',
    ],
    [
      'a retry of a listing whose offer is gone',
      { kind: 'retry', order: null, listing: { offered: false } },
      'refuse',
      /gone from the marketplace/,
    ],
    [
      'dismissing what keeps a listing from being published',
      { kind: 'dismiss', order: null, listing, exception: { ...exception, fixes: ['retry'] } },
      'refuse',
      /cannot be put away/,
    ],
    ['arming what is armed', { kind: 'rearm', exception: null, order: null }, 'already-done'],
    [
      'arming what is not',
      { kind: 'rearm', environment: { id: 'org', armed: false } },
      'refuse',
      /put org into "Armed for environment"/,
    ],
  ];
  for (const [what, change, kind, words] of table) {
    it(`${what}: ${kind}`, () => {
      const decision = decideAction(facts(change));
      assert.equal(decision.kind, kind, JSON.stringify(decision));
      if (words) assert.match(textOf(decision), words);
    });
  }

  it('the reason is kept without the blanks around it', () => {
    assert.deepEqual(decideAction(facts({ reason: ' it has left ' })), {
      kind: 'accept',
      reason: 'it has left',
    });
  });
});

const anyFacts: fc.Arbitrary<ActionFacts> = fc.record({
  kind: fc.constantFrom<ActionKind | null>(
    'retry',
    'acceptDifference',
    'applyDifference',
    'dismiss',
    'rearm',
    null,
  ),
  reason: fc.option(fc.string()),
  seen: fc.constantFrom(null, exception.cause, 'another'),
  allowed: fc.boolean(),
  whoMay: fc.subarray(['Marketplace Sales', 'Marketplace Admin']),
  exception: fc.option(
    fc.record({
      title: fc.constant('t'),
      cause: fc.constant(exception.cause),
      severity: fc.constantFrom('blocking' as const, 'advisory' as const),
      status: fc.constantFrom('open' as const, 'cleared' as const, 'accepted' as const, 'dismissed' as const),
      outcome: fc.option(fc.string()),
      fixes: fc.subarray(['apply-difference' as const, 'accept-difference' as const, 'dismiss' as const]),
    }),
  ),
  order: fc.option(
    fc.record({
      place: fc.constantFrom('done' as const, 'waiting' as const, 'exception' as const),
      salesOrderNumber: fc.option(fc.constant('ORD-1')),
    }),
  ),
  listing: fc.option(fc.record({ offered: fc.boolean() })),
  environment: fc.record({ id: fc.constant('org'), armed: fc.boolean() }),
  apply: fc.option(fc.constantFrom(plan, { kind: 'refused', text: 'It is too late.' } as const)),
});

it('nothing is done for a role that may not, about what is closed, or about what was not seen', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const { kind } = decideAction(given);
      if (!given.allowed) assert.equal(kind, 'refuse');
      if (!['accept', 'apply', 'dismiss'].includes(kind)) return;
      assert.equal(given.exception?.status, 'open');
      assert.equal(given.seen, exception.cause);
      if (kind !== 'apply') assert.notEqual(given.reason?.trim() ?? '', '');
    }),
    { seed: 20_261_124, numRuns: 2_000 },
  );
});

it('every refusal is a sentence for a person', () => {
  fc.assert(
    fc.property(anyFacts, (given) => {
      const decision = decideAction(given);
      if ('text' in decision) assert.match(decision.text, /^[A-Z].{3,}/s);
    }),
    { seed: 20_261_124, numRuns: 500 },
  );
});

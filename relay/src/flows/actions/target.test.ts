import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choice, type RoleName } from '@marketplace-bridge/solution';
import type { Facts } from '../orders/facts.ts';
import { sampleMarketplace } from '../sample-marketplace.ts';
import { marketplaceOfAction, orderOf, type ActionRow, type TargetException } from './rows.ts';
import { asked, decide, kindOf } from './target.ts';

const facts: Facts = { salesOrders: new Map(), exceptions: new Map(), products: new Map() };
const cause = 'The billing address changed.';
const exception = {
  mpb_exceptionid: 'exception',
  mpb_code: 'billing-address-changed',
  mpb_name: 'Billing address changed after import',
  mpb_cause: cause,
  mpb_severity: choice.severity.values.advisory,
  mpb_responsible: choice.responsible.values.finance,
  mpb_outcome: null,
  statecode: 0,
  statuscode: 1,
  mpb_orderid: null,
  _mpb_marketplaceid_value: 'shop-row',
} as unknown as TargetException;

const action = (change: Partial<ActionRow> = {}): ActionRow => ({
  '@odata.etag': 'W/"1"',
  mpb_actionid: 'action',
  mpb_kind: choice.actionKind.values.dismiss,
  mpb_parameters: JSON.stringify({ seen: cause }),
  mpb_reason: 'known',
  mpb_outcome: null,
  createdon: '2026-11-24T00:00:00Z',
  _createdby_value: 'person',
  _mpb_marketplaceid_value: null,
  mpb_orderid: null,
  mpb_exceptionid: exception,
  ...change,
});

function decided(change: Partial<ActionRow>, ...roles: RoleName[]): string {
  const people = new Map([['person', { name: 'Somebody', roles }]]);
  const one = asked(action(change), { facts, people, salesOrders: new Map() });
  return decide(one, facts, sampleMarketplace(), new Date(0)).kind;
}

it('what the person may follows from the team that the exception names', () => {
  assert.equal(decided({}, 'Marketplace Controller'), 'dismiss');
  assert.equal(decided({}, 'Marketplace Preparer', 'Marketplace Sales'), 'refuse');
  assert.equal(decided({}), 'refuse');
  assert.equal(decided({ _createdby_value: 'nobody' }, 'Marketplace Admin'), 'refuse');
});

it('parameters that are no JSON, or not of this form, have seen nothing', () => {
  for (const mpb_parameters of [null, '', '{', 'null', '[]', '{"seen":1}', '"text"']) {
    assert.equal(decided({ mpb_parameters }, 'Marketplace Admin'), 'refuse', String(mpb_parameters));
  }
});

it('an exception without a team, or with a code that nobody knows, is decided by nobody', () => {
  const headless = { ...exception, mpb_responsible: null };
  assert.equal(decided({ mpb_exceptionid: headless }, 'Marketplace Admin'), 'refuse');
  const unknown = { ...exception, mpb_code: 'from-the-future' };
  const kind = choice.actionKind.values.acceptDifference;
  assert.equal(decided({ mpb_exceptionid: unknown, mpb_kind: kind }, 'Marketplace Admin'), 'refuse');
});

it('a listing that an exception holds up is looked at again for anybody with a role, while it is offered', () => {
  const about = (statecode: number) => ({
    mpb_kind: choice.actionKind.values.retry,
    mpb_parameters: null,
    mpb_exceptionid: {
      ...exception,
      mpb_code: 'stock-line-refused',
      mpb_severity: choice.severity.values.blocking,
      mpb_listingid: { mpb_listingid: 'listing', statecode },
    } as TargetException,
  });
  assert.equal(decided(about(0), 'Marketplace Sales'), 'publish');
  assert.equal(decided(about(1), 'Marketplace Sales'), 'refuse');
  assert.equal(decided(about(0)), 'refuse');
});

it('a kind that this relay does not know is none', () => {
  assert.equal(kindOf({ mpb_kind: choice.actionKind.values.rearm }), 'rearm');
  assert.equal(kindOf({ mpb_kind: null }), null);
});

it('the order is that of the exception, whatever other order an action names', () => {
  const order = (id: string) => ({ mpb_orderid: id, _mpb_marketplaceid_value: `shop of ${id}` }) as never;
  const mixed = action({
    mpb_orderid: order('b'),
    mpb_exceptionid: { ...exception, mpb_orderid: order('a') },
  });
  assert.equal(orderOf(mixed)?.mpb_orderid, 'a');
  assert.equal(marketplaceOfAction(mixed), 'shop of a');
  assert.equal(orderOf(action({ mpb_orderid: order('b') })), null, 'an exception about no order has none');
  assert.equal(orderOf(action({ mpb_orderid: order('b'), mpb_exceptionid: null }))?.mpb_orderid, 'b');
});

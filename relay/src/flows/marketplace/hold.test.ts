import assert from 'node:assert/strict';
import { it } from 'node:test';
import { holdOf } from './hold.ts';
import type { MarketplaceRow } from './marketplace-row.ts';

type SetUp = Parameters<typeof holdOf>[0];

const row = {
  mpb_armedfor: 'org',
  mpb_customerpolicy: 927_130_000,
  _mpb_accountid_value: 'account',
  mpb_transactioncurrencyid: { transactioncurrencyid: 'pound', isocurrencycode: 'GBP', currencyprecision: 2 },
  mpb_pricelevelid: { pricelevelid: 'list', _transactioncurrencyid_value: 'pound', statecode: 0 },
} as MarketplaceRow;
const organization = {
  pricingdecimalprecision: 2,
  discountcalculationmethod: 0,
  oobpricecalculationenabled: true,
  issopintegrationenabled: false,
};
const good: SetUp = { row, rivals: 0, organization, armed: true, defaults: [{ ok: true, values: {} }] };
const textOf = (change: Partial<SetUp>) => holdOf({ ...good, ...change })?.text;

it('a marketplace that is set up well is not held', () => {
  assert.equal(holdOf(good), null);
});

it('one that is not armed, or for another environment, says which of the two', () => {
  const elsewhere = holdOf({ ...good, armed: false });
  assert.equal(elsewhere?.code, 'not-armed');
  assert.match(elsewhere.text, /armed for another/);
  assert.match(textOf({ armed: false, row: { ...row, mpb_armedfor: null } }) ?? '', /not armed for any/);
});

for (const [what, change, words] of [
  ['currency', { mpb_transactioncurrencyid: null }, /names no currency/],
  ['price list', { mpb_pricelevelid: null }, /names no price list/],
  [
    'active price list',
    { mpb_pricelevelid: { ...row.mpb_pricelevelid, statecode: 1 } },
    /price list .* is inactive/,
  ],
  [
    'price list in its currency',
    { mpb_pricelevelid: { ...row.mpb_pricelevelid, _transactioncurrencyid_value: 'euro' } },
    /in another currency/,
  ],
  ['customer account', { _mpb_accountid_value: null }, /names no customer account/],
] as const) {
  it(`one without ${what} is held and says so`, () => {
    const hold = holdOf({ ...good, row: { ...row, ...change } as MarketplaceRow });
    assert.equal(hold?.code, 'wrong-organisation-settings');
    assert.match(hold.text, words);
  });
}

it('a contact for each buyer needs no account', () => {
  assert.equal(
    textOf({
      row: { ...row, _mpb_accountid_value: null, mpb_customerpolicy: 927_130_001 },
    }),
    undefined,
  );
});

it('an organisation that does not price is held, and all problems are named at once', () => {
  const text = textOf({
    organization: { ...organization, oobpricecalculationenabled: false },
    row: { ...row, mpb_transactioncurrencyid: null },
    defaults: [{ ok: false, problem: 'Line defaults are wrong.' }],
  });
  assert.match(text ?? '', /no currency.*system pricing.*Line defaults are wrong/i);
});

it('two active marketplaces for one shop are held: nobody guesses which of them counts', () => {
  assert.match(textOf({ rivals: 1 }) ?? '', /^2 active marketplaces name the same host and shop/);
});

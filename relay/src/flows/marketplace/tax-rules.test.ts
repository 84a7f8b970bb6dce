import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choice } from '@marketplace-bridge/solution';
import fc from 'fast-check';
import { taxRuleOf, type TaxRuleRow } from './tax-rules.ts';

const row: TaxRuleRow = {
  mpb_taxcategory: 'standard',
  mpb_territory: 'GB',
  mpb_treatment: choice.taxTreatment.values.zeroRated,
  mpb_rate: 20,
  mpb_validfrom: '2011-01-04T00:00:00Z',
  mpb_validto: null,
  mpb_taxcode: 'S',
  modifiedon: '2026-01-01T00:00:00Z',
};

it('a row becomes a rule, with days for times', () => {
  assert.deepEqual(taxRuleOf({ ...row, mpb_validto: '2027-03-31T00:00:00Z' }), {
    taxCategory: 'standard',
    territory: 'GB',
    treatment: 'zeroRated',
    rate: 200_000,
    validFrom: '2011-01-04',
    validTo: '2027-03-31',
    taxCode: 'S',
  });
});

it('every treatment that the table knows is one of the rule’s', () => {
  for (const [name, value] of Object.entries(choice.taxTreatment.values))
    assert.equal(taxRuleOf({ ...row, mpb_treatment: value }).treatment, name);
});

it('a rate of up to four decimals is exact', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (rate) => {
      assert.equal(taxRuleOf({ ...row, mpb_rate: rate / 10_000 }).rate, rate);
    }),
  );
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mappingRow, remapping, wantedOf } from './sku-mapping.ts';
import { rateOf, ruleProblems, ruleRow, suggestedRule } from './tax-rule.ts';
import type { RuleForm } from './tax-rule.ts';

const product = { id: 'p', number: 'DRILL-18V', name: 'Drill driver', unitId: 'u', unit: 'Each' };

describe('a SKU mapping', () => {
  it('is about the SKU of the evidence, as the marketplace spells it', () => {
    assert.deepEqual(wantedOf([{ label: 'SKU', value: 'Ab-12' }], 'sku:ab-12'), { sku: 'Ab-12', title: '' });
  });

  it('is about the SKU of the cause key where the evidence has none, unless that key was cut', () => {
    assert.equal(wantedOf([], 'sku:ab-12')?.sku, 'ab-12');
    assert.equal(wantedOf([], 'sku:very-long~0badcafe'), null);
    assert.equal(wantedOf([], 'tax:standard|uk'), null);
    assert.equal(wantedOf([], null), null);
  });

  it('names SKU, marketplace, product and unit', () => {
    assert.deepEqual(mappingRow('AB-12', product, 'm'), {
      mpb_name: 'AB-12 = DRILL-18V',
      mpb_sku: 'AB-12',
      'mpb_marketplaceid@odata.bind': '/mpb_marketplaces(m)',
      'mpb_productid@odata.bind': '/products(p)',
      'mpb_uomid@odata.bind': '/uoms(u)',
    });
  });

  it('that is changed counts again, and keeps its unit where the product has none', () => {
    const row = remapping('AB-12', { ...product, unitId: null });
    assert.equal(row.statecode, 0);
    assert.equal('mpb_uomid@odata.bind' in row, false);
  });
});

const form: RuleForm = {
  category: 'standard',
  territory: 'UK',
  treatment: 'taxable',
  rate: '20',
  validFrom: '2026-11-01',
};
const rule = (mpb_validfrom: string, mpb_validto: string | null) => ({
  mpb_taxruleid: 'r',
  mpb_rate: 20,
  mpb_validfrom,
  mpb_validto,
});

describe('a tax rule', () => {
  it('begins with what the exception says, and never with a rate', () => {
    const evidence = [
      { label: 'Tax category', value: 'Standard' },
      { label: 'Territory', value: 'UK' },
      { label: 'Tax point', value: '2026-11-20' },
    ];
    assert.deepEqual(suggestedRule(evidence, 'tax:standard|uk'), {
      category: 'Standard',
      territory: 'UK',
      treatment: 'taxable',
      rate: '',
      validFrom: '2026-11-20',
    });
    const byKey = suggestedRule([], 'tax:a|b|xc');
    assert.deepEqual([byKey.category, byKey.territory], ['a|b', 'XC']);
  });

  it('has a rate in per cent with at most four decimals, with comma or point', () => {
    for (const [rate, value] of [
      ['20', 20],
      ['5,5', 5.5],
      ['17.5 %', 17.5],
      ['0', 0],
      ['100', 100],
      ['100.1', null],
      ['-5', null],
      ['20.12345', null],
      ['twenty', null],
      ['', null],
    ] as const) {
      assert.equal(rateOf({ treatment: 'taxable', rate }), value, rate);
    }
  });

  it('has no rate unless it is taxable', () => {
    for (const treatment of ['zeroRated', 'exempt', 'export'] as const) {
      assert.equal(rateOf({ treatment, rate: '20' }), 0);
      assert.equal(ruleRow({ ...form, treatment }).mpb_rate, 0);
    }
  });

  it('is refused where another rule is valid on or after its first day', () => {
    assert.deepEqual(ruleProblems(form, []), {});
    assert.deepEqual(ruleProblems(form, [rule('2011-01-04', '2026-10-31')]), {});
    for (const other of [
      rule('2011-01-04', null),
      rule('2011-01-04', '2026-11-01'),
      rule('2027-01-01', '2027-12-31'),
    ]) {
      assert.deepEqual(ruleProblems(form, [other]), { validFrom: 'overlaps' });
    }
  });

  it('is refused, each fault by its field, where something is missing', () => {
    assert.deepEqual(
      ruleProblems({ ...form, category: ' ', territory: '', rate: 'x', validFrom: 'soon' }, []),
      {
        category: 'missing',
        territory: 'missing',
        rate: 'not-a-rate',
        validFrom: 'not-a-date',
      },
    );
  });
});

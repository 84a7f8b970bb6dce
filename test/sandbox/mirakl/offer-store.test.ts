import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generatedSku } from './generated-offers.ts';
import { tryMirakl } from './try-mirakl.ts';

void test('offers are entered, edited and removed, and each change says when', async () => {
  const { sandbox, clock } = tryMirakl();
  sandbox.addOffer({ sku: 'A-1', quantity: 3, title: 'Hammer', priceMinor: 1299 });
  const entered = clock.now();
  await clock.advance(1000);
  sandbox.changeOffer('A-1', { quantity: 0 });
  const { offerId, title, priceMinor, quantity, active, inactivityReasons, createdAt, updatedAt } =
    sandbox.offer('A-1')!;
  assert.deepEqual(
    { title, priceMinor, quantity, active, inactivityReasons, createdAt, updatedAt },
    {
      title: 'Hammer',
      priceMinor: 1299,
      quantity: 0,
      active: false,
      inactivityReasons: ['ZERO_QUANTITY'],
      createdAt: entered,
      updatedAt: entered + 1000,
    },
  );
  sandbox.removeOffer('A-1');
  assert.equal(sandbox.offer('A-1'), undefined);
  sandbox.addOffer({ sku: 'A-1', quantity: 1, blockedBy: ['PRODUCT_DISABLED'] });
  const again = sandbox.offer('A-1')!;
  assert.notEqual(again.offerId, offerId);
  assert.deepEqual([again.active, again.inactivityReasons], [false, ['PRODUCT_DISABLED']]);
});

void test('what makes no sense in the back office is a mistake of the test and says so', () => {
  const { sandbox } = tryMirakl({ offers: { generated: { count: 1 } } });
  sandbox.addOffer({ sku: 'A-1', quantity: 3 });
  assert.throws(() => {
    sandbox.addOffer({ sku: 'A-1', quantity: 3 });
  }, /already/);
  assert.throws(() => {
    sandbox.addOffer({ sku: 'SKU-0000001', quantity: 3 });
  }, /already/);
  assert.throws(() => {
    sandbox.addOffer({ sku: 'A-2', quantity: -1 });
  }, /no quantity/);
  assert.throws(() => {
    sandbox.changeOffer('A-1', { quantity: 1.5 });
  }, /no quantity/);
  assert.throws(() => {
    sandbox.changeOffer('A-9', {});
  }, /no offer/);
  assert.throws(() => {
    sandbox.removeOffer('SKU-0000002');
  }, /no offer/);
});

void test('the catalogue is on offer where it is asked for, with the ids that order lines have had before', () => {
  const { sandbox } = tryMirakl({ offers: { catalogue: { quantity: (_, index) => index % 3 } } });
  assert.equal(sandbox.offers.length, 300);
  assert.equal(sandbox.offers.filter(({ active }) => active).length, 200);
  assert.equal(sandbox.offer('BBQ-ER-1')?.title, 'Erbridge Charcoal barbecue Kettle 47cm');
  assert.deepEqual(tryMirakl().sandbox.offers, []);
});

const generated = { prefix: 'G', quantity: (index: number): number => index % 7 };

void test('a generated offer is found by its SKU among a million', () => {
  const { sandbox } = tryMirakl({ offers: { generated: { ...generated, count: 1_000_000 } } });
  assert.equal(sandbox.offer('G1000001'), undefined);
  assert.equal(sandbox.offer('G0000000'), undefined);
  assert.equal(sandbox.offer('G12'), undefined);
  assert.equal(sandbox.offer(generatedSku(999_999, 'G'))?.quantity, 999_999 % 7);
});

void test('generated offers are changed, removed and listed behind those that were entered', () => {
  const { sandbox } = tryMirakl({ offers: { generated: { ...generated, count: 100 } } });
  sandbox.changeOffer('G0000003', { quantity: 40 });
  sandbox.changeOffer('G0000004', { priceMinor: 100 });
  sandbox.removeOffer('G0000005');
  assert.equal(sandbox.offer('G0000005'), undefined);
  sandbox.addOffer({ sku: 'A-1', quantity: 3 });
  assert.deepEqual(
    sandbox.offers.slice(0, 6).map(({ sku, quantity }) => [sku, quantity]),
    [
      ['A-1', 3],
      ['G0000001', 0],
      ['G0000002', 1],
      ['G0000003', 40],
      ['G0000004', 3],
      ['G0000006', 5],
    ],
  );
  assert.deepEqual(
    [sandbox.offer('G0000004')?.priceMinor, sandbox.offer('G0000004')?.title],
    [100, 'Article G0000004'],
  );
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from './story.ts';

const threeForTenPounds = { lines: [{ quantity: 3, unit: 1000 }] };

it('3 x 10.00 with VAT is 25.00 net and 5.00 VAT to the penny, with unit prices of two decimals', async () => {
  const story = new Story();
  const id = story.ordered(threeForTenPounds);
  await story.relayWorks();
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.deepEqual([row.totalamount, row.totaltax], [30, 5]);
  assert.equal(lines.length, 1);
  const [line] = lines;
  // Rounded up to 8.34, and the penny or two too many taken off by name (TENANT 8).
  assert.deepEqual(
    [line?.quantity, line?.priceperunit, line?.manualdiscountamount, line?.tax],
    [3, 8.34, 0.02, 5],
  );
  assert.equal(line?.extendedamount, 30);
  await story.end();
});

it('3 x 10.00 with VAT becomes two lines where discounts are per unit', async () => {
  const story = new Story({ dynamics: { organization: { discountMethod: 'per unit' } } });
  const id = story.ordered(threeForTenPounds);
  await story.relayWorks();
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.deepEqual([row.totalamount, row.totaltax], [30, 5]);
  assert.equal(lines.length, 2);
  assert.equal(
    lines.reduce((sum, line) => sum + Number(line.quantity), 0),
    3,
  );
  assert.ok(lines.every((line) => Number(line.manualdiscountamount ?? 0) === 0));
  await story.end();
});

it('four decimals of a unit price are used where they make a discount needless, and only there', async () => {
  const story = new Story({ dynamics: { organization: { pricingDecimalPrecision: 4 } } });
  const exact = story.ordered({ lines: [{ quantity: 8, unit: 375 }] });
  const endless = story.ordered(threeForTenPounds);
  await story.relayWorks();
  for (const id of [exact, endless]) {
    story.assertDone(id);
    const { row } = story.salesOrder(id);
    assert.deepEqual([row.totalamount, row.totaltax], [30, 5]);
  }
  const priceOf = (id: string) => {
    const [line] = story.salesOrder(id).lines;
    return [line?.priceperunit, line?.manualdiscountamount];
  };
  assert.deepEqual(priceOf(exact), [3.125, 0]);
  assert.deepEqual(priceOf(endless), [8.34, 0.02]);
  await story.end();
});

it('a Sales Order says what was bought, where it goes, whose it is, and what it costs, goods and delivery', async () => {
  const story = new Story();
  const { environment } = story.world;
  const id = story.ordered({
    lines: [
      { quantity: 2, unit: 2400, shipping: 495 },
      { product: 1, category: 'reduced', unit: 1050 },
      { product: 0, category: 'zero', unit: 999 },
    ],
    vat: 'line',
  });
  await story.relayWorks();
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.equal(row.totalamount, 48 + 4.95 + 10.5 + 9.99);
  assert.equal(row.totaltax, 8 + 0.83 + 0.5);
  assert.deepEqual(
    lines.map((line) => [line.productid, line.quantity, line.extendedamount, line.tax]),
    [
      [story.productRow(0).productid, 2, 48, 8],
      [story.productRow(1, 'reduced').productid, 1, 10.5, 0.5],
      [story.productRow(0, 'zero').productid, 1, 9.99, 0],
      [story.dynamics.find('product', (one) => one.productnumber === 'DELIVERY')?.productid, 1, 4.95, 0.83],
    ],
  );
  assert.equal(row.transactioncurrencyid, environment.currencies.gbp);
  assert.equal(row.pricelevelid, environment.priceListId);
  assert.equal(row.customerid, environment.accountId);
  assert.equal(row.ownerid, environment.teams.orders);
  const address = story.mirakl.order(id)?.customer.shipping_address;
  assert.deepEqual(
    [row.shipto_line1, row.shipto_city, row.shipto_postalcode],
    [address?.street_1, address?.city, address?.zip_code],
  );
  assert.equal(row.mpb_orderkey, story.root(id).mpb_orderkey);
  await story.end();
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from './story.ts';

const finance = 927_130_000;
const sales = 927_130_002;

it('a VAT amount that no rounding explains is shown to Finance beside the one that our rule gives', async () => {
  const story = new Story();
  const id = story.ordered({ vat: 'line', but: (order) => (order.order_lines[0]!.taxes[0]!.amount = 4.2) });
  const fine = story.ordered({ vat: 'line' });
  await story.relayWorks();
  story.assertHeld(id, 'wrong-vat');
  const exception = story.exception(id, 'wrong-vat');
  assert.match(String(exception.mpb_cause), /4\.20/);
  assert.match(String(exception.mpb_cause), /4\.00/);
  assert.equal(exception.mpb_responsible, finance);
  assert.equal(exception.ownerid, story.world.environment.teams.finance);
  assert.match(String(exception.mpb_causekey), /^tax:standard\|uk$/);
  const evidence = JSON.parse(String(exception.mpb_evidence)) as { label: string; value: string }[];
  const shown = (label: string) => evidence.find((one) => one.label === label)?.value;
  assert.equal(shown('SKU'), story.product().sku, 'names the product whose tax category may be wrong');
  assert.deepEqual([shown('Tax category'), shown('Territory')], ['standard', 'UK']);
  assert.match(String(shown('Tax point')), /^\d{4}-\d{2}-\d{2}$/);
  story.assertDone(fine);
  await story.end();
});

it('the three usual roundings of VAT are all right, each to the penny of the marketplace', async () => {
  const story = new Story();
  const perUnit = story.ordered({ vat: 'unit', lines: [{ quantity: 3, unit: 999 }] });
  const perLine = story.ordered({ vat: 'line', lines: [{ quantity: 3, unit: 999 }] });
  const perOrder = story.ordered({ vat: 'order', lines: [{ unit: 999 }, { product: 1, unit: 999 }] });
  const taxOf = (id: string) => {
    story.assertDone(id);
    const { row } = story.salesOrder(id);
    return [row.totalamount, row.totaltax];
  };
  await story.relayWorks();
  assert.deepEqual(taxOf(perUnit), [29.97, 5.01]);
  assert.deepEqual(taxOf(perLine), [29.97, 5]);
  assert.deepEqual(taxOf(perOrder), [19.98, 3.33]);
  await story.end();
});

it('a missing rate is never assumed; adding the rule imports every order that waited for it, and says how many', async () => {
  const story = new Story();
  for (const rule of story.dynamics.rows('mpb_taxrule')) {
    if (rule.mpb_taxcategory === 'reduced') story.dynamics.remove('mpb_taxrule', String(rule.mpb_taxruleid));
  }
  const held = Array.from({ length: 5 }, () =>
    story.ordered({ lines: [{ category: 'reduced', unit: 1050 }] }),
  );
  const fine = story.ordered();
  await story.relayWorks();
  story.assertDone(fine);
  for (const id of held) {
    story.assertHeld(id, 'no-tax-rule');
    const exception = story.exception(id, 'no-tax-rule');
    assert.match(String(exception.mpb_cause), /reduced/);
    assert.equal(exception.mpb_responsible, finance);
    assert.equal(exception.mpb_causekey, 'tax:reduced|uk');
  }
  story.addTaxRule('Reduced', 'uk', 5);
  await story.relayWorks();
  for (const id of held) {
    story.assertDone(id);
    assert.equal(story.salesOrder(id).row.totaltax, 0.5);
  }
  assert.deepEqual(story.replays(), [{ causeKeys: ['tax:reduced|uk'], held: 5, cleared: 5 }]);
  await story.end();
});

it('two rules for the same day are a question to Finance, and ending one answers it', async () => {
  const story = new Story();
  const second = story.addTaxRule('standard', 'UK', 17.5);
  const id = story.ordered();
  await story.relayWorks();
  story.assertHeld(id, 'ambiguous-tax-rule');
  story.dynamics.patchAs({}, 'mpb_taxrule', second, { mpb_validto: '2011-12-31' });
  await story.relayWorks();
  story.assertDone(id);
  assert.equal(story.salesOrder(id).row.totaltax, 4);
  await story.end();
});

it('goods for Jersey go without VAT as an export, with a reminder to keep the proof', async () => {
  const story = new Story();
  const id = story.ordered({ territory: 'JE', vat: 'line', but: withoutTax });
  await story.relayWorks();
  story.assertDone(id);
  const { row, lines } = story.salesOrder(id);
  assert.deepEqual([row.totalamount, row.totaltax], [24, 0]);
  assert.equal(lines[0]?.priceperunit, 24);
  const [advice] = story.open(id);
  assert.equal(advice?.mpb_code, 'export-evidence');
  assert.match(String(advice.mpb_cause), /Channel Islands .* Keep the proof that they left the UK/);
  assert.ok(advice.mpb_deadline, 'the proof has its date');
  await story.end();
});

it('a Jersey postcode counts even where the marketplace files it under the United Kingdom', async () => {
  const story = new Story();
  const id = story.ordered({
    territory: 'JE',
    but: (order) => {
      for (const address of [order.customer.billing_address, order.customer.shipping_address]) {
        address!.country = 'United Kingdom';
        address!.country_iso_code = 'GBR';
      }
    },
  });
  await story.relayWorks();
  story.assertDone(id);
  assert.equal(story.salesOrder(id).row.totaltax, 0);
  await story.end();
});

it('a postcode that contradicts the country is a question to Sales, not a guess of the VAT', async () => {
  const story = new Story();
  const id = story.ordered({
    territory: 'JE',
    but: (order) => (order.customer.shipping_address!.zip_code = 'LS1 4ZZ'),
  });
  await story.relayWorks();
  story.assertHeld(id, 'country-postcode-disagree');
  const exception = story.exception(id, 'country-postcode-disagree');
  assert.match(String(exception.mpb_cause), /Jersey.*LS1 4ZZ/);
  assert.equal(exception.mpb_responsible, sales);
  story.mirakl.updateOrder(id, (order) => (order.customer.shipping_address!.zip_code = 'JE2 4ZZ'));
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('an order in euros is not converted; it waits for Finance and stops no other', async () => {
  const story = new Story();
  const id = story.ordered({ currency: 'EUR' });
  const fine = story.ordered();
  await story.relayWorks();
  story.assertHeld(id, 'foreign-currency');
  assert.match(
    String(story.exception(id, 'foreign-currency').mpb_cause),
    /The order is in EUR, the marketplace and its price list are in GBP\. Nothing is converted\./,
  );
  story.assertDone(fine);
  await story.end();
});

it('totals that do not add up are explained line by line and never plugged', async () => {
  const story = new Story();
  const id = story.ordered({ but: (order) => (order.total_price = 24.01) });
  await story.relayWorks();
  story.assertHeld(id, 'totals-do-not-add-up');
  const exception = story.exception(id, 'totals-do-not-add-up');
  assert.match(String(exception.mpb_cause), /Order: total is stated as £24\.01 but comes to £24\.00/);
  assert.equal(exception.mpb_responsible, finance);
  story.mirakl.updateOrder(id, (order) => (order.total_price = 24));
  await story.relayWorks();
  story.assertDone(id);
  await story.end();
});

it('an amount with three decimals is not rounded', async () => {
  const story = new Story();
  const id = story.ordered({ but: (order) => (order.order_lines[0]!.price_unit = 24.005) });
  await story.relayWorks();
  story.assertHeld(id, 'unreadable-order');
  assert.match(String(story.exception(id, 'unreadable-order').mpb_cause), /price_unit/);
  await story.end();
});

it('everything that is wrong with an order is said at once', async () => {
  const story = new Story();
  const id = story.ordered({
    lines: [{ product: 'OLD-DRILL' }],
    currency: 'EUR',
    but: (order) => (order.total_price = 1),
  });
  await story.relayWorks();
  story.assertHeld(id, 'foreign-currency', 'totals-do-not-add-up', 'unknown-sku');
  await story.end();
});

/** What a marketplace that knows of exports states. */
function withoutTax(order: { order_lines: { taxes: { amount: number; rate: number }[] }[] }): void {
  for (const tax of order.order_lines.flatMap((line) => line.taxes))
    Object.assign(tax, { amount: 0, rate: 0 });
}

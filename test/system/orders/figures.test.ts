/** What people read beside an order follows every later reading: its lines, expected fees, VAT and net payout. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { Story } from './story.ts';

const commissionType = 'COMMISSION_FEE';

function linesOf(story: Story, id: string): Readonly<Row>[] {
  const { mpb_orderid: rowId } = story.root(id);
  return story.dynamics
    .rows('mpb_orderline')
    .filter((line) => line.mpb_orderid === rowId)
    .sort((one, other) => Number(one.mpb_lineindex) - Number(other.mpb_lineindex));
}

function feesOf(story: Story, line: Readonly<Row> | undefined): Readonly<Row>[] {
  return story.dynamics.rows('mpb_fee').filter((fee) => fee.mpb_orderlineid === line?.mpb_orderlineid);
}

function figures(story: Story, id: string) {
  const { mpb_total, mpb_tax, mpb_refunded, mpb_commission, mpb_commissiontax, mpb_expectednet } =
    story.root(id);
  return { mpb_total, mpb_tax, mpb_refunded, mpb_commission, mpb_commissiontax, mpb_expectednet };
}

const nothing = {
  ...{ mpb_total: 0, mpb_tax: 0, mpb_refunded: 0 },
  ...{ mpb_commission: 0, mpb_commissiontax: 0, mpb_expectednet: 0 },
};

for (const cancelledAmounts of ['leave', 'stay'] as const) {
  it(`a cancelled order shows nothing paid, taxed or kept, where its amounts ${cancelledAmounts} in the line`, async () => {
    const story = new Story({ mirakl: { settings: { cancelledAmounts } } });
    const id = await story.imported({ lines: [{ quantity: 2, shipping: 395 }] });
    const [before] = linesOf(story, id);
    assert.equal(figures(story, id).mpb_tax, 8.66, '48.00 / 6 and 3.95 / 6');
    assert.ok(Number(feesOf(story, before)[0]?.mpb_amount) > 0);
    story.mirakl.events.cancelLine(id, String(before?.mpb_lineid));
    await story.relayWorks();
    assert.deepEqual(figures(story, id), nothing);
    const [line] = linesOf(story, id);
    assert.equal(line?.mpb_statetext, 'CANCELED');
    assert.equal(line.mpb_cancelledquantity, 2);
    const [fee, ...others] = feesOf(story, line);
    assert.deepEqual([fee?.mpb_type, fee?.mpb_amount, fee?.mpb_tax], [commissionType, 0, 0]);
    assert.deepEqual(others, []);
    await story.end();
  });
}

it('one unit of two cancelled halves the VAT and the commission of its line, and leaves the other line alone', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  const before = linesOf(story, id);
  story.mirakl.events.cancelLine(id, String(before[0]?.mpb_lineid), { quantity: 1 });
  await story.relayWorks();
  const [line, other] = linesOf(story, id);
  assert.deepEqual(
    [line?.mpb_quantity, line?.mpb_cancelledquantity, line?.mpb_price, line?.mpb_tax],
    [1, 1, 24, 4],
  );
  assert.equal(other?.versionnumber, before[1]?.versionnumber, 'nobody wrote the other line');
  assert.equal(figures(story, id).mpb_tax, 4 + 1.67);
  await story.end();
});

it('a refund gives commission back as a fee of its own, and the net payout is what is left', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }] });
  const { mpb_commission: whole } = figures(story, id);
  const [line] = linesOf(story, id);
  story.mirakl.events.refund(id, String(line?.mpb_lineid), { quantity: 1 });
  await story.relayWorks();
  const fees = feesOf(story, line).sort((one, other) => Number(other.mpb_amount) - Number(one.mpb_amount));
  assert.deepEqual(
    fees.map((fee) => fee.mpb_type),
    [commissionType, 'REFUND_COMMISSION_FEE'],
  );
  assert.equal(fees[0]?.mpb_amount, whole);
  assert.equal(Number(fees[1]?.mpb_amount) * -2, whole, 'half of it comes back');
  const { mpb_total, mpb_tax, mpb_refunded, mpb_commission } = figures(story, id);
  assert.deepEqual([mpb_total, mpb_tax, mpb_refunded], [48, 8, 24]);
  assert.equal(Number(mpb_commission) * 2, whole);
  await story.end();
});

it('VAT that the marketplace states is shown at first sight, VAT that we compute once it was decided', async () => {
  const story = new Story();
  const silent = story.ordered({ state: 'WAITING_DEBIT_PAYMENT', life: { moves: false } });
  const stated = story.ordered({
    state: 'WAITING_DEBIT_PAYMENT',
    life: { moves: false },
    but: (order) => {
      order.order_lines[0]!.taxes = [{ code: 'VAT', amount: 4, rate: 20, tax_calculation_rule: 'NONE' }];
    },
  });
  await story.relayWorks();
  assert.deepEqual([story.root(silent).mpb_tax, story.root(stated).mpb_tax], [null, 4]);
  await story.end();
});

it('a change of state alone writes the lines whose own state changed, and no fee', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 999 }] });
  const versions = (rows: readonly Readonly<Row>[]) => rows.map((row) => row.versionnumber);
  const lines = linesOf(story, id);
  const fees = lines.flatMap((line) => feesOf(story, line));
  story.mirakl.updateOrder(id, (order) => (order.has_incident = true));
  await story.relayWorks();
  assert.equal(story.root(id).mpb_hasincident, true);
  assert.deepEqual(versions(linesOf(story, id)), versions(lines), 'no line changed');
  story.mirakl.events.moveTo(id, 'SHIPPED');
  await story.relayWorks();
  const after = linesOf(story, id);
  assert.deepEqual(
    after.map((line) => line.mpb_statetext),
    ['SHIPPED', 'SHIPPED'],
  );
  assert.deepEqual(versions(after.flatMap((line) => feesOf(story, line))), versions(fees));
  await story.end();
});

it('a line that the marketplace no longer shows is worth nothing any more', async () => {
  const story = new Story();
  const id = await story.imported({ lines: [{ quantity: 2 }, { product: 1, unit: 1200 }] });
  story.mirakl.updateOrder(id, (order) => {
    const [gone, ...left] = order.order_lines;
    order.order_lines = left;
    order.price -= gone!.price;
    order.total_price -= gone!.total_price;
  });
  await story.relayWorks();
  const [line] = linesOf(story, id);
  assert.deepEqual([line?.mpb_quantity, line?.mpb_price, line?.mpb_statetext], [0, 0, null]);
  assert.deepEqual(
    feesOf(story, line).map((fee) => fee.mpb_amount),
    [0],
  );
  assert.equal(figures(story, id).mpb_tax, 2);
  await story.end();
});

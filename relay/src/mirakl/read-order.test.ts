import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { MarketplaceOrder } from '../domain/orders/marketplace-order.ts';
import { readOrdersPage } from './orders-page.ts';
import { readOrder } from './read-order.ts';
import { sampleOrder } from './sample-order.ts';
import { parseWire } from './wire-json.ts';

const example = join('contract', 'mirakl', 'spec-examples', 'OR11-response-200-0.json');

function read(value: unknown): MarketplaceOrder {
  const reading = readOrder(value);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading.order;
}

function problems(value: unknown): string[] {
  const reading = readOrder(value);
  return reading.ok ? [] : reading.problems.map(({ path, problem }) => `${path}: ${problem}`);
}

describe('reading an order', () => {
  it('turns amounts into pence, rates into ten-thousandths and times into UTC with milliseconds', () => {
    const order = read(sampleOrder());
    assert.deepEqual([order.price, order.shipping, order.total], [2550, 499, 3049]);
    assert.deepEqual(order.lines[0]?.taxes, [{ code: 'UK_VAT', amount: 425, rate: 200_000 }]);
    assert.deepEqual(
      [order.createdAt, order.updatedAt],
      ['2026-11-01T10:00:00.000Z', '2026-11-02T10:00:00.120Z'],
    );
    assert.equal(
      read({ ...sampleOrder(), created_date: '2026-11-01T11:00:00+01:00' }).createdAt,
      order.createdAt,
    );
  });

  it('keeps refunds and cancellations, an absent amount of which is none', () => {
    const line = read(sampleOrder()).lines[0];
    assert.deepEqual(line?.refunds, [
      {
        id: 'R1',
        state: 'REFUNDED',
        amount: 100,
        shipping: 0,
        quantity: null,
        taxes: [],
        shippingTaxes: [],
        commission: 10,
        commissionTaxes: [],
        reasonCode: null,
        createdAt: null,
      },
    ]);
    assert.deepEqual([line.cancellations[0]?.amount, line.cancellations[0]?.quantity], [200, 1]);
  });

  it('takes an empty text for none and the second telephone for the missing first', () => {
    const address = read(sampleOrder()).shippingAddress;
    assert.deepEqual([address?.street2, address?.phone], [null, '0113']);
  });

  it('does without everything that is optional', () => {
    const { order_lines: lines, ...order } = sampleOrder();
    const needed = [
      'order_id',
      'order_state',
      'currency_iso_code',
      'created_date',
      'last_updated_date',
      'price',
    ];
    const bare = pick(order, [...needed, 'shipping_price', 'total_price']);
    const bareLine = pick(lines[0]!, [
      ...['order_line_id', 'order_line_state', 'quantity', 'price_unit', 'price'],
      ...['shipping_price', 'total_price', 'commission_fee'],
    ]);
    const reading = read({ ...bare, order_lines: [bareLine] });
    assert.deepEqual([reading.taxMode, reading.shippingAddress, reading.lines[0]?.index], [null, null, 1]);
    for (const name of Object.keys(bare)) {
      assert.deepEqual(problems({ ...bare, [name]: undefined, order_lines: [bareLine] }).length, 1, name);
    }
  });

  it('accepts amounts in quotes and numbers as identifiers', () => {
    const order = sampleOrder();
    order.order_lines[0]!.price = '25.50';
    order.order_lines[0]!.order_line_id = 139;
    const line = read(order).lines[0];
    assert.deepEqual([line?.price, line?.id], [2550, '139']);
  });

  it('names every problem at once, in Mirakl’s words', () => {
    const order = sampleOrder();
    order.price = 1.005;
    order.order_lines[0]!.quantity = 1.5;
    order.order_lines[0]!.taxes = [{ amount: 'lots' }];
    assert.deepEqual(problems(order), [
      'price: 1.005 has too many decimals: GBP has 2 decimals',
      'order_lines[0].quantity: 1.5 has too many decimals: must be a whole number',
      'order_lines[0].taxes[0].amount: "lots" is not a number',
    ]);
    assert.deepEqual(problems({ ...sampleOrder(), created_date: 'soon', total_price: null }), [
      'created_date: is not an ISO 8601 time',
      'total_price: is missing or not a number',
    ]);
    assert.deepEqual(problems(null), [': is not an order']);
  });

  it('keeps a state that nobody knew, and reports it with fields that nobody knew', () => {
    const order = { ...sampleOrder(), order_state: 'TELEPORTED', colour: 'red', order_tax_mode: 'TAX_MAYBE' };
    order.order_lines[0]!.weight = 3;
    const reading = readOrder(order);
    assert.ok(reading.ok);
    assert.equal(reading.order.state, 'TELEPORTED');
    assert.equal(reading.order.taxMode, null);
    assert.deepEqual(reading.unknown, [
      'colour',
      'order_lines[].weight',
      'order_state=TELEPORTED',
      'order_tax_mode=TAX_MAYBE',
    ]);
  });

  it('sees the third decimal of a number that a double would have rounded away', () => {
    const text = JSON.stringify({ ...sampleOrder(), price: 'HERE' }).replace(
      '"HERE"',
      '25.50000000000000000001',
    );
    assert.match(problems(parseWire(text))[0] ?? '', /^price: 25\.5000.* has too many decimals/);
  });

  it('reads half a surrogate pair as U+FFFD, and lets it tell no two orders apart', () => {
    const name = readOrder({ ...sampleOrder(), shipping_type_label: 'a\ud83d' });
    assert.equal(name.ok && name.order.shippingMethod, 'a\ufffd');
    const known = readOrder({ ...sampleOrder(), order_id: 'X1\ud83d' });
    assert.deepEqual(!known.ok && known.problems, [
      { path: 'order_id', problem: 'is no well-formed Unicode text' },
    ]);
  });

  it('takes no time that Dynamics could not hold', () => {
    for (const date of ['9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '1752-12-31T23:59:59Z']) {
      const reading = readOrder({ ...sampleOrder(), customer_debited_date: date });
      assert.match(reading.ok ? '' : (reading.problems[0]?.problem ?? ''), /outside the years/, date);
    }
    assert.equal(readOrder({ ...sampleOrder(), customer_debited_date: '9998-12-31T23:59:59Z' }).ok, true);
  });

  it('takes no order of more lines than one change set can write', () => {
    const [line] = sampleOrder().order_lines;
    const lines = (count: number) =>
      readOrder({ ...sampleOrder(), order_lines: Array.from({ length: count }, () => line) });
    assert.equal(lines(300).ok, true);
    const many = lines(301);
    assert.match(many.ok ? '' : (many.problems[0]?.problem ?? ''), /more than 300 lines/);
  });

  it('looks into lists in lists only so far, so that no nesting is too deep', () => {
    let deep: unknown = [];
    for (let level = 0; level < 50_000; level++) deep = [deep];
    assert.equal(readOrder({ ...sampleOrder(), order_additional_fields: deep }).ok, true);
  });

  it('never throws, whatever one field is', () => {
    const base = sampleOrder();
    const line = base.order_lines[0]!;
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.double(),
      fc.constantFrom(undefined, 1e308, '9'.repeat(400), '\u0000', '😀'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(base)),
        fc.constantFrom(...Object.keys(line)),
        odd,
        odd,
        (a, b, x, y) => {
          const reading = readOrder({ ...base, order_lines: [{ ...line, [b]: y }], [a]: x });
          assert.ok(reading.ok || reading.problems.length > 0);
          if (reading.ok) assert.ok(reading.order.lines.every((it) => Number.isSafeInteger(it.price)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads the example of Mirakl’s own specification', (t) => {
    const path = sharedFile(example);
    if (path === null) {
      t.skip('the shared contract is not here');
      return;
    }
    const page = readOrdersPage(readFileSync(path, 'utf8'));
    assert.equal(page?.totalCount, page?.orders.length);
    for (const raw of page?.orders ?? []) {
      const reading = readOrder(raw.value);
      assert.ok(reading.ok, JSON.stringify(reading));
      assert.deepEqual(reading.unknown, []);
    }
  });
});

function pick(from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

function sharedFile(name: string): string | null {
  const path = join(import.meta.dirname, '..', '..', '..', '..', 'shared', name);
  return existsSync(path) ? path : null;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { orderSlices } from './order-slices.ts';
import { readOrdersPage } from './orders-page.ts';

describe('a page of orders', () => {
  it('keeps each order exactly as written, without the blanks between tokens', () => {
    const page = readOrdersPage(`{
      "orders": [ { "order_id" : "A-1", "price": 10.50, "note": "a  \\"b\\" ]}" }, {"order_id":"A-2","price":1.0} ],
      "total_count": 7 }`);
    assert.deepEqual(
      page!.orders.map(({ orderId, json }) => ({ orderId, json })),
      [
        { orderId: 'A-1', json: String.raw`{"order_id":"A-1","price":10.50,"note":"a  \"b\" ]}"}` },
        { orderId: 'A-2', json: '{"order_id":"A-2","price":1.0}' },
      ],
    );
    assert.equal(page!.totalCount, 7);
  });

  it('loses no order to an element that is none', () => {
    const page = readOrdersPage(
      '{"orders":[null,"text",7,[],{"order_id":""},{"order_id":5},{},{"order_id":"A-1"}]}',
    );
    assert.deepEqual(
      page!.orders.map((order) => order.orderId),
      [null, null, null, null, null, '5', null, 'A-1'],
    );
    assert.equal(page!.orders[1]?.json, '"text"');
    assert.equal(page!.totalCount, null);
  });

  it('is none when it is cut, a page for people, or has no list', () => {
    for (const text of [
      '',
      '{"orders":[{"order_id"',
      '<html>',
      '[]',
      'null',
      '{"orders":{}}',
      '{"total_count":1}',
    ]) {
      assert.equal(readOrdersPage(text), null, text);
    }
  });

  it('takes the last of two lists, and a total that is no number as none', () => {
    const page = readOrdersPage(
      '{"orders":[{"order_id":"A"}],"total_count":"many","orders":[{"order_id":"B"}]}',
    );
    assert.deepEqual(
      page!.orders.map((order) => order.orderId),
      ['B'],
    );
    assert.equal(page!.totalCount, null);
  });

  it('survives nesting of any depth', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    assert.equal(orderSlices(`{"x":${deep},"orders":[{"order_id":"A"}]}`)?.length, 1);
    const page = readOrdersPage(
      `{"orders":[{"order_id":"A","long":12345678901234567890,"x":${deep}},{"order_id":"B"}]}`,
    );
    assert.deepEqual(
      page!.orders.map((order) => order.orderId),
      ['A', 'B'],
    );
  });

  it('slices any list of any values, however it is laid out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.jsonValue(),
        fc.constantFrom(0, 1, '\t', '\r\n '),
        (list, other, space) => {
          const text = JSON.stringify({ '"orders': other, orders: list, after: other }, null, space);
          assert.deepEqual(
            orderSlices(text),
            list.map((element) => JSON.stringify(element)),
          );
        },
      ),
    );
  });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Harness } from './harness.ts';

it('a backlog with every kind of order ends with each order in exactly one place', async () => {
  const harness = new Harness();
  const born = harness.world.life.generateBacklog(120);
  const copy = await harness.startCopy();
  const { counts, orders } = await harness.settle(copy);
  assert.equal(counts.seen, counts.done + counts.waiting + counts.exception);
  assert.equal(counts.seen, born.length);
  for (const order of orders) {
    assert.equal(
      order.outcome === 'exception',
      order.exceptions.some((one) => one.severity === 'blocking'),
      `${order.orderId}: an order is an exception if and only if something blocks it`,
    );
  }
});

/** What orders cost on both sides, by the sandboxes' own counts (bar: few requests per order, cost that follows the changes). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Harness } from './harness.ts';
import { addTwoLineOrders } from './two-line-orders.ts';

const day = 24 * 3_600_000;

describe('the cost of orders', () => {
  it('a backlog of 1,000 orders of two lines takes at most 0.15 requests and 8 operations per order', async (t) => {
    const harness = new Harness();
    addTwoLineOrders(harness.world, 1000);
    const copy = await harness.startCopy();
    const { counts } = await harness.settle(copy);
    const { requests, operations } = harness.world.dataverse.log.counts;
    t.diagnostic(`${requests / 1000} requests and ${operations / 1000} operations per order`);
    assert.equal(counts.done, 1000);
    assert.ok(requests <= 150, `${requests} requests`);
    assert.ok(operations <= 8000, `${operations} operations`);
  });

  it('a lone order takes at most 5 requests more than an idle relay', async (t) => {
    const requestsIn = async (orders: number) => {
      const harness = new Harness();
      const copy = await harness.startCopy();
      await harness.run(copy, 10 * 60_000);
      const before = harness.world.dataverse.log.counts.requests;
      addTwoLineOrders(harness.world, orders);
      await harness.run(copy, 10 * 60_000);
      assert.equal(harness.state().counts.done, orders);
      return harness.world.dataverse.log.counts.requests - before;
    };
    const [idle, lone] = [await requestsIn(0), await requestsIn(1)];
    t.diagnostic(`${lone - idle} requests for a lone order`);
    assert.ok(lone - idle <= 5, `${lone - idle} requests`);
  });

  it('an idle relay stays below 15,000 requests a day and provokes no 429', async (t) => {
    const harness = new Harness();
    addTwoLineOrders(harness.world, 3);
    const copy = await harness.startCopy();
    await harness.settle(copy);
    const before = harness.world.dataverse.log.counts.requests;
    await harness.run(copy, day / 4);
    const perDay = (harness.world.dataverse.log.counts.requests - before) * 4;
    t.diagnostic(`${perDay} requests a day`);
    assert.ok(perDay <= 15_000, `${perDay} requests a day`);
    assert.equal(harness.world.mirakl.log.filter((call) => call.status === 429).length, 0);
  });

  it('no walk of the order list starts within a minute of the last', async () => {
    const harness = new Harness();
    harness.world.life.generateBacklog(150);
    harness.world.life.live(6);
    const copy = await harness.startCopy();
    await harness.run(copy, 30 * 60_000);
    const starts = harness.world.mirakl.log
      .filter(
        (call) =>
          call.operation === 'OR11' && new URL(call.url, 'http://x').searchParams.get('offset') === '0',
      )
      .map((call) => call.at);
    const walks = starts.filter((at, index) => index === 0 || at - starts[index - 1]! > 5_000);
    walks.slice(1).forEach((at, index) => {
      assert.ok(at - walks[index]! >= 60_000, `${at - walks[index]!} ms after the last`);
    });
    assert.equal(harness.world.mirakl.log.filter((call) => call.status === 429).length, 0);
  });
});

/** Pages of OR11 that are odd as a whole, and elements that are no orders: what is good in them and after them goes on. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HttpPort, HttpResponse } from '@marketplace-bridge/relay';
import { Harness, type Copy } from '../system/harness.ts';
import { addTwoLineOrders } from '../system/two-line-orders.ts';
import { portOf } from '../system/ports.ts';

const minute = 60_000;

interface Scene {
  readonly harness: Harness;
  readonly copy: Copy;
  /** Until it is null again, every page of orders comes out of this. */
  readonly oddly: { make: ((page: string) => string) | null };
}

/** A shop of so many paid orders whose pages a test can change on their way. */
async function scene(orders = 3): Promise<Scene> {
  const harness = new Harness();
  addTwoLineOrders(harness.world, orders);
  const oddly: Scene['oddly'] = { make: null };
  const through = (port: HttpPort): HttpPort =>
    portOf(async (...call) => {
      const answer = await port.send(...call);
      const isPage = call[0].method === 'GET' && new URL(call[0].url).pathname === '/api/orders';
      return isPage && oddly.make && answer.status === 200 ? changed(answer, oddly.make) : answer;
    });
  return { harness, copy: await harness.startCopy({ through }), oddly };
}

function changed(answer: HttpResponse, make: (page: string) => string): HttpResponse {
  return { ...answer, body: new TextEncoder().encode(make(new TextDecoder().decode(answer.body))) };
}

const imported = ({ harness }: Scene) => harness.world.dataverse.rows('salesorder').length;
const errors = ({ harness }: Scene) => harness.logged.filter(({ level }) => level === 'error');

for (const [what, make] of [
  ['is no JSON', () => '<html>Bad gateway</html>'],
  ['is cut', (page: string) => page.slice(0, page.length / 2)],
  ['has null for a list', () => '{"orders":null,"total_count":3}'],
  ['has an object for a list', () => '{"orders":{"0":{}},"total_count":3}'],
  ['is empty', () => ''],
  ['is a list', () => '[]'],
] as const) {
  it(`a page that ${what} imports nothing and loses nothing; the next good one brings everything`, async () => {
    const at = await scene();
    at.oddly.make = make;
    await at.harness.run(at.copy, 4 * minute);
    assert.equal(imported(at), 0);
    at.oddly.make = null;
    await at.harness.run(at.copy, 4 * minute);
    assert.equal(imported(at), 3);
    assert.equal(at.harness.state().counts.done, 3);
    assert.deepEqual(errors(at), []);
  });
}

for (const [what, total] of [
  ['no total', 'null'],
  ['a total of words', '"many"'],
  ['a total below zero', '-1'],
  ['a total of zero', '0'],
  ['a total of half an order', '2.5'],
  ['a total that is too large', '250'],
  ['a total that no double holds', '1e400'],
] as const) {
  it(`a page with ${what} is read for the orders that are on it`, async () => {
    const at = await scene();
    at.oddly.make = (page) => page.replace(/"total_count":\d+/, `"total_count":${total}`);
    await at.harness.run(at.copy, 5 * minute);
    assert.equal(imported(at), 3);
    assert.deepEqual(errors(at), []);
  });
}

for (const total of ['null', '0', '99']) {
  it(`of 230 orders none is lost where the total is said to be ${total}`, async () => {
    const at = await scene(230);
    at.oddly.make = (page) => page.replace(/"total_count":\d+/, `"total_count":${total}`);
    await at.harness.run(at.copy, 8 * minute);
    assert.equal(imported(at), 230);
    assert.deepEqual(errors(at), []);
  });
}

it('elements that are no orders become one exception each, and the orders beside them are imported', async () => {
  const at = await scene();
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const strange = [
    'null',
    '7',
    '"text"',
    '[]',
    '{}',
    '{"order_id":null}',
    '{"order_id":"  "}',
    deep,
    `{"x":${deep}}`,
  ];
  at.oddly.make = (page) => page.replace('"orders":[', `"orders":[${strange.join(',')},`);
  await at.harness.run(at.copy, 6 * minute);
  assert.equal(imported(at), 3);
  const { dataverse } = at.harness.world;
  const open = dataverse.rows('mpb_exception').filter((row) => row.statecode === 0);
  assert.equal(dataverse.rows('mpb_order').length, 3 + strange.length);
  assert.equal(open.length, strange.length, 'each once, however often it is served');
  for (const row of open) assert.equal(row.mpb_code, 'unreadable-order');
  assert.deepEqual(errors(at), []);
});

it('an order whose own fields are nested beyond measure is imported like any other', async () => {
  const at = await scene();
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  at.oddly.make = (page) =>
    page.replaceAll('"order_additional_fields":[]', `"order_additional_fields":${deep}`);
  await at.harness.run(at.copy, 6 * minute);
  assert.equal(imported(at), 3);
  assert.deepEqual(errors(at), []);
});

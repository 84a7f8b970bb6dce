/** Somebody else writes a row at the very moment when the relay writes it (PROTOCOL, Fence, Walk). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { HttpPort } from '@marketplace-bridge/relay';
import { minute, Story } from './story.ts';
import { portOf } from '../ports.ts';

/** Calls `meanwhile` right before the request that keeps a changed order reaches Dynamics, so many times. */
function interrupted(port: HttpPort, times: number, meanwhile: () => void): HttpPort {
  let left = times;
  return portOf((request, signal) => {
    const body = typeof request.body === 'string' ? request.body : '';
    if (left > 0 && body.includes('PATCH /api/data/v9.2/mpb_orders(') && body.includes('"mpb_observation"')) {
      left -= 1;
      meanwhile();
    }
    return port.send(request, signal);
  });
}

for (const { times, what } of [
  { times: 1, what: 'once' },
  { times: 5, what: 'as often as the relay tries in one go' },
]) {
  it(`a reading whose row somebody else writes ${what} is kept all the same, and the watermark waits for it`, async () => {
    const story = new Story();
    const id = story.ordered();
    let interruptions = 0;
    await story.startRelay({
      through: (port) =>
        interrupted(port, times, () => {
          interruptions += 1;
          story.dynamics.patchAs({}, 'mpb_order', String(story.root(id).mpb_orderid), { mpb_attempts: 0 });
        }),
    });
    await story.relayWorks();
    story.assertDone(id);
    const before = story.root(id).mpb_observation;
    await story.harness.clock.advance(10 * minute);
    story.mirakl.updateOrder(id, (order) => {
      order.shipping_deadline = '2026-12-24T12:00:00Z';
    });
    await story.relayWorks(6);
    assert.equal(interruptions, times);
    assert.notEqual(story.root(id).mpb_observation, before);
    assert.equal(story.root(id).mpb_shipby, '2026-12-24T12:00:00Z');
    await story.end();
  });
}

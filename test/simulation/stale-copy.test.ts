/**
 * The fence itself (PROTOCOL, Fence): a copy reads a row, stalls, another copy writes it, the first one wakes. What it
 * wanted to write is refused, because the row is no longer the one that it decided on.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HttpPort, HttpRequest } from '@marketplace-bridge/relay';
import { Harness } from '../system/harness.ts';
import { addTwoLineOrders } from '../system/two-line-orders.ts';
import { bodyText, portOf } from '../system/ports.ts';

describe('a copy that wakes up after another one wrote', () => {
  it('makes no Sales Order from the reading that it had', async () => {
    const harness = new Harness();
    const [orderId = ''] = addTwoLineOrders(harness.world, 1);
    const copy = await harness.startCopy({
      through: interposed(/POST \/api\/data\/v9\.2\/salesorders/, () => {
        overwrite(harness, orderId, 'order_state', 'CANCELED');
      }),
    });
    await harness.driven(copy.tick());
    assert.equal(
      harness.world.dataverse.rows('salesorder').length,
      0,
      'the import of the old reading was refused',
    );
    await harness.settle(copy);
    assert.equal(harness.world.dataverse.rows('salesorder').length, 0);
    assert.equal(harness.order(orderId).outcome, 'done', 'the reading of the other copy is what counts');
  });

  it('does not put an older reading over a newer one', async () => {
    const harness = new Harness();
    const [orderId = ''] = addTwoLineOrders(harness.world, 1);
    const first = await harness.startCopy();
    await harness.settle(first);
    await harness.run(first, 10 * 60_000);
    harness.world.mirakl.events.openIncident(orderId, `${orderId}-1`);
    const again = await harness.startCopy({
      through: interposed(/PATCH \/api\/data\/v9\.2\/mpb_orders[^]*mpb_observation/, () => {
        overwrite(harness, orderId, 'order_state', 'CLOSED');
      }),
    });
    await harness.run(again, 3 * 60_000);
    assert.match(String(rootRow(harness, orderId).mpb_observation), /"order_state":"CLOSED"/);
  });
});

/** Lets `meanwhile` happen right before the first request that matches reaches the other side. */
function interposed(pattern: RegExp, meanwhile: () => void): (port: HttpPort) => HttpPort {
  let happened = false;
  return (port) =>
    portOf((request: HttpRequest, signal) => {
      if (!happened && pattern.test(bodyText(request))) {
        happened = true;
        meanwhile();
      }
      return port.send(request, signal);
    });
}

/** What another copy would write that read the order a moment later: a newer body, with its version. */
function overwrite(harness: Harness, orderId: string, field: string, value: string): void {
  const row = rootRow(harness, orderId);
  const body = JSON.parse(String(row.mpb_observation)) as Record<string, unknown>;
  const later = new Date(harness.clock.now() + 60_000).toISOString();
  harness.world.dataverse.patchAs({}, 'mpb_order', String(row.mpb_orderid), {
    mpb_observation: JSON.stringify({ ...body, [field]: value, last_updated_date: later }),
    mpb_sourceversion: `${later}|0000000000000000`,
    mpb_bodyhash: 'of another copy',
  });
}

function rootRow(harness: Harness, orderId: string) {
  const row = harness.world.dataverse.find('mpb_order', (one) => one.mpb_name === orderId);
  assert.ok(row, `no row for ${orderId}`);
  return row;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataverseClient } from '../../dataverse/client.ts';
import { OperatingError } from '../../errors.ts';
import { FakeClock } from '../../fake-ports.ts';
import { idsOf } from '../ids.ts';
import type { Ports } from '../ports.ts';
import type { StockHint } from '../stock/stock-side.ts';
import { createEventHandler } from './event-handler.ts';

const shop = {
  host: 'marketplace.test',
  shopId: null,
  ids: idsOf('marketplace.test', null),
  organizationId: 'organisation',
};
const event = {
  kind: 'action-requested' as const,
  actionId: 'action',
  origin: { userId: 'u', organizationId: 'o', correlationId: 'c' },
};

/** A handler whose first request to Dynamics ends as the test says. */
function underWay({ withStock = true } = {}) {
  const clock = new FakeClock();
  const logged: unknown[] = [];
  const crashes: unknown[] = [];
  let end: (error: Error) => void = () => undefined;
  const log = (record: object) => {
    logged.push(record);
  };
  const ports = {
    clock,
    log: { info: log, warn: log, error: log },
    dataverse: {
      batch: () => new Promise<never>((_resolve, reject) => (end = reject)),
    } as unknown as DataverseClient,
  } as unknown as Ports;
  const hints: StockHint[] = [];
  const stock = { look: (hint: StockHint) => void hints.push(hint) };
  const handler = createEventHandler(ports, shop, withStock ? stock : null, (error) => {
    crashes.push(error);
  });
  return {
    ...{ clock, logged, crashes, hints, handler },
    fails: async (error: Error) => {
      end(error);
      await handler.idle();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('an event that takes longer than its message waits', () => {
  it('is left to go on, and a programmer error in it still ends the process', async () => {
    const { clock, crashes, handler, fails } = underWay();
    const handled = handler.handle(event);
    await clock.advance(10_000);
    await handled;
    const error = new TypeError('cannot read properties of undefined');
    await fails(error);
    assert.deepEqual(crashes, [error]);
  });

  it('is left to the sweep by trouble outside', async () => {
    const { clock, crashes, logged, handler, fails } = underWay();
    const handled = handler.handle(event);
    await clock.advance(10_000);
    await handled;
    await fails(new OperatingError('dataverse.refused', 'busy'));
    assert.deepEqual(crashes, []);
    assert.deepEqual(logged, [{ code: 'dataverse.refused', event: 'action-requested' }]);
  });
});

it('a programmer error in time is told to whoever holds the message, and only there', async () => {
  const { clock, crashes, handler, fails } = underWay();
  const handled = handler.handle(event);
  const rejected = assert.rejects(handled, TypeError);
  await clock.advance(20);
  await fails(new TypeError('not a function'));
  await rejected;
  await clock.advance(20_000);
  assert.deepEqual(crashes, []);
});

describe('a movement of stock', () => {
  const moved = {
    kind: 'stock-changed' as const,
    table: 'mpb_stocklevel',
    rowId: 'row',
    productId: 'product',
    origin: event.origin,
  };

  it('is told to whoever looks at stock, and the message waits for nothing', async () => {
    const { hints, handler } = underWay();
    await handler.handle(moved);
    await handler.handle({ ...moved, productId: null });
    assert.deepEqual(hints, [
      { table: 'mpb_stocklevel', rowId: 'row', productId: 'product' },
      { table: 'mpb_stocklevel', rowId: 'row', productId: null },
    ]);
  });

  it('may be the mapping that says whose stock an offer shows', async () => {
    const { clock, hints, handler, fails } = underWay();
    const mapping = {
      kind: 'mapping-saved',
      mappingId: 'mapping',
      sku: 'DRILL',
      origin: event.origin,
    } as const;
    const handled = handler.handle(mapping);
    assert.deepEqual(hints, [{ table: 'mpb_skumapping', rowId: 'mapping', productId: null }]);
    await clock.advance(20);
    await fails(new OperatingError('dataverse.refused', 'busy'));
    await handled;
  });

  it('is left to change tracking where nobody looks at stock', async () => {
    const { hints, crashes, handler } = underWay({ withStock: false });
    await handler.handle(moved);
    assert.deepEqual([hints, crashes], [[], []]);
  });
});

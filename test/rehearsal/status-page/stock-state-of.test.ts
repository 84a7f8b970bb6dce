import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { choice } from '@marketplace-bridge/solution';
import { ManualClock } from '../../sandbox/clock.ts';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { createWorld, type World } from '../world.ts';
import { stockStateOf } from './stock-state-of.ts';

describe('the stock on the status page', () => {
  let world: World;
  const state = () => {
    const found = stockStateOf(world);
    assert.ok(found);
    return found;
  };
  const insert = (table: string, row: Row) =>
    world.dataverse.insert(table, { mpb_marketplaceid: world.marketplaceId, ...row });
  const file = (sent: string, row: Row = {}) =>
    insert('mpb_stockfile', {
      mpb_name: sent,
      mpb_state: choice.stockFileState.values.done,
      mpb_senton: `2026-11-02T09:${sent}:00Z`,
      mpb_linecount: 1,
      ...row,
    });

  beforeEach(() => {
    world = createWorld({
      clock: new ManualClock(),
      stock: {
        products: 3,
        listings: (sku) => ({ id: idOf(sku), key: sku }),
      },
    });
  });

  it('is none where no stock is kept', () => {
    assert.equal(stockStateOf(createWorld({ clock: new ManualClock() })), null);
  });

  it('says nothing that is not known yet', () => {
    const { nextFileOn, lastFile, wait, census, held } = state();
    assert.deepEqual(
      { nextFileOn, lastFile, wait, census, held },
      {
        nextFileOn: null,
        lastFile: null,
        wait: null,
        census: null,
        held: [],
      },
    );
  });

  it('has every listing that the marketplace has in one place', () => {
    const [first] = world.dataverse.rows('mpb_listing');
    world.dataverse.engine.patch('mpb_listing', String(first?.mpb_listingid), {
      mpb_place: choice.place.values.exception,
    });
    assert.deepEqual(state().counts, { seen: 3, done: 2, waiting: 0, exception: 1 });
  });

  it('tells of the file that was sent last, and when the next one may go', () => {
    file('20', { mpb_linecount: 7, mpb_refusedcount: 1, mpb_state: choice.stockFileState.values.refused });
    file('10');
    insert('mpb_slot', { mpb_operation: 'STO01', mpb_name: 'STO01', mpb_nextcallon: '2026-11-02T09:21:00Z' });
    const { files, lastFile, nextFileOn } = state();
    assert.equal(files, 2);
    assert.equal(nextFileOn, '2026-11-02T09:21:00.000Z');
    assert.deepEqual(lastFile, {
      sentOn: '2026-11-02T09:20:00.000Z',
      answeredOn: null,
      lines: 7,
      refused: 1,
      state: choice.stockFileState.labels.refused,
    });
  });

  it('sums the waits up by lines, so that a file of many counts for many', () => {
    file('10', { mpb_linecount: 1, mpb_medianwait: 5, mpb_longestwait: 90 });
    file('11', { mpb_linecount: 10, mpb_medianwait: 30, mpb_longestwait: 45 });
    file('12', { mpb_linecount: 1, mpb_medianwait: 60, mpb_longestwait: 60 });
    file('13');
    assert.deepEqual(state().wait, { medianSeconds: 30, longestSeconds: 90, files: 3 });
  });

  it('counts what holds stock up, and leaves out what holds orders up', () => {
    const [listing] = world.dataverse.rows('mpb_listing');
    const exception = (row: Row) =>
      insert('mpb_exception', { mpb_name: 'x', mpb_exceptionkey: String(row.mpb_code), ...row });
    exception({
      mpb_code: 'offer-without-product',
      mpb_recordtype: 'listing',
      mpb_listingid: String(listing?.mpb_listingid),
    });
    exception({ mpb_code: 'stock-source-stale', mpb_recordtype: 'marketplace' });
    exception({ mpb_code: 'unknown-sku', mpb_recordtype: 'order' });
    assert.deepEqual(state().held, [
      { name: 'offer-without-product', count: 1 },
      { name: 'stock-source-stale', count: 1 },
    ]);
  });

  it('tells of the last census that was finished, with the classes that it found', () => {
    const census = (row: Row) => insert('mpb_census', { mpb_name: 'Census', ...row });
    census({ mpb_finishedon: '2026-11-02T03:00:00Z', mpb_offers: 3, mpb_agreed: 1, mpb_changedthere: 2 });
    census({ mpb_finishedon: '2026-11-01T03:00:00Z', mpb_offers: 3, mpb_agreed: 3 });
    census({ mpb_startedon: '2026-11-02T08:00:00Z' });
    assert.deepEqual(state().census, {
      finishedOn: '2026-11-02T03:00:00.000Z',
      scope: '',
      offers: 3,
      agreed: 1,
      found: [{ name: 'changed there', count: 2 }],
    });
  });
});

function idOf(sku: string): string {
  const digits = Buffer.from(sku).reduce((sum, byte) => (sum * 31 + byte) % 1e12, 7);
  return `00000000-0000-4000-8000-${String(digits).padStart(12, '0')}`;
}

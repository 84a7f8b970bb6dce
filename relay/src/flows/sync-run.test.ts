import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleMarketplace } from './sample-marketplace.ts';
import { SyncRun } from './sync-run.ts';

const marketplace = sampleMarketplace();
const nine = new Date('2026-11-02T09:10:00Z');
const later = (minutes: number) => new Date(nine.getTime() + minutes * 60_000);
const missing = {
  status: 404,
  headers: {},
  body: null,
  error: { status: 404, code: '0x80040217', message: 'does not exist' },
};
const written = { status: 204, headers: {}, body: null };

/** What stands on the row of the hour is read before it is written for the first time. */
function firstWrite(run: SyncRun, now: Date, row: object | null = null) {
  const [read] = run.pending(now, marketplace);
  assert.equal(read?.method, 'GET');
  run.answered(row === null ? missing : { status: 200, headers: {}, body: row }, now);
  return run.pending(now, marketplace)[0];
}

describe('the counts of an hour', () => {
  it('say how many different records were seen, and what became of each of late', () => {
    const run = new SyncRun('stock');
    run.pending(nine, marketplace);
    run.served(['A', 'B', 'A']);
    for (const record of ['A', 'B']) run.decided(record, 'waiting');
    run.decided('A', 'done');
    const write = firstWrite(run, nine);
    assert.equal(
      write?.path,
      `mpb_syncruns(${marketplace.ids.id('syncrun', `stock|${Date.parse('2026-11-02T09:00:00Z') / 3_600_000}`)})`,
    );
    assert.deepEqual(write.body, {
      mpb_name: 'stock 2026-11-02T09:00:00Z',
      mpb_flow: 'stock',
      mpb_hour: '2026-11-02T09:00:00Z',
      'mpb_marketplaceid@odata.bind': '/mpb_marketplaces(shop-row)',
      mpb_seen: 2,
      mpb_done: 1,
      mpb_waiting: 1,
      mpb_exceptions: 0,
    });
  });

  it('add to what another copy counted in the same hour, and name calls where they are counted', () => {
    const run = new SyncRun('orders', () => ({ mirakl: 7, dataverse: 30 }));
    run.pending(nine, marketplace);
    run.served(['A']);
    run.decided('A', 'exception');
    const body = firstWrite(run, nine, { mpb_seen: 5, mpb_exceptions: 1, mpb_miraklcalls: 10 })
      ?.body as Record<string, unknown>;
    assert.deepEqual(
      [body.mpb_seen, body.mpb_exceptions, body.mpb_miraklcalls, body.mpb_dataverserequests],
      [6, 2, 17, 30],
    );
  });

  it('are written every five minutes while something happens, and once more when the hour is over', () => {
    const run = new SyncRun('stock');
    assert.deepEqual(run.pending(nine, marketplace), []);
    run.served(['A']);
    firstWrite(run, nine);
    run.answered(written, nine);
    assert.deepEqual(run.pending(later(1), marketplace), []);
    run.served(['B']);
    assert.deepEqual(run.pending(later(4), marketplace), []);
    assert.equal((run.pending(later(5), marketplace)[0]?.body as { mpb_seen: number }).mpb_seen, 2);
    run.answered(written, later(5));
    run.served(['C']);
    assert.equal((run.pending(later(55), marketplace)[0]?.body as { mpb_seen: number }).mpb_seen, 3);
    run.answered(written, later(55));
    assert.deepEqual(run.pending(later(56), marketplace), []);
    assert.equal(run.servedThisHour, 0);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { FakeDataverse } from '../fake-dataverse.ts';
import { earlier, Watermark } from './watermark.ts';

const path = 'mpb_checkpoints(1)';
const at = (text: string) => new Date(`2026-11-23T${text}Z`);

function world() {
  const dataverse = new FakeDataverse();
  const copy = () => new Watermark({ dataverse }, { checkpointId: '1', marketplaceId: 'shop' });
  return { dataverse, copy };
}

describe('a watermark', () => {
  it('of a new marketplace is nothing, and the first reading makes its row', async () => {
    const { dataverse, copy } = world();
    const mark = copy();
    assert.deepEqual(await mark.read(), { watermark: null, export: null });
    await mark.advance(at('12:00:00'), { moved: false });
    await mark.flush();
    assert.equal(dataverse.row(path)?.mpb_watermark, '2026-11-23T12:00:00.000Z');
    assert.equal(dataverse.writes[0]?.ifNoneMatch, '*');
  });

  it('never goes backwards, in whatever order readings end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 86_400 }), { maxLength: 12 }), async (seconds) => {
        const { dataverse, copy } = world();
        const mark = copy();
        let highest = '';
        for (const second of seconds) {
          await mark.advance(new Date(Date.UTC(2026, 10, 23) + second * 1000), { moved: true });
          await mark.flush();
          const now = String(dataverse.row(path)?.mpb_watermark);
          assert.ok(now >= highest);
          highest = now;
        }
      }),
      { numRuns: 100 },
    );
  });

  it('moves on an idle list only every fifteen minutes', async () => {
    const { dataverse, copy } = world();
    const mark = copy();
    await mark.advance(at('12:00:00'), { moved: true });
    await mark.flush();
    await mark.advance(at('12:14:59'), { moved: false });
    assert.deepEqual(mark.pending(), []);
    await mark.advance(at('12:15:00'), { moved: false });
    await mark.flush();
    assert.equal(dataverse.row(path)?.mpb_watermark, '2026-11-23T12:15:00.000Z');
  });

  it('is owed until it is written, and is read as what is owed', async () => {
    const { dataverse, copy } = world();
    const mark = copy();
    await mark.advance(at('12:00:00'), { moved: true });
    assert.equal(dataverse.row(path), undefined);
    assert.equal((await mark.read()).watermark, '2026-11-23T12:00:00.000Z');
    const [answer] = await dataverse.batch(mark.pending());
    mark.written(answer);
    assert.deepEqual(mark.pending(), []);
  });

  it('that another copy moved stands, and ours is read again from there', async () => {
    const { dataverse, copy } = world();
    const mark = copy();
    await mark.advance(at('12:00:00'), { moved: true });
    await mark.flush();
    dataverse.put(path, { mpb_watermark: '2026-11-23T13:00:00.000Z' });
    await mark.advance(at('12:30:00'), { moved: true });
    await mark.flush();
    assert.equal((await mark.read()).watermark, '2026-11-23T13:00:00.000Z');
    assert.deepEqual(mark.pending(), []);
  });

  it('stays where a long reading is under way, whose progress another copy can go on from', async () => {
    const { copy } = world();
    const mark = copy();
    await mark.advance(at('12:00:00'), { moved: true });
    await mark.flush();
    const progress = { trackingId: 'T', from: 'a', to: 'b', total: 5000, read: 1000, files: 1 };
    await mark.noteExport(progress);
    assert.deepEqual(await copy().read(), { watermark: '2026-11-23T12:00:00.000Z', export: progress });
    await mark.advance(at('12:10:00'), { moved: true });
    await mark.flush();
    assert.deepEqual(await copy().read(), { watermark: '2026-11-23T12:10:00.000Z', export: null });
  });

  it('is taken from the slower of two clocks', () => {
    assert.deepEqual(earlier(at('12:00:01'), at('12:00:00')), at('12:00:00'));
    assert.deepEqual(earlier(at('12:00:00'), at('12:00:01')), at('12:00:00'));
    assert.deepEqual(earlier(at('12:00:00'), null), at('12:00:00'));
  });
});

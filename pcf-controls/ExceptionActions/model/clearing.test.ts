import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clearingOf, sameStanding } from './clearing.ts';
import type { CauseRow } from './rows.ts';
import { causeRow } from './samples.ts';

const before = { mpb_fixedon: '2026-11-01T00:00:00Z' };
const open = (cause: CauseRow | null) => ({ statecode: 0, mpb_causeid: cause });
const fixed = (count: number, held: number | null, counted = '2026-11-24T12:00:05Z') =>
  open(
    causeRow({
      mpb_open: count,
      mpb_held: held,
      mpb_fixedon: '2026-11-24T12:00:00Z',
      mpb_countedon: counted,
    }),
  );

describe('clearing what a cause held up', () => {
  it('has not begun while the relay has not seen this fix, whatever an earlier one did', () => {
    assert.equal(clearingOf(null, open(null), 99).stage, 'starting');
    assert.equal(clearingOf(null, open(causeRow()), 99).stage, 'starting');
    const earlier = causeRow({ mpb_open: 0, mpb_held: 12, mpb_fixedon: before.mpb_fixedon });
    assert.equal(clearingOf(before, open(earlier), 99).stage, 'starting');
  });

  it('counts those that are no longer open', () => {
    assert.deepEqual(clearingOf(before, fixed(30, 37), 0), { stage: 'clearing', held: 37, cleared: 7 });
    assert.deepEqual(clearingOf(before, fixed(0, 37), 0), { stage: 'cleared', held: 37, cleared: 37 });
  });

  it('is a part of them when the rest does not move: those have another problem', () => {
    assert.equal(clearingOf(before, fixed(6, 37), 4).stage, 'clearing');
    assert.deepEqual(clearingOf(before, fixed(6, 37), 5), { stage: 'partly', held: 37, cleared: 31 });
    const uncounted = fixed(6, 37, '2026-11-24T11:59:00Z');
    assert.equal(clearingOf(before, uncounted, 99).stage, 'clearing', 'not counted since the fix');
  });

  it('never tells less than nothing, nor more than all', () => {
    assert.deepEqual(clearingOf(before, fixed(40, 37), 0), { stage: 'clearing', held: 40, cleared: 0 });
    assert.deepEqual(clearingOf(before, fixed(0, null), 0), { stage: 'cleared', held: 0, cleared: 0 });
  });

  it('is one of one when this record was freed and nobody counts the others', () => {
    for (const freed of [{ statecode: 1, mpb_causeid: null }, null]) {
      assert.equal(clearingOf(null, freed, 0).stage, 'starting', 'the count may still come');
      assert.deepEqual(clearingOf(null, freed, 5), { stage: 'cleared', held: 1, cleared: 1 });
    }
  });

  it('moves when the record or a count does', () => {
    assert.equal(sameStanding(fixed(6, 37), fixed(6, 37)), true);
    assert.equal(sameStanding(fixed(6, 37), fixed(5, 37)), false);
    assert.equal(sameStanding(fixed(6, 37), { ...fixed(6, 37), statecode: 1 }), false);
    assert.equal(sameStanding(null, fixed(5, 37)), false);
  });
});

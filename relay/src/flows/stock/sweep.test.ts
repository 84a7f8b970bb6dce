import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sweepAgain, sweptOn, type SweepProgress } from './sweep.ts';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** The keys that a walk visits, page by page; `again` says after which pages it is asked for once more. */
function walked(pageSize: number, again: readonly number[]): string[][] {
  let sweep: SweepProgress | null = sweepAgain(null, { kind: 'differences', relink: false });
  const pages: string[][] = [];
  while (sweep !== null) {
    const leg = sweep.legs[0];
    assert.ok(leg);
    const { after, to } = leg;
    const page = keys
      .filter((key) => (after === null || key > after) && (to === null || key <= to))
      .slice(0, pageSize);
    pages.push(page);
    assert.ok(pages.length < 100, 'a walk ends');
    sweep = sweptOn(sweep, {
      rows: page.length,
      last: page.at(-1) ?? null,
      full: page.length === pageSize,
    });
    if (sweep !== null && again.includes(pages.length)) {
      sweep = sweepAgain(sweep, { kind: 'differences', relink: false });
    }
  }
  return pages;
}

describe('a walk through all listings', () => {
  it('sees each listing once', () => {
    assert.deepEqual(walked(3, []).flat(), keys);
  });

  it('ends, and has seen every listing after it was last asked for, whenever that was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
        (pageSize, again) => {
          const pages = walked(pageSize, again);
          const asked = again.filter((page) => page < pages.length);
          const last = asked.length === 0 ? 0 : Math.max(...asked);
          assert.deepEqual([...new Set(pages.slice(last).flat())].sort(), keys);
        },
      ),
    );
  });

  it('sends everything as soon as one of those who asked wants that', () => {
    const first = sweepAgain(null, { kind: 'differences', relink: false });
    assert.equal(sweepAgain(first, { kind: 'everything', relink: false }).kind, 'everything');
    const everything = sweepAgain(null, { kind: 'everything', relink: true });
    assert.deepEqual(sweepAgain(everything, { kind: 'differences', relink: false }), everything);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { judgeOffer } from './drift.ts';
import type { CensusFacts, CensusListing } from './drift.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const listing: CensusListing = {
  active: true,
  createdOn: '2026-01-01T00:00:00Z',
  productKnown: true,
  confirmed: { quantity: 10, on: '2026-03-01T09:00:00Z' },
  refused: false,
  onItsWay: false,
  target: 10,
  targetMoves: false,
  changedOn: '2026-03-01T08:59:00Z',
};

function judge(changes: Partial<CensusListing> | null, given: Partial<CensusFacts> = {}) {
  const judgement = judgeOffer({
    offer: 10,
    sold: { atLeast: 0, atMost: 0 },
    exportedOn: '2026-03-02T02:00:00Z',
    freshSince: '2026-03-02T01:55:00Z',
    ...given,
    listing: changes === null ? null : { ...listing, ...changes },
  });
  return typeof judgement === 'string' ? judgement : judgement.class;
}

describe('the census judges one SKU', () => {
  it('agrees where the marketplace has what it confirmed, and that is the target', () => {
    assert.equal(judge({}), 'agreed');
  });

  it('agrees where what is missing was sold there, and the target has fallen with it', () => {
    const sold = { atLeast: 3, atMost: 3 };
    assert.equal(judge({ target: 7 }, { offer: 7, sold }), 'agreed');
    assert.equal(judge({ target: null }, { offer: 7, sold }), 'agreed');
  });

  it('agrees where nothing is to be published and nothing happened', () => {
    assert.equal(judge({ target: null }), 'agreed');
    assert.equal(judge({ target: null }, { offer: 9 }), 'changed-there');
  });

  it('calls a SKU unknown without a listing, with one that was put away, or without a product', () => {
    assert.equal(judge(null), 'unknown-sku');
    assert.equal(judge({ active: false }), 'unknown-sku');
    assert.equal(judge({ productKnown: false }), 'unknown-sku');
  });

  it('calls an offer missing, unless its listing is younger than the export', () => {
    assert.equal(judge({}, { offer: null }), 'missing');
    assert.equal(judge({ createdOn: '2026-03-02T02:00:01Z' }, { offer: null }), 'moving');
    assert.equal(judge({ active: false }, { offer: null }), 'nothing');
    assert.equal(judge(null, { offer: null }), 'nothing');
  });

  it('names who changed it: we never sent it, they refused, somebody there', () => {
    assert.equal(judge({ confirmed: null }, { offer: 4 }), 'never-sent');
    assert.equal(judge({ refused: true, target: 4 }), 'refused');
    assert.equal(judge({ refused: true, confirmed: null }, { offer: 4 }), 'refused');
    assert.equal(judge({}, { offer: 11 }), 'changed-there');
    assert.equal(judge({}, { offer: 9 }), 'changed-there');
  });

  it('finds a change in Dynamics that was lost on our way, but not one that is on it', () => {
    assert.equal(judge({ target: 4 }), 'never-sent');
    assert.equal(judge({ target: 4, changedOn: null }), 'never-sent');
    assert.equal(judge({ target: 4, changedOn: '2026-03-02T01:55:00Z' }), 'moving');
    assert.equal(judge({ target: 4, onItsWay: true }), 'moving');
    assert.equal(judge({ target: 9, targetMoves: true }), 'moving');
  });

  it('does not judge what was sent or confirmed while the export was made', () => {
    assert.equal(judge({ onItsWay: true }, { offer: 3 }), 'moving');
    const justNow = { quantity: 10, on: '2026-03-02T02:00:00Z' };
    assert.equal(judge({ confirmed: justNow }, { offer: 3 }), 'moving');
    assert.equal(judge({ confirmed: justNow }), 'agreed');
  });

  it('counts a sale whose moment is doubtful either way', () => {
    const sold = { atLeast: 1, atMost: 2 };
    const found = [10, 9, 8, 7].map((offer) => judge({ target: null }, { offer, sold }));
    assert.deepEqual(found, ['changed-there', 'agreed', 'agreed', 'changed-there']);
    // A cancellation may have given one back.
    assert.equal(judge({ target: null }, { offer: 11, sold: { atLeast: -1, atMost: 0 } }), 'agreed');
  });

  it('knows that the marketplace does not go below none', () => {
    assert.equal(judge({ target: 0 }, { offer: 0, sold: { atLeast: 12, atMost: 14 } }), 'agreed');
    assert.equal(judge({ target: null }, { offer: 0, sold: { atLeast: 12, atMost: 14 } }), 'agreed');
  });
});

const count = fc.integer({ min: 0, max: 20 });

describe('over all that can be known', () => {
  it('what happened as it should is never called a difference', () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 0, max: 3 }), (published, sold, doubtful) => {
        const offer = Math.max(0, published - sold);
        const found = judge(
          { confirmed: { quantity: published, on: '2026-03-01T09:00:00Z' }, target: offer },
          { offer, sold: { atLeast: Math.max(0, sold - doubtful), atMost: sold + doubtful } },
        );
        assert.equal(found, 'agreed');
      }),
    );
  });

  it('a number that nothing explains is always found, and named once', () => {
    fc.assert(
      fc.property(count, count, fc.integer({ min: 1, max: 9 }), (published, sold, more) => {
        const right = Math.max(0, published - sold);
        const found = judge(
          { confirmed: { quantity: published, on: '2026-03-01T09:00:00Z' }, target: right },
          { offer: right + more, sold: { atLeast: sold, atMost: sold } },
        );
        assert.equal(found, 'changed-there');
      }),
    );
  });
});

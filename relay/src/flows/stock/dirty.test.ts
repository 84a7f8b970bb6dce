import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Dirty } from './dirty.ts';

describe('what has to be looked at', () => {
  it('keeps a thing once, with its oldest change and its newest sale', () => {
    const dirty = new Dirty();
    dirty.listing('a', { changedOn: '2026-11-23T12:00:10Z', soldOn: '2026-11-23T12:00:10Z' });
    dirty.listing('a', { changedOn: '2026-11-23T12:00:05Z' });
    dirty.listing('a', { changedOn: '2026-11-23T12:00:20Z', soldOn: '2026-11-23T12:00:20Z', unsure: true });
    assert.equal(dirty.size, 1);
    assert.deepEqual(dirty.take(10).listings.get('a'), {
      changedOn: '2026-11-23T12:00:05Z',
      soldOn: '2026-11-23T12:00:20Z',
      unsure: true,
      relink: false,
    });
    assert.equal(dirty.size, 0);
  });

  it('takes at most so many of both kinds, and what is put back is there again', () => {
    const dirty = new Dirty();
    for (const id of ['a', 'b', 'c']) dirty.product(id, {});
    dirty.listing('x', {});
    const taken = dirty.take(3);
    assert.equal(taken.products.size + taken.listings.size, 3);
    assert.equal(dirty.size, 1);
    dirty.putBack(taken);
    assert.equal(dirty.size, 4);
  });

  it('overflows, and forgets then all but what is known to differ on the marketplace', () => {
    const dirty = new Dirty(2);
    dirty.product('a', {});
    dirty.listing('x', { unsure: true });
    assert.equal(dirty.overflows, false);
    dirty.listing('y', {});
    dirty.listing('z', { soldOn: '2026-11-23T12:00:10Z' });
    assert.equal(dirty.overflows, true);
    dirty.forget();
    assert.deepEqual([...dirty.take(10).listings.keys()], ['x', 'z']);
  });
});

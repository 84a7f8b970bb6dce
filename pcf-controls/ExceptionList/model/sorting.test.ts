import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sortBy, sortingOf } from './sorting.ts';

describe('the order of the list', () => {
  it('is changed in the array of the platform, and turned round by choosing a column again', () => {
    const sorting: Parameters<typeof sortBy>[0] = [{ name: 'mpb_name', sortDirection: 1 }];
    sortBy(sorting, 'mpb_deadline');
    assert.deepEqual(sortingOf(sorting), { column: 'mpb_deadline', direction: 'ascending' });
    sortBy(sorting, 'mpb_deadline');
    assert.deepEqual(sortingOf(sorting), { column: 'mpb_deadline', direction: 'descending' });
    sortBy(sorting, 'mpb_deadline');
    assert.deepEqual(sortingOf(sorting), { column: 'mpb_deadline', direction: 'ascending' });
    assert.equal(sorting.length, 1);
  });

  it('is none where the view has none', () => {
    assert.equal(sortingOf([]), null);
  });
});

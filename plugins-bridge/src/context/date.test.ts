import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { instantOf } from './date.ts';

describe('a date of a context', () => {
  it('is milliseconds in UTC', () => {
    assert.equal(instantOf('/Date(1506384247000)/'), '2017-09-26T00:04:07.000Z');
  });

  it('with an offset is local time: the documented sample happened a second after its row was modified', () => {
    assert.equal(instantOf('/Date(1506409448000-0700)/'), '2017-09-26T00:04:08.000Z');
    assert.equal(instantOf('/Date(1642158297000+0000)/'), '2022-01-14T11:04:57.000Z');
  });

  it('may lie before 1970', () => {
    assert.equal(instantOf('/Date(-62135596800000)/'), '0001-01-01T00:00:00.000Z');
  });

  it('is nothing else', () => {
    for (const text of ['', '2017-09-26', 'Date(1)', '/Date()/', '/Date(1)/ ', '/Date(99999999999999999)/']) {
      assert.equal(instantOf(text), null, text);
    }
  });

  it('survives the way through the serializer', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        assert.equal(instantOf(`/Date(${date.getTime()})/`), date.toISOString());
      }),
    );
  });
});

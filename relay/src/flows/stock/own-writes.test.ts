import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../dataverse/client.ts';
import { OwnWrites } from './own-writes.ts';

const written = (version: string): Answer => ({
  status: 200,
  headers: {},
  body: { '@odata.etag': version },
});

describe('our own writes to listings', () => {
  it('are known again, once, when they come back by change tracking', () => {
    const own = new OwnWrites();
    own.noted('a', written('W/"2"'), { over: 'W/"1"', planned: 'W/"1"' });
    assert.equal(own.isOurs('a', 'W/"2"'), true);
    assert.equal(own.isOurs('a', 'W/"2"'), false);
  });

  it('on top of each other are ours all the way', () => {
    const own = new OwnWrites();
    own.noted('a', written('W/"2"'), { over: 'W/"1"', planned: 'W/"1"' });
    own.noted('a', written('W/"3"'), { over: 'W/"2"', planned: 'W/"1"' });
    assert.equal(own.isOurs('a', 'W/"3"'), true);
  });

  it('hide nothing that a person saved before or after them', () => {
    const own = new OwnWrites();
    own.noted('a', written('W/"3"'), { over: 'W/"2"', planned: 'W/"1"' });
    assert.equal(own.isOurs('a', 'W/"3"'), false, 'somebody wrote version 2, which nobody planned');
    own.noted('b', written('W/"2"'), { over: 'W/"1"', planned: 'W/"1"' });
    assert.equal(own.isOurs('b', 'W/"9"'), false);
  });

  it('of a listing that was planned before a crash are looked at again', () => {
    const own = new OwnWrites();
    own.noted('a', written('W/"2"'), { over: 'W/"1"', planned: null });
    assert.equal(own.isOurs('a', 'W/"2"'), false);
  });
});

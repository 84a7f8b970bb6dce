import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readEvidence, readFixes } from './contents.ts';

const evidence = fc.array(fc.record({ label: fc.string(), value: fc.string() }, { noNullPrototype: true }), {
  maxLength: 12,
});

describe('the JSON columns of an exception', () => {
  it('are read as they were written', () => {
    fc.assert(
      fc.property(evidence, (items) => {
        assert.deepEqual(readEvidence(JSON.stringify(items)), items);
      }),
    );
  });

  it('give, when cut anywhere, a beginning of what was written', () => {
    fc.assert(
      fc.property(evidence, fc.nat(), (items, at) => {
        const json = JSON.stringify(items);
        const read = readEvidence(json.slice(0, at % (json.length + 1)));
        assert.deepEqual(read, items.slice(0, read.length));
      }),
    );
  });

  it('keep a kind of fix that is not known here, and leave out what is no fix', () => {
    const json =
      '[{"kind":"send-drone","text":"Ask by drone."},{"kind":7,"text":"x"},null,"x",{"kind":"retry"}]';
    assert.deepEqual(readFixes(json), [{ kind: 'send-drone', text: 'Ask by drone.' }]);
  });

  it('are empty where there is nothing, or nothing that can be read', () => {
    for (const json of [null, '', 'null', '{}', '12', 'not JSON']) assert.deepEqual(readEvidence(json), []);
  });
});

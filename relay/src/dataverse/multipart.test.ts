import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { boundaryOf, head, joinParts, splitParts } from './multipart.ts';

describe('multipart bodies', () => {
  it('come apart as they were put together, whatever stands in them', () => {
    const content = fc.oneof(
      fc.string(),
      fc
        .constantFrom('', '\r\n', '\r\n\r\n', 'x\r\n--b', '--bx', '\n--bb\n', '--b- -', 'a\r\n--other--\r\n')
        .map((it) => it),
    );
    // A line that is a delimiter of this very boundary is what a writer must not write; JSON cannot.
    const allowed = content.filter((it) => !/(^|\n)--b(--|[ \t\r\n]|$)/.test(it));
    fc.assert(
      fc.property(fc.array(allowed), (contents) => {
        const body = joinParts(
          contents.map((it) => head(['Content-ID: 1'], it)),
          'b',
        );
        assert.deepEqual(
          splitParts(body, 'b'),
          contents.map((it) => ({ headers: { 'content-id': '1' }, content: it })),
        );
      }),
    );
  });

  it('are none when they were cut anywhere before the closing delimiter', () => {
    const body = joinParts([head(['A: 1'], 'one'), head(['A: 2'], 'two')], 'b');
    const closing = body.lastIndexOf('--b--') + '--b--'.length;
    for (let length = 0; length < closing; length += 1)
      assert.equal(splitParts(body.slice(0, length), 'b'), null);
    assert.equal(splitParts(body.slice(0, closing), 'b')?.length, 2);
  });

  it('may end their lines in LF and have a preamble', () => {
    const parts = splitParts('before\n--b\nA: 1\n\none\n--b \n\ntwo\n--b--', 'b');
    assert.deepEqual(parts, [
      { headers: { a: '1' }, content: 'one' },
      { headers: {}, content: 'two' },
    ]);
  });

  it('name their boundary with or without quotes', () => {
    assert.equal(boundaryOf('multipart/mixed; boundary="a b"'), 'a b');
    assert.equal(boundaryOf('Multipart/Mixed;boundary=x_1; charset=utf-8'), 'x_1');
    assert.equal(boundaryOf('application/json; boundary=x'), null);
    assert.equal(boundaryOf(undefined), null);
  });
});

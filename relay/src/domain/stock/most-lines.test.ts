import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mostAfterRefusal, mostAfterSuccess, mostLinesOfAll } from './most-lines.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

/** A marketplace that refuses each file with a poison line in it, whole. */
function filesUntilAllAreSettled(lines: number, poison: number) {
  let most = mostLinesOfAll;
  let waiting = Array.from({ length: lines }, (_, index) => index);
  const alone: number[] = [];
  let files = 0;
  while (waiting.length > 0) {
    const file = waiting.slice(0, most);
    files += 1;
    if (!file.includes(poison)) {
      waiting = waiting.slice(file.length);
      most = mostAfterSuccess(most);
    } else if (file.length > 1) {
      most = mostAfterRefusal(file.length);
    } else {
      alone.push(...file);
      waiting = waiting.slice(1);
      most = mostAfterSuccess(most);
    }
  }
  return { files, alone };
}

test('a poison line that spoils whole files ends alone, and all others are published', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (lines, any) => {
      const poison = any % lines;
      const { files, alone } = filesUntilAllAreSettled(lines, poison);
      assert.deepEqual(alone, [poison]);
      assert.ok(files <= 150, `${files} files`);
    }),
  );
});

test('a file never has less than one line and never more than 10,000', () => {
  assert.equal(mostAfterRefusal(1), 1);
  assert.equal(mostAfterRefusal(5), 2);
  assert.equal(mostAfterSuccess(1), 2);
  assert.equal(mostAfterSuccess(9_000), 10_000);
});

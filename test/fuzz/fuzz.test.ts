import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bodies } from './bodies.ts';
import { runChain } from './chain.ts';
import { Tally } from './tally.ts';

// The short form; `npm run fuzz -- --bodies 10000` is the long one.
it('500 generated bodies, most of them spoiled, are imported whole or become typed exceptions', async () => {
  const tally = new Tally();
  for (const seed of [1, 2]) {
    const run = await runChain(bodies(250, seed));
    assert.deepEqual(run.problems, []);
    tally.add(run);
  }
  assert.equal(tally.bodies, 500);
  assert.ok(tally.imported > 150, `only ${tally.imported} were imported`);
  assert.ok(tally.of('unreadable-order') > 50, 'the spoiled ones are spoiled');
});

it('the bodies are the same for the same seed', () => {
  const texts = (seed: number) => bodies(20, seed).map(({ text }) => text);
  assert.deepEqual(texts(3), texts(3));
  assert.notDeepEqual(texts(3), texts(4));
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { killAgainAndAgain } from './killed-relay.ts';

// The short form; `npm run kill-relay -- --times 200` is the long one.
it('a relay process that is killed eight times at random loses, doubles and halves no order', async () => {
  const result = await killAgainAndAgain({ times: 8, seed: 2, speed: 60, backlog: 40 });
  assert.deepEqual(result.problems, []);
  assert.equal(result.kills, 8);
  assert.ok(result.salesOrders > 20, 'something was imported at all');
});

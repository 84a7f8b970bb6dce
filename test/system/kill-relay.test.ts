import assert from 'node:assert/strict';
import { it } from 'node:test';
import { killAgainAndAgain } from './killed-relay.ts';

// The short form; `npm run kill-relay -- --times 200` is the long one. From the sources, because nothing may be built yet,
// and slowly, because on a busy machine a request that takes a second must not look like one that takes a minute.
it('a relay process that is killed eight times at random loses, doubles and halves no order', async () => {
  const result = await killAgainAndAgain({ times: 8, seed: 2, speed: 30, backlog: 40, compiled: false });
  assert.deepEqual(result.problems, []);
  assert.equal(result.kills, 8);
  assert.ok(result.salesOrders > 20, 'something was imported at all');
});

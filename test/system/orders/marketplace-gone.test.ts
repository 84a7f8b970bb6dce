/** An administrator takes the marketplace away while the relay works for it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Story } from './story.ts';
import { portOf } from '../ports.ts';

const inactive = { statecode: 1, statuscode: 2 };
const active = { statecode: 0, statuscode: 1 };

it('without a marketplace row the relay is not ready and says so until there is one again', async () => {
  const story = new Story();
  story.setMarketplace(inactive);
  await story.relayWorks(2);
  const { server } = story.copy.app;
  const answer = await server.inject({ url: '/health/ready' });
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /No active marketplace row names the host/);
  story.setMarketplace(active);
  const id = story.ordered();
  await story.relayWorks(5);
  assert.equal((await server.inject({ url: '/health/ready' })).statusCode, 200);
  story.assertDone(id);
  await story.end();
});

it('one that goes in the middle of a walk ends the walk, not the relay; the orders come in when it is back', async () => {
  const story = new Story();
  const id = story.ordered();
  let gone = false;
  await story.startRelay({
    through: (port) =>
      portOf(async (request, signal) => {
        const answer = await port.send(request, signal);
        if (!gone && request.url.includes('/api/orders?')) {
          gone = true;
          story.setMarketplace(inactive);
        }
        return answer;
      }),
  });
  await story.relayWorks();
  assert.equal(gone, true);
  assert.match(story.copy.app.flows()?.orders.status().trouble ?? '', /No active marketplace row/);
  story.setMarketplace(active);
  await story.relayWorks(5);
  story.assertDone(id);
  await story.end();
});

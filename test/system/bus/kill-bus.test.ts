import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { killAllSockets } from './killed-bus.ts';

// A client that lost its sockets keeps timers of its own (service-bus.md 3), for longer than a test should take.
after(() => {
  setTimeout(() => process.exit(), 1000).unref();
});

// The short form; `npm run kill-bus` is the long one.
for (const onLinkLoss of ['hold', 'release'] as const) {
  it(`no effect is lost or doubled when all sockets die again and again (locks: ${onLinkLoss})`, async () => {
    const result = await killAllSockets({ messages: 1500, kills: 5, onLinkLoss });
    assert.deepEqual(
      {
        lost: result.lost,
        doubled: result.doubled,
        deadLettered: result.deadLettered,
        left: result.leftInQueue,
        kills: result.kills,
      },
      { lost: 0, doubled: 0, deadLettered: 0, left: 0, kills: 5 },
    );
    assert.ok(result.handledAgain > 0, 'the kills hit something at all');
    assert.ok(
      result.handledBy.every((count) => count > 0),
      'both copies worked',
    );
  });
}

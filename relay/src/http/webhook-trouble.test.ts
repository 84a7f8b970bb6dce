import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FakeClock } from '../fake-ports.ts';
import { webhookTrouble } from './webhook-trouble.ts';

it('calls without the key are told at once, and then once a minute with how many they were', async () => {
  const clock = new FakeClock();
  const told: { record: object; message: string }[] = [];
  const answered = webhookTrouble(clock, {
    warn: (record, message) => {
      told.push({ record, message });
    },
  });
  answered('taken');
  assert.equal(told.length, 0);
  for (let calls = 0; calls < 1_000; calls += 1) answered('wrong-key');
  assert.deepEqual(
    told.map(({ record }) => record),
    [{ calls: 1 }],
  );
  assert.match(told[0]!.message, /without the key.*WEBHOOK_KEY.*x-mpb-webhook-key$/);
  answered('full');
  assert.match(told[1]!.message, /more came/);
  await clock.advance(60_000);
  answered('wrong-key');
  assert.deepEqual(told[2]!.record, { calls: 1_000 });
});

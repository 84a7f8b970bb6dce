import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FakeClock } from '../fake-ports.ts';
import { TroubleLog } from './trouble-log.ts';

it('trouble is told in words at once, and once a minute while it lasts, each kind by itself', async () => {
  const clock = new FakeClock();
  const lines: { record: object; message: string }[] = [];
  const troubles = new TroubleLog(clock, {
    warn: (record, message) => {
      lines.push({ record, message });
    },
  });
  for (let second = 0; second < 120; second += 1) {
    troubles.tell('UnauthorizedAccess', 'receive');
    if (second === 30) troubles.tell('MessagingEntityNotFound', 'receive');
    await clock.advance(1_000);
  }
  assert.deepEqual(
    lines.map(({ record }) => record),
    [
      { code: 'UnauthorizedAccess', source: 'receive', times: 1 },
      { code: 'MessagingEntityNotFound', source: 'receive', times: 1 },
      { code: 'UnauthorizedAccess', source: 'receive', times: 60 },
    ],
  );
  assert.match(lines[0]!.message, /^Service Bus refuses the key or the role of the relay\. .*sweep/);
});

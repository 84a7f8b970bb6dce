import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { StoredMessage } from './stored-message.ts';
import { WaitingLine } from './waiting-line.ts';

it('a waiting line always hands out the lowest sequence number that it has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('append', 'take', 'give-back'), { size: 'large' }),
      fc.infiniteStream(fc.nat()),
      (steps, chance) => {
        const line = new WaitingLine();
        const inside = new Set<number>();
        const outside: StoredMessage[] = [];
        let sequence = 0;
        for (const step of steps) {
          if (step === 'append') {
            sequence += 1;
            line.append({ sequence, enqueuedOn: 0, content: {}, deliveryCount: 0 });
            inside.add(sequence);
          } else if (step === 'take') {
            const taken = line.take();
            assert.equal(taken?.sequence, inside.size === 0 ? undefined : Math.min(...inside));
            if (taken) {
              inside.delete(taken.sequence);
              outside.push(taken);
            }
          } else {
            const [back] = outside.splice(chance.next().value % Math.max(1, outside.length), 1);
            if (back) {
              line.giveBack(back);
              inside.add(back.sequence);
            }
          }
          assert.equal(line.size, inside.size);
        }
        assert.deepEqual(new Set([...line].map((message) => message.sequence)), inside);
      },
    ),
  );
});

it('a waiting line forgets what was taken long ago and keeps its order', () => {
  const line = new WaitingLine();
  for (let sequence = 1; sequence <= 5000; sequence += 1)
    line.append({ sequence, enqueuedOn: 0, content: {}, deliveryCount: 0 });
  for (let sequence = 1; sequence <= 5000; sequence += 1) assert.equal(line.take()?.sequence, sequence);
  assert.equal(line.take(), null);
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { componentId, uuidv5 } from './component-id.ts';
import { roleIds } from './role-names.ts';
import { sha1 } from './sha1.ts';

it('digests texts of every length like the SHA-1 of Node', () => {
  for (let length = 0; length < 300; length += 1) {
    const bytes = Array.from({ length }, (_, index) => (index * 167 + length * 31) % 256);
    assert.deepEqual(sha1(bytes), [...createHash('sha1').update(Buffer.from(bytes)).digest()]);
  }
});

it('makes ids in the same space as those of the roles', () => {
  const space = uuidv5('6ba7b811-9dad-11d1-80b4-00c04fd430c8', 'MarketplaceBridge');
  for (const [name, id] of Object.entries(roleIds)) assert.equal(uuidv5(space, `role/${name}`), id);
  assert.equal(componentId('form', 'mpb_order/main'), uuidv5(space, 'form/mpb_order/main'));
});

it('keeps the ids that are in use in environments', () => {
  assert.equal(componentId('form', 'mpb_order/main'), 'd2de57af-ff15-5c4f-b75b-e0cf5f327933');
  assert.equal(componentId('view', 'mpb_exception/open'), 'b053bb77-e546-5f25-88a9-bb6c97a778c8');
});

it('refuses a path whose bytes depend on an encoding', () => {
  assert.throws(() => componentId('form', 'mpb_order/größe'), /ASCII/);
});

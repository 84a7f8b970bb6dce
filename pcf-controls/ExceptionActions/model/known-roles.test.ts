import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roleIds } from '@marketplace-bridge/solution';
import { beginnings, knownRoles } from './known-roles.ts';

describe('the roles of a person', () => {
  it('are told by the first digits of their ids, no two of which are the same', () => {
    const digits = Object.fromEntries(Object.entries(roleIds).map(([name, id]) => [name, id.slice(0, 8)]));
    assert.deepEqual(beginnings, digits);
    assert.equal(new Set(Object.values(digits)).size, Object.keys(roleIds).length);
  });

  it('are known with braces and without, in either case', () => {
    const id = roleIds['Marketplace Sales'];
    for (const given of [id, `{${id}}`, `{${id.toUpperCase()}}`])
      assert.deepEqual(knownRoles([given]), { names: ['Marketplace Sales'], unsure: false });
    assert.equal(knownRoles(['00000000-0000-4000-8000-000000000000']).unsure, true);
  });
});

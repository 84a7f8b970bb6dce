import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roles } from '@marketplace-bridge/solution';
import type { RoleName, Team } from '@marketplace-bridge/solution';
import { fixButtons } from './fix-button.ts';
import type { Circumstances } from './fix-button.ts';
import { knownRoles, maintainers, mayMaintain } from './known-roles.ts';

const idOf = (name: RoleName) => roles.find((role) => role.name === name)?.id ?? '';
const ofPerson = (...names: RoleName[]) => knownRoles(names.map(idOf));
const offers = (...kinds: string[]) => kinds.map((kind) => ({ kind, text: `does ${kind}` }));

function barred(kind: string, change: Partial<Circumstances> & { readonly roles: Circumstances['roles'] }) {
  const around: Circumstances = { responsible: 'sales', offline: false, waiting: false, ...change };
  return fixButtons(offers(kind), around)[0]?.barred?.why ?? null;
}

describe('the buttons of an exception', () => {
  it('say what each does before it is pressed, likeliest first as offered', () => {
    const buttons = fixButtons(offers('apply-difference', 'accept-difference'), {
      roles: ofPerson('Marketplace Sales'),
      responsible: 'sales',
      offline: false,
      waiting: false,
    });
    assert.deepEqual(
      buttons.map(({ kind, effect, opens, barred: why }) => [kind, effect, opens, why]),
      [
        ['apply-difference', 'does apply-difference', 'confirm', null],
        ['accept-difference', 'does accept-difference', 'reason', null],
      ],
    );
  });

  it('end an exception only for the team that it names, or for an administrator', () => {
    for (const kind of ['accept-difference', 'apply-difference', 'dismiss']) {
      assert.equal(barred(kind, { roles: ofPerson('Marketplace Sales') }), null);
      assert.equal(barred(kind, { roles: ofPerson('Marketplace Admin') }), null);
      assert.equal(barred(kind, { roles: ofPerson('Marketplace Operations') }), 'team');
      assert.equal(barred(kind, { roles: ofPerson('Marketplace Operations', 'Marketplace Sales') }), null);
    }
  });

  it('have a record looked at again for everybody', () => {
    assert.equal(barred('retry', { roles: ofPerson('Marketplace Preparer') }), null);
  });

  it('save a mapping or a rule for whoever Dataverse lets do so', () => {
    const anybody = { responsible: 'finance' as Team };
    assert.equal(barred('map-sku', { ...anybody, roles: ofPerson('Marketplace Operations') }), null);
    assert.equal(barred('map-sku', { ...anybody, roles: ofPerson('Marketplace Sales') }), 'skuMappings');
    assert.equal(barred('add-tax-rule', { ...anybody, roles: ofPerson('Marketplace Controller') }), null);
    assert.equal(barred('add-tax-rule', { ...anybody, roles: ofPerson('Marketplace Preparer') }), 'taxRules');
  });

  it('are not given back by a role of another product, which everybody has', () => {
    const both = knownRoles([idOf('Marketplace Sales'), '7b0cc4c3-0000-4000-8000-000000000000']);
    assert.equal(barred('map-sku', { roles: both }), 'skuMappings');
  });

  it('are left to the relay to decide where no role is known, such as copies in another business unit', () => {
    const copied = knownRoles(['7b0cc4c3-0000-4000-8000-000000000000']);
    for (const kind of ['dismiss', 'add-tax-rule']) {
      assert.equal(barred(kind, { roles: copied }), null);
      assert.equal(barred(kind, { roles: knownRoles(undefined) }), null);
    }
  });

  it('wait while something is asked for, and while there is no network', () => {
    const person = ofPerson('Marketplace Admin');
    assert.equal(barred('retry', { roles: person, waiting: true }), 'waiting');
    assert.equal(barred('retry', { roles: person, offline: true }), 'offline');
    assert.equal(barred('set-up', { roles: person, offline: true }), null, 'advice can be read at any time');
  });

  it('are advice where this version does not know the fix', () => {
    const [button] = fixButtons(offers('toString'), {
      roles: ofPerson('Marketplace Admin'),
      responsible: null,
      offline: false,
      waiting: false,
    });
    assert.deepEqual([button?.kind, button?.opens, button?.effect], ['set-up', 'advice', 'does toString']);
  });
});

describe('who maintains the set-up tables', () => {
  it('is who has Create on them in the solution', () => {
    for (const [what, table] of [
      ['skuMappings', 'mpb_skumapping'],
      ['taxRules', 'mpb_taxrule'],
    ] as const) {
      const creators = roles.filter(({ privileges }) =>
        privileges.some(({ name }) => name === `prvCreate${table}`),
      );
      assert.deepEqual(maintainers[what].toSorted(), creators.map(({ name }) => name).toSorted(), table);
    }
  });

  it('is told with ids in any dress', () => {
    const id = idOf('Marketplace Controller');
    assert.equal(mayMaintain('taxRules', knownRoles([`{${id.toUpperCase()}}`])), true);
    assert.equal(mayMaintain('skuMappings', knownRoles([`{${id.toUpperCase()}}`])), false);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { roles } from './roles.ts';

const privilegesOf = (name: string): string[] =>
  roles.find((role) => role.name === `Marketplace ${name}`)!.privileges.map((privilege) => privilege.name);
const holdersOf = (privilege: string): string[] =>
  roles
    .filter((role) => role.privileges.some(({ name }) => name === privilege))
    .map(({ name }) => name.replace('Marketplace ', ''));

function uuidv5(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

it('gives every role an id that follows from its name, so that upgrades find it again', () => {
  const dns = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
  const namespace = uuidv5(dns, 'MarketplaceBridge');
  for (const { name, id } of roles) assert.equal(id, uuidv5(namespace, `role/${name}`), name);
});

it('lets the relay delete exactly what has a retention time, and a line of a Sales Order', () => {
  const deletes = privilegesOf('Relay').filter((name) => name.startsWith('prvDelete'));
  assert.deepEqual(deletes.sort(), [
    'prvDeleteSalesOrder',
    ...['action', 'census', 'event', 'rawpage', 'stockfile', 'syncrun'].map((name) => `prvDeletempb_${name}`),
  ]);
});

it('lets the relay read the set-up and write none of it', () => {
  for (const table of ['marketplace', 'skumapping', 'taxrule', 'stocklevel']) {
    const access = privilegesOf('Relay').filter((name) => name.endsWith(`mpb_${table}`));
    assert.deepEqual(
      access.filter((name) => /Create|Write|Delete|Assign|Share/.test(name)),
      [],
    );
    assert.ok(access.includes(`prvReadmpb_${table}`));
  }
});

it('never rewrites history: nobody may write an event', () => {
  assert.deepEqual(holdersOf('prvWritempb_event'), []);
});

it('lets every person create actions, and only the relay write their outcome', () => {
  assert.equal(holdersOf('prvCreatempb_action').length, roles.length - 1);
  assert.deepEqual(holdersOf('prvWritempb_action'), ['Relay']);
});

it('leaves mappings and rules to those who answer for them', () => {
  assert.deepEqual(holdersOf('prvWritempb_skumapping'), ['Preparer', 'Operations', 'Admin']);
  assert.deepEqual(holdersOf('prvWritempb_taxrule'), ['Controller', 'Admin']);
  assert.deepEqual(holdersOf('prvWritempb_marketplace'), ['Admin']);
});

it('leaves what a listing shows to those who sell, and its rows to the relay', () => {
  assert.deepEqual(holdersOf('prvWritempb_listing'), ['Relay', 'Operations', 'Admin']);
  for (const access of ['Create', 'Assign'])
    assert.deepEqual(holdersOf(`prv${access}mpb_listing`), ['Relay']);
  assert.deepEqual(holdersOf('prvDeletempb_listing'), []);
  assert.deepEqual(holdersOf('prvWritempb_stocklevel'), ['Operations', 'Admin']);
});

it('gives no person a right to write stock files or censuses', () => {
  for (const table of ['stockfile', 'census']) {
    assert.deepEqual(holdersOf(`prvWritempb_${table}`), ['Relay']);
    assert.deepEqual(holdersOf(`prvDeletempb_${table}`), ['Relay']);
  }
});

it('gives no person a right to write Sales Orders, whose licence not everybody has', () => {
  assert.deepEqual(holdersOf('prvWriteSalesOrder'), ['Relay']);
});

it('lets nobody but the relay own up to an exception', () => {
  for (const access of ['Create', 'Write'])
    assert.deepEqual(holdersOf(`prv${access}mpb_exception`), ['Relay']);
  assert.deepEqual(holdersOf('prvDeletempb_exception'), []);
});

it('lets every person see whatever the controls and forms show, and ask for something', () => {
  const shown = [
    ...[
      'order',
      'orderline',
      'fee',
      'exception',
      'cause',
      'action',
      'event',
      'marketplace',
      'skumapping',
      'taxrule',
      'listing',
      'stocklevel',
      'stockfile',
      'census',
    ].map((table) => `mpb_${table}`),
    // Of the product; units and price lists are guarded as Product, lines of an order as the order.
    ...['SalesOrder', 'Account', 'Contact', 'Product', 'TransactionCurrency', 'User', 'Team'],
  ];
  for (const person of ['Preparer', 'Approver', 'Controller', 'Operations', 'Sales', 'Admin']) {
    const privileges = privilegesOf(person);
    for (const table of shown) assert.ok(privileges.includes(`prvRead${table}`), `${person} reads ${table}`);
    const toAsk = ['Creatempb_action', 'Appendmpb_action'];
    const ofWhat = ['order', 'exception', 'marketplace'].map((table) => `AppendTompb_${table}`);
    for (const privilege of [...toAsk, ...ofWhat])
      assert.ok(privileges.includes(`prv${privilege}`), `${person} has ${privilege}`);
  }
});

it('lets operations map a SKU to a product and its unit', () => {
  const needed = [
    'Creatempb_skumapping',
    'Appendmpb_skumapping',
    'AppendTompb_marketplace',
    'AppendToProduct',
  ];
  for (const privilege of needed)
    assert.ok(privilegesOf('Operations').includes(`prv${privilege}`), privilege);
});

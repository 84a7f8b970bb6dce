import assert from 'node:assert/strict';
import { it } from 'node:test';
import { digest, idsOf, type Kind } from './ids.ts';

const ids = idsOf('marketplace.test', '2001');

it('ids are the same for ever: rows of an earlier version are found again', () => {
  assert.equal(ids.id('order', 'X1-A'), 'a9559048-1a23-536b-b708-359351ecaa40');
  assert.equal(ids.id('salesorder', 'X1-A'), 'd5bb29df-6b8f-52f6-92b0-dbf661fe49a5');
  assert.equal(ids.orderKey('X1-A'), 'e6cabac202d253da7544c1631e8de0296dbea95df2e18c64826abce5d5cc4f60');
});

it('ids of another shop, host, kind or key are others', () => {
  const kinds: readonly Kind[] = ['order', 'orderline', 'fee', 'salesorder', 'exception', 'event', 'slot'];
  const all = [
    idsOf('marketplace.test', '2001'),
    idsOf('marketplace.test', null),
    idsOf('other.test', '2001'),
  ].flatMap((shop) => kinds.flatMap((kind) => [shop.id(kind, 'X1-A'), shop.id(kind, 'X1-B')]));
  assert.equal(new Set(all).size, all.length);
  assert.notEqual(ids.orderKey('X1-A'), idsOf('marketplace.test', null).orderKey('X1-A'));
});

it('the case of the host does not matter, that of the key does', () => {
  assert.equal(idsOf('Marketplace.Test', '2001').id('order', 'X1-A'), ids.id('order', 'X1-A'));
  assert.notEqual(ids.id('order', 'x1-a'), ids.id('order', 'X1-A'));
});

it('any text has an id, half a character included', () => {
  assert.match(ids.id('orderline', '\ud83d'), /^[0-9a-f]{8}-[0-9a-f]{4}-5/);
});

it('a digest is SHA-256 in lower case', () => {
  assert.equal(digest(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

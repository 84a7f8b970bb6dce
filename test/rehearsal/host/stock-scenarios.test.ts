import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ManualClock } from '../../sandbox/clock.ts';
import { createWorld, type World } from '../world.ts';
import { ScenarioDesk } from './scenario-desk.ts';
import { switchesOf } from './switches.ts';

describe('what the show room does to stock', () => {
  let world: World;
  let desk: ScenarioDesk;
  let sku: string;
  const onHand = () => world.stock?.onHand(sku);
  const play = (id: string) => {
    const { went, text } = desk.play(id, { sku });
    assert.equal(went, 'well', text);
    assert.ok(text.includes(sku), text);
  };

  beforeEach(() => {
    world = createWorld({ clock: new ManualClock(), stock: { products: 4, onHand: () => 10 } });
    desk = new ScenarioDesk(world, switchesOf(world));
    sku = world.stock?.products[2]?.sku ?? '';
  });

  it('sells elsewhere, receives goods, and sells the last one, of the SKU on the screen', () => {
    play('sell-elsewhere');
    assert.equal(onHand(), 7);
    play('receipt');
    assert.equal(onHand(), 27);
    play('last-one');
    assert.equal(onHand(), 0);
  });

  it('has a customer buy on the marketplace, which takes it off its own quantity', () => {
    play('buy');
    assert.equal(world.mirakl.offer(sku)?.quantity, 9);
    assert.equal(onHand(), 10);
  });

  it('says why a customer cannot buy what is not on sale', () => {
    world.mirakl.changeOffer(sku, { quantity: 0 });
    assert.equal(desk.play('buy', { sku }).went, 'wrong');
  });

  it('has somebody edit the quantity on the marketplace', () => {
    play('edit-there');
    assert.equal(world.mirakl.offer(sku)?.quantity, 999);
  });

  it('takes one that fits where no SKU is on the screen', () => {
    const other = world.stock?.products[0]?.sku ?? '';
    world.stock?.set(other, 2);
    assert.match(desk.play('sell-elsewhere', {}).text, new RegExp(world.stock?.products[1]?.sku ?? ''));
  });

  it('stops the source by the policy and starts it again', async () => {
    const stale = () => world.dataverse.get('mpb_marketplace', world.marketplaceId)?.mpb_staleafterminutes;
    await desk.flip('source', false);
    assert.equal(stale(), 1);
    await desk.flip('source', true);
    assert.equal(stale() ?? null, null);
  });

  it('is not offered where no stock is kept', () => {
    const without = createWorld({ clock: new ManualClock() });
    const state = new ScenarioDesk(without, switchesOf(without)).state();
    assert.ok(state.scenarios.every(({ group }) => group !== 'stock'));
    assert.equal(state.switches.length, 0);
  });
});

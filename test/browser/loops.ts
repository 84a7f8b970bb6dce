/** Both loops of issue 3 in a real browser, over one of the ways by which Dynamics tells the relay. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import {
  bothSidesAgree,
  lineIsCancelled,
  orderIsImported,
  salesAppliesIt,
} from './loop-of-cancelled-line.ts';
import { allAreCleared, operationsMapsIt, unknownSkuArrives } from './loop-of-unknown-sku.ts';
import { openRoom, type Room, type RoomOptions } from './show-room.ts';
import { Visit } from './visit.ts';

export interface LoopOptions extends Pick<RoomOptions, 'way' | 'profile' | 'speed'> {
  readonly name: string;
  /** The way is down from the start, so that everything has to come by sweep. */
  readonly down?: boolean;
}

export function bothLoops({ name, down = false, ...options }: LoopOptions): void {
  describe(`both loops, ${name}`, () => {
    let room: Room;
    let browser: Browser;
    before(async () => {
      [room, browser] = await Promise.all([openRoom({ relay: true, ...options }), launchChromium()]);
      if (down && room.world.events) room.world.events.isDown = true;
    });
    after(async () => {
      await browser.close();
      await room.close();
    });

    it('an unknown SKU is mapped by operations on one order, and every order with it is cleared', async () => {
      const visit = await Visit.start(room, browser);
      const orders = await unknownSkuArrives(room, visit);
      await operationsMapsIt(room, visit, orders);
      await allAreCleared(room, visit, orders);
      assert.deepEqual(visit.complaints, []);
    });

    it('a line that was cancelled after import is applied by sales on the Sales Order', async () => {
      const visit = await Visit.start(room, browser);
      const order = await orderIsImported(room);
      await lineIsCancelled(room, visit, order);
      await salesAppliesIt(visit, order);
      await bothSidesAgree(room, visit, order);
      assert.deepEqual(visit.complaints, []);
    });

    it('the events went the way that they were meant to', () => {
      const jobs = room.world.dataverse.asyncJobs();
      if (options.way === undefined || options.way === 'none') assert.equal(jobs.length, 0);
      else
        assert.equal(
          jobs.some(({ state }) => state === 'failed' || state === 'waiting'),
          down,
        );
    });
  });
}

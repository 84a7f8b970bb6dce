import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { followOrderNews, tellOrderNews } from './order-news.ts';

/** As much of a page as news need. */
class Page extends EventTarget {
  hidden = false;

  show(hidden: boolean): void {
    this.hidden = hidden;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

const [one, other] = [{}, {}];

describe('news of an order', () => {
  let page: Page;
  let reads: number;
  let stop: () => void;
  const given = globalThis as unknown as Record<'window' | 'document', unknown>;
  const before = { window: given.window, document: given.document };

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    page = new Page();
    Object.assign(page, { setTimeout, clearTimeout });
    Object.assign(given, { window: page, document: page });
    reads = 0;
    stop = followOrderNews({ orderKey: 'a', from: one }, () => {
      reads += 1;
    });
  });
  afterEach(() => {
    stop();
    mock.timers.reset();
    Object.assign(given, before);
  });

  it('make who follows the order read once, however many come together', () => {
    tellOrderNews({ orderKey: 'a', from: other });
    tellOrderNews({ orderKey: 'a', from: other });
    mock.timers.tick(1_000);
    assert.equal(reads, 1);
    tellOrderNews({ orderKey: 'a', from: other });
    mock.timers.tick(1_000);
    assert.equal(reads, 2);
  });

  it('are none for who told them, nor about another order', () => {
    tellOrderNews({ orderKey: 'a', from: one });
    tellOrderNews({ orderKey: 'b', from: other });
    mock.timers.tick(1_000);
    assert.equal(reads, 0);
  });

  it('reach nobody who is gone, not even those that were under way', () => {
    tellOrderNews({ orderKey: 'a', from: other });
    stop();
    tellOrderNews({ orderKey: 'a', from: other });
    page.show(true);
    mock.timers.tick(3_600_000);
    page.show(false);
    mock.timers.tick(1_000);
    assert.equal(reads, 0);
  });

  it('are looked for by who comes back after more than a minute, and by nobody sooner', () => {
    page.show(true);
    mock.timers.tick(59_000);
    page.show(false);
    mock.timers.tick(1_000);
    assert.equal(reads, 0);
    page.show(true);
    mock.timers.tick(61_000);
    page.show(false);
    page.show(false);
    mock.timers.tick(1_000);
    assert.equal(reads, 1);
  });
});

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ManualClock } from '../../sandbox/clock.ts';
import type { SandboxCore } from '../../sandbox/http.ts';
import { createWorld, type World } from '../world.ts';
import type { PageState } from './client/page-state.ts';
import { statusPage } from './status-page.ts';

describe('the status page', () => {
  let world: World;
  let page: SandboxCore;
  const get = (url: string, method = 'GET') =>
    page.handle({ method, url, headers: {}, body: Buffer.alloc(0) });

  before(() => {
    world = createWorld({ clock: new ManualClock() });
    world.life.generateBacklog(5);
    orderRow(world, 'X-1', 'exception');
    orderRow(world, 'X-2', 'waiting', 'Not paid yet');
    page = statusPage(world);
  });

  it('lets nothing run or load that is not its own', async () => {
    const { status, headers, body } = await get('/');
    assert.equal(status, 200);
    const policy = headers['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|http:|https:|\*/);
    assert.doesNotMatch(String(body), /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|https?:/);
  });

  it('serves every file that its page and its scripts name', async () => {
    const seen = new Set<string>();
    const queue = ['/'];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const { status, body, headers } = await get(path);
      assert.equal(status, 200, path);
      const found = headers['content-type']?.startsWith('text/html')
        ? String(body).matchAll(/(?:src|href)="(\/[^"]+)"/g)
        : String(body).matchAll(/from '\.(\/[^']+)'/g);
      for (const [, name = ''] of found) queue.push(path.startsWith('/client/') ? `/client${name}` : name);
    }
    assert.ok(seen.has('/client/words.ts') && seen.has('/page.css'));
  });

  it('has every element that its scripts look for', async () => {
    const html = String((await get('/')).body);
    for (const script of ['main', 'counts', 'facts', 'orders', 'exceptions', 'announcement', 'stock']) {
      const code = String((await get(`/client/${script}.ts`)).body);
      for (const [, id = ''] of code.matchAll(/byId\('([a-z-]+)'\)/g))
        assert.match(html, new RegExp(`id="${id}"`));
    }
  });

  it('knows no other address and takes no other method', async () => {
    assert.equal((await get('/client/../status-page.ts')).status, 404);
    assert.equal((await get('/client/none.ts')).status, 404);
    assert.equal((await get('/state.json', 'POST')).status, 405);
  });

  it('tells where every order is, with what holds it up', async () => {
    const state = JSON.parse(String((await get('/state.json')).body)) as PageState;
    assert.deepEqual(state.counts, { seen: state.unseen + 3, done: 1, waiting: 1, exception: 1 });
    assert.ok(state.unseen >= 4);
    assert.deepEqual(state.waitingFor, [{ name: 'Not paid yet', count: 1 }]);
    assert.deepEqual(state.exceptionsByCode, [
      { name: 'no-tax-rule', count: 2, blocking: true },
      { name: 'export-evidence', count: 1, blocking: false },
    ]);
  });

  it('puts the most urgent exception first, with its evidence and what shares its cause', async () => {
    const state = JSON.parse(String((await get('/state.json')).body)) as PageState;
    const [first, second, third] = state.exceptions;
    assert.equal(first?.deadline, '2026-11-02T08:00:00.000Z');
    assert.equal(first.ordersWithCause, 2);
    assert.deepEqual(first.evidence, [{ label: 'Rate', value: '<b>none</b>' }]);
    assert.deepEqual(first.fixes, ['Add the rule.']);
    assert.deepEqual(first.moneyAtRisk, { value: 12.5, currency: 'GBP' });
    assert.equal(first.team, 'Finance');
    assert.equal(second?.blocking, true);
    assert.equal(third?.blocking, false);
    assert.deepEqual(third.evidence, [], 'evidence that was cut is no reason to show nothing');
  });
});

function orderRow(world: World, orderId: string, place: 'waiting' | 'exception', reason = ''): void {
  const { dataverse, marketplaceId } = world;
  const id = dataverse.insert('mpb_order', {
    mpb_name: orderId,
    mpb_orderkey: orderId.toLowerCase(),
    mpb_marketplaceid: marketplaceId,
    mpb_place: place === 'waiting' ? 927_130_000 : 927_130_001,
    mpb_reason: reason,
  });
  if (place === 'waiting') return;
  const raise = (code: string, row: Record<string, string | number | null>) =>
    dataverse.insert('mpb_exception', {
      mpb_name: code,
      mpb_exceptionkey: `${orderId}${code}${String(row.mpb_deadline)}`,
      mpb_code: code,
      mpb_recordkey: orderId,
      mpb_orderid: id,
      mpb_marketplaceid: marketplaceId,
      ...row,
    });
  const blocking = {
    mpb_severity: 927_130_000,
    mpb_responsible: 927_130_000,
    mpb_causekey: 'tax|standard',
    mpb_evidence: JSON.stringify([{ label: 'Rate', value: '<b>none</b>' }]),
    mpb_fixes: JSON.stringify([{ kind: 'add-tax-rule', text: 'Add the rule.' }]),
    mpb_moneyatrisk: 12.5,
    transactioncurrencyid: world.environment.currencies.gbp,
  };
  raise('export-evidence', {
    mpb_severity: 927_130_001,
    mpb_causekey: 'other',
    mpb_evidence: '[{"label":"cut',
    mpb_deadline: null,
  });
  raise('no-tax-rule', { ...blocking, mpb_deadline: '2026-11-02T18:00:00Z' });
  raise('no-tax-rule', { ...blocking, mpb_deadline: '2026-11-02T08:00:00Z', mpb_orderid: otherOrder(world) });
}

function otherOrder({ dataverse, mirakl, marketplaceId }: World): string {
  const orderId = String(mirakl.orders[0]?.order_id);
  return dataverse.insert('mpb_order', {
    mpb_name: orderId,
    mpb_orderkey: 'other',
    mpb_marketplaceid: marketplaceId,
    mpb_place: 927_130_002,
  });
}

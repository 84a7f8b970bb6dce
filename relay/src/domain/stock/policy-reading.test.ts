import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { offerPolicyOf, stockPolicyOf } from './policy-reading.ts';
import type { OfferPolicy, OverrideColumns, PolicyColumns, StockPolicy } from './policy.ts';
import { quantityOf } from './quantity.ts';

const empty: PolicyColumns = {
  source: 'productOnHand',
  warehouses: null,
  demandRule: null,
  settleMinutes: null,
  bufferRule: null,
  bufferValue: null,
  allocationPercent: null,
  limit: null,
  lowStock: null,
  everyMinutes: null,
  quietHours: null,
  timeZone: null,
  staleAfterMinutes: null,
  maxHoldMinutes: null,
  floor: null,
};

function policy(columns: Partial<PolicyColumns>): StockPolicy {
  const reading = stockPolicyOf({ ...empty, ...columns });
  assert.ok(reading?.ok, JSON.stringify(reading));
  return reading.policy;
}

function problems(columns: Partial<PolicyColumns>): readonly string[] {
  const reading = stockPolicyOf({ ...empty, ...columns });
  return reading === null || reading.ok ? [] : reading.problems;
}

describe('the stock policy of a marketplace', () => {
  it('is none where no source is chosen, whatever else stands there', () => {
    assert.equal(stockPolicyOf({ ...empty, source: null, everyMinutes: 0 }), null);
  });

  it('has the defaults that its columns promise', () => {
    assert.deepEqual(policy({}), {
      source: 'productOnHand',
      warehouses: [],
      demandRule: 'untilShipped',
      settleMs: 60 * 60_000,
      offer: { buffer: null, allocationPercent: 100, limit: null },
      lowStock: 5,
      everyMs: 60_000,
      quietHours: { from: 120, to: 300, timeZone: 'Europe/London' },
      staleAfterMs: null,
      maxHoldMs: 240 * 60_000,
      floor: 0,
    });
  });

  it('is what was filled in', () => {
    const full = policy({
      ...{ source: 'stockLevels', warehouses: ' Leeds \r\n\nYork\nLeeds', demandRule: 'untilImported' },
      ...{ settleMinutes: 0, bufferRule: 'velocity', bufferValue: 99, allocationPercent: 0, limit: 7 },
      ...{ lowStock: 0, everyMinutes: 5, quietHours: '23:30-4:00', timeZone: 'Europe/Paris' },
      ...{ staleAfterMinutes: 30, maxHoldMinutes: 1, floor: 2 },
    });
    assert.deepEqual(full.warehouses, ['Leeds', 'York']);
    assert.deepEqual(full.offer, {
      buffer: { kind: 'velocity', quantile: 0.99 },
      allocationPercent: 0,
      limit: 7,
    });
    assert.deepEqual(full.quietHours, { from: 1_410, to: 240, timeZone: 'Europe/Paris' });
    assert.deepEqual(
      [full.settleMs, full.everyMs, full.staleAfterMs, full.maxHoldMs, full.floor, full.lowStock],
      [0, 300_000, 1_800_000, 60_000, 2, 0],
    );
  });

  it('says everything that is wrong at once, each in a sentence with the name of its column', () => {
    const found = problems({
      ...{ warehouses: 'Leeds', settleMinutes: -1, bufferRule: 'percent', bufferValue: 101 },
      ...{ allocationPercent: 101, limit: -1, lowStock: 0.5, everyMinutes: 0, quietHours: '25:00-26:00' },
      ...{ timeZone: 'Mars/Olympus', staleAfterMinutes: 0, maxHoldMinutes: 0, floor: -2 },
    });
    assert.equal(found.length, 12);
    for (const problem of found) assert.match(problem, /^["A-Z].*\.$/);
    assert.match(found.join('\n'), /"Allocation" is 101; it must be a whole number, 0 to 100\./);
    assert.match(found.join('\n'), /Mars\/Olympus/);
  });

  it('takes a buffer rule and its value only together', () => {
    assert.match(problems({ bufferRule: 'constant' }).join(), /"Buffer value" is empty/);
    assert.match(problems({ bufferValue: 2 }).join(), /no "Buffer rule"/);
  });

  it('refuses values that their rule cannot mean', () => {
    for (const [bufferRule, bufferValue] of [
      ['constant', -1],
      ['percent', -0.1],
      ['percent', 100.1],
      ['daysOfCover', -1],
      ['velocity', 0],
      ['velocity', 100],
    ] as const) {
      assert.equal(problems({ bufferRule, bufferValue }).length, 1, `${bufferRule} ${bufferValue}`);
    }
    assert.deepEqual(policy({ bufferRule: 'constant', bufferValue: 2.5 }).offer.buffer, {
      kind: 'constant',
      units: quantityOf(2.5),
    });
    assert.deepEqual(policy({ bufferRule: 'daysOfCover', bufferValue: 1.5 }).offer.buffer, {
      kind: 'daysOfCover',
      days: 1.5,
    });
  });

  it('refuses quiet hours that are no two times of day', () => {
    for (const quietHours of ['02:00', '02:00-02:00', '2-5', '02:00-05:00-07:00', '24:00-05:00', 'night']) {
      assert.equal(problems({ quietHours }).length, 1, quietHours);
    }
  });
});

describe('openlinker #1844: a buffer that cannot be read is never taken as none', () => {
  it('stops the marketplace and says what is wrong', () => {
    const reading = stockPolicyOf({ ...empty, bufferRule: 'constant', bufferValue: -3 });
    assert.ok(reading !== null && !reading.ok);
    assert.deepEqual(reading.problems, ['"Buffer value" is -3; with this rule it must be 0 units or more.']);
  });

  it('stops a listing too', () => {
    const reading = offerPolicyOf(
      { bufferRule: 'percent', bufferValue: null, allocationPercent: null, limit: null },
      { buffer: null, allocationPercent: 100, limit: null },
    );
    assert.ok(!reading.ok);
    assert.deepEqual(reading.problems, ['"Own buffer rule" is chosen, but "Own buffer value" is empty.']);
  });
});

describe('what a listing says of its own', () => {
  const inherited: OfferPolicy = {
    buffer: { kind: 'constant', units: quantityOf(4) },
    allocationPercent: 50,
    limit: 9,
  };
  const none: OverrideColumns = { bufferRule: null, bufferValue: null, allocationPercent: null, limit: null };

  it('counts column by column, before the marketplace', () => {
    assert.deepEqual(offerPolicyOf(none, inherited), { ok: true, policy: inherited });
    assert.deepEqual(offerPolicyOf({ ...none, limit: 0 }, inherited), {
      ok: true,
      policy: { ...inherited, limit: 0 },
    });
    assert.deepEqual(offerPolicyOf({ ...none, bufferRule: 'constant', bufferValue: 0 }, inherited), {
      ok: true,
      policy: { ...inherited, buffer: { kind: 'constant', units: quantityOf(0) } },
    });
    assert.deepEqual(offerPolicyOf({ ...none, allocationPercent: 100 }, inherited), {
      ok: true,
      policy: { ...inherited, allocationPercent: 100 },
    });
  });

  it('is checked like the policy itself', () => {
    const reading = offerPolicyOf(
      { bufferRule: 'velocity', bufferValue: 100, allocationPercent: 1.5, limit: -1 },
      inherited,
    );
    assert.ok(!reading.ok);
    assert.equal(reading.problems.length, 3);
  });
});

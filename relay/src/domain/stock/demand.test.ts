import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openDemand } from './demand.ts';
import { unitsOf } from './quantity.ts';
import type { DemandLine } from './stock-facts.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

const minute = 60_000;
const settleMs = 60 * minute;
const start = Date.parse('2026-03-01T08:00:00Z');
const at = (minutes: number) => new Date(start + minutes * minute).toISOString();

function line(changes: Partial<DemandLine> = {}): DemandLine {
  return { open: 2, kept: 2, shippedOn: null, importedOn: null, unitsPerOffer: 1, ...changes };
}

function demandOf(
  lines: readonly DemandLine[],
  given: { asOf?: number; now?: number; rule?: 'untilShipped' | 'untilImported' },
) {
  const { demand, settlesOn } = openDemand(
    lines,
    { asOf: given.asOf === undefined ? null : at(given.asOf) },
    { demandRule: given.rule ?? 'untilShipped', settleMs },
    new Date(at(given.now ?? 0)),
  );
  return { units: unitsOf(demand), settlesOn };
}

describe('what open orders take from the source', () => {
  it('is what is open, in units of the product', () => {
    assert.deepEqual(demandOf([line(), line({ open: 1, kept: 3, unitsPerOffer: 6 })], { asOf: 5 }), {
      units: 8,
      settlesOn: null,
    });
  });

  it('goes on after dispatch until the source was written', () => {
    const shipped = line({ open: 0, shippedOn: at(10) });
    assert.deepEqual(demandOf([shipped], { asOf: 9, now: 11 }), { units: 2, settlesOn: at(70) });
    assert.deepEqual(demandOf([shipped], { asOf: 10, now: 11 }), { units: 0, settlesOn: null });
    assert.deepEqual(demandOf([shipped], { now: 11 }), { units: 2, settlesOn: at(70) });
  });

  it('ends with the settle time where the source is not written at all', () => {
    const shipped = line({ open: 0, shippedOn: at(10) });
    assert.equal(demandOf([shipped], { asOf: 0, now: 69 }).units, 2);
    assert.equal(demandOf([shipped], { asOf: 0, now: 70 }).units, 0);
  });

  it('says when the first of several settle times ends', () => {
    const lines = [line({ open: 0, shippedOn: at(10) }), line({ open: 0, shippedOn: at(5) }), line()];
    assert.deepEqual(demandOf(lines, { now: 12 }), { units: 6, settlesOn: at(65) });
  });

  it('is nothing of a cancelled line, dispatched or not', () => {
    assert.equal(
      demandOf([line({ open: 0, kept: 0 }), line({ open: 0, kept: 0, shippedOn: at(1) })], {}).units,
      0,
    );
  });

  it('ends at the Sales Order where the source counts those itself', () => {
    const imported = line({ importedOn: at(10) });
    assert.equal(demandOf([imported], { rule: 'untilImported', asOf: 9, now: 11 }).units, 2);
    assert.equal(demandOf([imported], { rule: 'untilImported', asOf: 10, now: 11 }).units, 0);
    // The same line where the source falls when goods leave.
    assert.equal(demandOf([imported], { asOf: 10, now: 11 }).units, 2);
    // Dispatched by hand, and no Sales Order ever.
    const byHand = line({ open: 0, shippedOn: at(10) });
    assert.equal(demandOf([byHand], { rule: 'untilImported', asOf: 9, now: 11 }).units, 2);
    assert.equal(demandOf([byHand], { rule: 'untilImported', asOf: 11, now: 11 }).units, 0);
  });
});

/**
 * One line of 2, its source at 10 before. The source books it once, at or after the moment it is given over. Whatever
 * the order of import, dispatch and booking, and whenever somebody looks: shown is never more than 8, and 8 in the end.
 */
describe('openlinker #2348: a line is subtracted exactly once', () => {
  const moments = fc.record({
    imported: fc.integer({ min: 1, max: 50 }),
    shipped: fc.integer({ min: 1, max: 200 }),
    booked: fc.integer({ min: 1, max: 250 }),
    rule: fc.constantFrom('untilShipped' as const, 'untilImported' as const),
    now: fc.integer({ min: 0, max: 400 }),
  });

  it('at any moment too little is shown at worst, and after quiet exactly what is left', () => {
    fc.assert(
      fc.property(moments, ({ imported, shipped, booked, rule, now }) => {
        const givenOver = rule === 'untilShipped' ? shipped : Math.min(imported, shipped);
        fc.pre(booked - givenOver < settleMs / minute);
        const seen = line({
          importedOn: now >= imported ? at(imported) : null,
          shippedOn: now >= shipped ? at(shipped) : null,
          open: now >= shipped ? 0 : 2,
        });
        const onHand = now >= booked ? 8 : 10;
        const { units } = demandOf([seen], { asOf: now >= booked ? booked : 0, now, rule });
        assert.ok(onHand - units <= 8, `${onHand} less ${units}`);
        assert.ok(onHand - units >= 6);
        if (now >= Math.max(imported, shipped) + 60 && now >= booked) assert.equal(onHand - units, 8);
        if (now >= booked && booked >= Math.max(imported, shipped)) assert.equal(onHand - units, 8);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a cancellation gives back once, before or after dispatch', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 2 }), (dispatched, kept) => {
        const seen = dispatched ? line({ open: 0, kept, shippedOn: at(1) }) : line({ open: kept, kept });
        assert.equal(demandOf([seen], { asOf: 0, now: 2 }).units, kept);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { OfferTable } from './offer-table.ts';
import { digestSku } from './sku-digest.ts';

/** Every run tries the same cases. */
fc.configureGlobal({ seed: 20_260_301 });

describe('the table of offers', () => {
  it('says what a map says, whatever the SKUs and in whatever order', () => {
    const sku = fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sku, fc.integer({ min: 0, max: 2_147_483_647 }))),
        sku,
        (offers, other) => {
          const table = new OfferTable(7);
          const map = new Map<string, number>();
          for (const [name, quantity] of offers) {
            table.set(name, quantity);
            map.set(name, quantity);
          }
          assert.equal(table.size, map.size);
          for (const name of [...map.keys(), other])
            assert.equal(table.quantity(name), map.get(name) ?? null);
        },
      ),
    );
  });

  it('grows, and keeps what it holds and what is marked', () => {
    const table = new OfferTable(1);
    for (let at = 0; at < 10_000; at += 1) {
      table.set(`SKU-${at}`, at);
      if (at % 3 === 0) assert.equal(table.mark(`SKU-${at}`), true);
    }
    assert.equal(table.size, 10_000);
    for (let at = 0; at < 10_000; at += 1) {
      assert.equal(table.quantity(`SKU-${at}`), at);
      assert.equal(table.mark(`SKU-${at}`), at % 3 !== 0);
    }
  });

  it('marks an offer once, and nothing that is not there', () => {
    const table = new OfferTable(1);
    table.set('here', 3);
    assert.deepEqual([table.mark('here'), table.mark('here'), table.mark('elsewhere')], [true, false, false]);
    table.unmark();
    assert.deepEqual([table.quantity('here'), table.mark('here'), table.size], [3, true, 1]);
  });
});

describe('the digest of a SKU', () => {
  it('differs in each of its three parts among SKUs that are counted up', () => {
    const parts = [new Set<number>(), new Set<number>(), new Set<number>()];
    const into = { place: 0, low: 0, high: 0 };
    const count = 200_000;
    for (let at = 0; at < count; at += 1) {
      const { place, low, high } = digestSku(`SKU-${String(at).padStart(7, '0')}`, 42, into);
      parts[0]?.add(place);
      parts[1]?.add(low);
      parts[2]?.add(high);
    }
    // By chance some n * n / 2^33 pairs have the same 32 bits: 5 of them.
    for (const part of parts) assert.ok(part.size > count - 60, `${count - part.size} are the same`);
  });

  it('is another one with another seed', () => {
    const one = { ...digestSku('LUO-NTB-A5', 1, { place: 0, low: 0, high: 0 }) };
    const other = { ...digestSku('LUO-NTB-A5', 2, { place: 0, low: 0, high: 0 }) };
    assert.ok(one.place !== other.place && one.low !== other.low && one.high !== other.high);
  });
});

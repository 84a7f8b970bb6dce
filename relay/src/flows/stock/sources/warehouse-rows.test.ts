import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quantityOf } from '../../../domain/stock/quantity.ts';
import { quantitiesOf, type WarehouseRow } from './warehouse-rows.ts';

const product = { productid: 'p', productnumber: 'A', statecode: 0, quantityonhand: null, modifiedon: '' };
const row = (warehouse: string, units: number | null, asOf: string | null): WarehouseRow => ({
  productId: 'p',
  warehouse,
  units,
  asOf,
});
const [earlier, later] = ['2026-11-23T11:00:00Z', '2026-11-23T12:00:00Z'];

describe('a product in several warehouses', () => {
  it('has the sum of them, as old as the oldest', () => {
    const rows = [row('Leeds', 0.1, later), row('Reading', 0.2, earlier)];
    assert.deepEqual(quantitiesOf(rows, [], 'stock level')(product), {
      kind: 'known',
      onHand: quantityOf(0.3),
      asOf: earlier,
    });
  });

  it('has no age where one of them has none', () => {
    for (const rows of [
      [row('Leeds', 1, null), row('Reading', 2, earlier)],
      [row('Leeds', 1, earlier), row('Reading', 2, null)],
    ]) {
      const quantity = quantitiesOf(rows, [], 'stock level')(product);
      assert.equal(quantity.kind === 'known' ? quantity.asOf : 'unknown', null);
    }
  });

  it('counts those that are named, however they are spelled', () => {
    const rows = [row('Leeds', 4, later), row('Reading', 3, later)];
    const quantity = quantitiesOf(rows, [' reading'], 'stock level')(product);
    assert.equal(quantity.kind === 'known' ? quantity.onHand : null, quantityOf(3));
  });

  it('is not known where one of them is empty, or none is there', () => {
    assert.equal(
      quantitiesOf([row('Leeds', 4, later), row('Hull', null, later)], [], 'x')(product).kind,
      'unknown',
    );
    assert.equal(quantitiesOf([row('Leeds', 4, later)], ['Hull'], 'x')(product).kind, 'unknown');
    assert.equal(quantitiesOf([], [], 'x')(product).kind, 'unknown');
  });
});

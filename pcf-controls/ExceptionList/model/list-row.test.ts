import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { severities } from '../../shared/choice-values.ts';
import { listRows, moneyTotals } from './list-row.ts';
import type { DataSet, ListRow } from './list-row.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

interface Cell {
  readonly value: unknown;
  readonly text: string;
}

function dataSet(rows: Readonly<Record<string, Readonly<Record<string, Cell>>>>): DataSet {
  return {
    columns: [],
    sortedRecordIds: Object.keys(rows),
    records: Object.fromEntries(
      Object.entries(rows).map(([id, cells]) => [
        id,
        {
          getValue: (column: string) => cells[column]?.value ?? null,
          getFormattedValue: (column: string) => cells[column]?.text ?? '',
        },
      ]),
    ),
  } as unknown as DataSet;
}

describe('the rows of the list', () => {
  it('say what the view carries', () => {
    const [row] = listRows(
      dataSet({
        a: {
          mpb_name: { value: 'No product', text: 'No product' },
          mpb_severity: { value: severities.advisory, text: 'Advisory' },
          mpb_deadline: { value: new Date('2026-11-24T15:00:00Z'), text: '24/11/2026 15:00' },
          mpb_openedon: { value: '2026-11-24T10:00:00Z', text: '24/11/2026 10:00' },
          mpb_moneyatrisk: { value: 12.5, text: '£12.50' },
          transactioncurrencyid: { value: {}, text: 'Pound Sterling' },
          mpb_orderid: { value: { id: { guid: '{AB}' } }, text: 'B&Q 1' },
          mpb_marketplaceid: { value: { id: 'cd' }, text: 'B&Q' },
        },
      }),
      now,
    );
    assert.equal(row?.blocking, false);
    assert.equal(row.left?.ms, 3 * 3_600_000);
    assert.equal(row.age, 2 * 3_600_000);
    assert.deepEqual(row.money, { value: 12.5, text: '£12.50', currency: 'Pound Sterling' });
    assert.deepEqual([row.orderId, row.marketplaceId, row.record], ['ab', 'cd', 'B&Q 1']);
  });

  it('name the listing of an exception that is about one', () => {
    const [row] = listRows(dataSet({ a: { mpb_listingid: { value: { id: 'ef' }, text: 'DRILL-18' } } }), now);
    assert.deepEqual([row?.record, row?.orderId], ['DRILL-18', null]);
  });

  it('leave out what the view does not carry, and records that are gone', () => {
    const source = dataSet({ a: {} });
    const [row, ...others] = listRows({ ...source, sortedRecordIds: ['a', 'gone'] }, now);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [row?.title, row?.owner, row?.left, row?.age, row?.money, row?.orderId],
      ['', null, null, null, null, null],
    );
  });
});

const risk = (value: number, text: string, currency: string) =>
  ({ money: { value, text, currency } }) as ListRow;

describe('money at risk', () => {
  it('is added up currency by currency', () => {
    const rows = [risk(10.1, '£10.10', 'Pound'), risk(20.2, '£20.20', 'Pound'), risk(5, '5,00 €', 'Euro')];
    assert.deepEqual(moneyTotals(rows), [
      { currency: 'Pound', minor: 3_030, symbol: '£', precision: 2 },
      { currency: 'Euro', minor: 500, symbol: '€', precision: 2 },
    ]);
    assert.deepEqual(moneyTotals([risk(1_000, '¥1,000', 'Yen')]), [
      { currency: 'Yen', minor: 1_000, symbol: '¥', precision: 0 },
    ]);
    assert.deepEqual(moneyTotals([{ money: null } as ListRow]), []);
  });

  it('loses no penny', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { minLength: 1 }), (pennies) => {
        const rows = pennies.map((penny) => risk(penny / 100, `£${(penny / 100).toFixed(2)}`, 'Pound'));
        assert.equal(
          moneyTotals(rows)[0]?.minor,
          pennies.reduce((sum, penny) => sum + penny, 0),
        );
      }),
    );
  });
});

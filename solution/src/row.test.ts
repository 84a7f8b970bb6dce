import assert from 'node:assert/strict';
import { it } from 'node:test';
import { choice, t } from './index.ts';
import type { ReadRow, WriteRow } from './index.ts';

it('gives rows whose columns are exactly those of the definition', () => {
  const write: WriteRow<typeof t.order> = {
    mpb_orderid: 'x',
    mpb_total: 12.5,
    mpb_place: choice.place.values.done,
    'mpb_marketplaceid@odata.bind': '/mpb_marketplaces(x)',
    'transactioncurrencyid@odata.bind': '/transactioncurrencies(x)',
  };
  // @ts-expect-error a mistyped column does not compile
  const mistyped: WriteRow<typeof t.order> = { mpb_totl: 1 };
  // @ts-expect-error a value of the wrong type does not compile
  const wrongType: WriteRow<typeof t.order> = { mpb_total: '1' };
  // @ts-expect-error a value that is not of the choice does not compile
  const wrongChoice: WriteRow<typeof t.order> = { mpb_place: 1 };
  const read: Pick<ReadRow<typeof t.order>, '_mpb_salesorderid_value' | 'mpb_dueon'> = {
    _mpb_salesorderid_value: null,
    mpb_dueon: '2026-11-02T09:00:00Z',
  };
  assert.deepEqual([write.mpb_total, read.mpb_dueon, mistyped, wrongType, wrongChoice].length, 5);
});

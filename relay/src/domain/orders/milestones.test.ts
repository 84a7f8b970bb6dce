import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { line, order } from './given.test.ts';
import { milestones, type DynamicsSide } from './milestones.ts';
import type { LineCancellation, LineRefund } from './marketplace-order.ts';

fc.configureGlobal({ seed: 20_260_301 });

const nothing: DynamicsSide = { importedAt: null, salesOrderNumber: null, writtenBackAt: null };
const noParcel = { carrier: null, trackingNumber: null, trackingUrl: null };
const kinds = (steps: ReturnType<typeof milestones>) => steps.map(({ kind }) => kind);
const refund = (change: Partial<LineRefund> = {}): LineRefund => ({
  ...{ id: 'R1', state: 'REFUNDED', amount: 1_000, shipping: 250, quantity: 1, taxes: [], shippingTaxes: [] },
  ...{ commission: 0, commissionTaxes: [], reasonCode: null, createdAt: '2026-03-05T09:00:00Z' },
  ...change,
});
const cancellation = (change: Partial<LineCancellation> = {}): LineCancellation => ({
  ...{ id: 'C1', amount: 2_499, shipping: 0, quantity: 2, reasonCode: null },
  createdAt: '2026-03-02T09:00:00Z',
  ...change,
});

describe('the timeline of an order', () => {
  it('says accepted without a time where the state lies behind it and the marketplace is silent', () => {
    const steps = milestones(order(), nothing);
    assert.deepEqual(kinds(steps), ['placed', 'accepted', 'paid']);
    assert.deepEqual([steps[1]?.at, steps[1]?.happened], [null, true]);
    assert.deepEqual(kinds(milestones(order({ state: 'WAITING_ACCEPTANCE', debitedAt: null }), nothing)), [
      'placed',
    ]);
  });

  it('puts what the relay did among what the marketplace did, by time', () => {
    const steps = milestones(
      order({ lines: [line({ shippedAt: '2026-03-03T09:00:00Z' })], state: 'SHIPPED' }),
      {
        importedAt: '2026-03-01T10:06:00Z',
        salesOrderNumber: 'SO-1',
        writtenBackAt: '2026-03-04T10:00:00Z',
      },
    );
    assert.deepEqual(kinds(steps), ['placed', 'accepted', 'paid', 'imported', 'dispatched', 'written-back']);
    assert.deepEqual(
      steps.filter(({ side }) => side === 'dynamics').map(({ detail }) => detail),
      ['SO-1', 'SO-1'],
    );
  });

  it('names the lines of each parcel only where an order goes in several', () => {
    const at = ['2026-03-03T09:00:00Z', '2026-03-04T09:00:00Z', '2026-03-03T09:00:00Z'];
    const lines = at.map((shippedAt, index) => line({ id: String(index), index: index + 1, shippedAt }));
    const parcel = { carrier: 'DPD', trackingNumber: 'T1', trackingUrl: 'https://track.test/T1' };
    const sent = milestones(order({ lines, parcel, state: 'SHIPPED' }), nothing).slice(-2);
    assert.deepEqual(
      sent.map(({ detail, url }) => [detail, url]),
      [
        ['Lines 1, 3', null],
        ['Line 2; DPD, T1', 'https://track.test/T1'],
      ],
    );
    const whole = milestones(order({ lines: lines.slice(0, 1), parcel, state: 'SHIPPED' }), nothing).at(-1);
    assert.equal(whole?.detail, 'DPD, T1');
  });

  it('shows a parcel that is announced and not on its way as still to come', () => {
    const last = milestones(order({ parcel: { ...noParcel, trackingNumber: 'T1' } }), nothing).at(-1);
    assert.deepEqual([last?.kind, last?.happened, last?.detail], ['dispatched', false, 'T1']);
  });

  it('follows a parcel only to an https address', () => {
    for (const url of [
      'javascript:alert(1)',
      'http://track.test/',
      'https://a b',
      `https://${'x'.repeat(400)}`,
    ]) {
      const parcel = { carrier: 'DPD', trackingNumber: null, trackingUrl: url };
      assert.equal(milestones(order({ parcel, state: 'SHIPPED' }), nothing).at(-1)?.url, null);
    }
  });

  it('tells refunds and cancellations with their amounts, and the end of an order that is refused', () => {
    const steps = milestones(
      order({ lines: [line({ refunds: [refund()], cancellations: [cancellation()] })] }),
      nothing,
    );
    assert.deepEqual(
      steps.slice(-2).map(({ kind, detail }) => [kind, detail]),
      [
        ['cancelled', 'Line 1, 2 units: £24.99'],
        ['refunded', 'Line 1: £12.50'],
      ],
    );
    assert.equal(milestones(order({ state: 'REFUSED' }), nothing).at(-1)?.detail, 'Refused by the seller');
    assert.equal(milestones(order({ state: 'CANCELED' }), nothing).at(-1)?.kind, 'cancelled');
  });

  it('is in the order of time, whatever the times are, and fits its column', () => {
    const time = fc.option(
      fc
        .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      { nil: null },
    );
    const text = fc.option(fc.string({ unit: 'binary', maxLength: 3_000 }), { nil: null });
    const lines = fc.array(
      fc.record({
        shippedAt: time,
        receivedAt: time,
        refunds: fc.array(
          time.map((createdAt) => refund({ createdAt })),
          { maxLength: 5 },
        ),
        cancellations: fc.array(
          time.map((createdAt) => cancellation({ createdAt })),
          { maxLength: 5 },
        ),
      }),
      { minLength: 1, maxLength: 40 },
    );
    const parcel = fc.record({ carrier: text, trackingNumber: text, trackingUrl: text });
    fc.assert(
      fc.property(lines, parcel, fc.tuple(time, time, time), (some, sent, [debitedAt, acceptedAt, at]) => {
        const steps = milestones(
          order({
            ...{ debitedAt, acceptedAt, parcel: sent, hasIncident: true, state: 'RECEIVED' },
            lines: some.map((one, index) => line({ ...one, id: String(index), index: index + 1 })),
          }),
          { importedAt: at, salesOrderNumber: 'SO-1', writtenBackAt: at },
        );
        assert.ok(JSON.stringify(steps).length <= 20_000);
        const times = steps.flatMap((one) => (one.at === null || !one.happened ? [] : Date.parse(one.at)));
        assert.deepEqual(
          times,
          times.slice().sort((one, other) => one - other),
        );
      }),
    );
  });
});

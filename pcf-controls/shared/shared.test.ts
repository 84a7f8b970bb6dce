/// <reference types="powerapps-component-framework" />
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createDataverse, quoted } from './dataverse.ts';
import { durationParts, durationText } from './duration.ts';
import { createFormats, minorUnits } from './formats.ts';
import { createHost } from './host.ts';
import { objectsIn, timeOrNull } from './json-column.ts';
import { troubleOf } from './trouble.ts';

const pounds = { symbol: '£', precision: 2 };

describe('trouble', () => {
  it('is told by the code that the platform rejects with, as a signed or unsigned number or as text', () => {
    for (const errorCode of [0x80040220, 0x80040220 | 0, '0x80040220'])
      assert.equal(troubleOf({ errorCode, message: 'no' }, false).kind, 'noPermission');
    assert.equal(troubleOf({ errorCode: 0x80040217 }, false).kind, 'gone');
    assert.equal(troubleOf({ errorCode: 0x80060892 }, false).kind, 'duplicate');
    assert.equal(troubleOf({ code: 0x80072322 }, false).kind, 'busy');
    assert.equal(troubleOf({ errorCode: 12 }, false).kind, 'failed');
  });

  it('keeps the words of the platform, whatever it rejects with', () => {
    assert.equal(troubleOf({ errorCode: 1, message: 'It broke.' }, false).message, 'It broke.');
    assert.equal(troubleOf(new Error('It broke.'), false).message, 'It broke.');
    assert.equal(troubleOf('It broke.', false).message, 'It broke.');
    fc.assert(
      fc.property(fc.anything(), fc.boolean(), (reason, offline) => {
        const { kind, message } = troubleOf(reason, offline);
        assert.equal(typeof message, 'string');
        assert.equal(kind === 'offline', offline);
      }),
    );
  });
});

describe('rows of Dataverse', () => {
  const webApi = (answer: () => Promise<unknown>) =>
    ({ retrieveMultipleRecords: answer, createRecord: answer }) as unknown as ComponentFramework.WebApi;

  it('are refused with the trouble, and nothing is asked for while offline', async () => {
    let asked = 0;
    const refusing = webApi(() => {
      asked++;
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the platform does it
      return Promise.reject({ errorCode: 0x80040220, message: 'missing prvRead' });
    });
    const online = createDataverse(
      () => refusing,
      () => false,
    );
    await assert.rejects(online.read('mpb_order', '?$select=mpb_name'), {
      trouble: { kind: 'noPermission', message: 'missing prvRead' },
    });
    const offline = createDataverse(
      () => refusing,
      () => true,
    );
    await assert.rejects(offline.create('mpb_action', {}), { trouble: { kind: 'offline', message: '' } });
    assert.equal(asked, 1);
  });

  it('are found by texts with quotes in them', () => {
    assert.equal(quoted("it's"), "'it''s'");
  });
});

describe('a duration', () => {
  it('is said in its two largest units, rounded down', () => {
    const text = (key: string, ...values: readonly (string | number)[]) =>
      `${values[0] ?? ''}${key.slice(5)}`;
    assert.equal(durationText(2 * 86_400_000 + 3 * 3_600_000 + 59 * 60_000, text), '2Days 3Hours');
    assert.equal(durationText(86_400_000 + 59 * 60_000, text), '1Day');
    assert.equal(durationText(3_600_000 + 60_000, text), '1Hour 1Minute');
    assert.equal(durationText(59_999, text), '0Minutes');
  });

  it('is never longer than what it says plus the unit that was dropped', () => {
    const size = { Day: 86_400_000, Hour: 3_600_000, Minute: 60_000 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 86_400_000 }), (ms) => {
        const said = durationParts(ms).reduce((sum, { count, unit }) => sum + count * size[unit], 0);
        assert.ok(said <= ms && ms - said < (ms >= size.Day ? size.Hour : size.Minute));
      }),
    );
  });
});

describe('an amount', () => {
  const formats = createFormats(
    () =>
      ({
        formatCurrency: (value: number, precision?: number, symbol?: string) =>
          `${symbol ?? '?'}${value.toFixed(precision)}`,
        formatDecimal: (value: number, precision?: number) => value.toFixed(precision),
      }) as unknown as ComponentFramework.Formatting,
  );

  it('is shown in the currency of its row', () => {
    assert.equal(formats.money(12_345, pounds), '£123.45');
    assert.equal(formats.money(12_345, { symbol: '¥', precision: 0 }), '¥12345');
    assert.equal(formats.signedMoney(5, pounds), '+£0.05');
    assert.equal(formats.signedMoney(0, pounds), '£0.00');
    assert.equal(formats.percent(12.5), '12.5%');
    assert.equal(formats.percent(20), '20%');
  });

  it('comes back from major units without a penny lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), (pence) => {
        assert.equal(minorUnits(pence / 100, pounds), pence);
      }),
    );
    assert.equal(minorUnits(null, pounds), null);
  });
});

describe('a column with JSON in it', () => {
  it('is read as far as it is a list of objects', () => {
    assert.deepEqual(objectsIn('[{"a":1},null,2,[3]]'), [{ a: 1 }]);
    for (const text of [null, undefined, '', '{', '{}', 'null', '7']) assert.deepEqual(objectsIn(text), []);
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        assert.ok(Array.isArray(objectsIn(text)));
      }),
    );
  });

  it('holds times only where they can be read as such', () => {
    assert.equal(timeOrNull('2026-11-24T10:00:00Z'), '2026-11-24T10:00:00Z');
    for (const value of ['soon', '', null, 7]) assert.equal(timeOrNull(value), null);
  });
});

describe('the host', () => {
  const context = (strings: Readonly<Record<string, string>>) =>
    ({
      resources: { getString: (key: string) => strings[key] ?? key },
      client: { isOffline: () => false, isNetworkAvailable: () => false },
      formatting: { formatInteger: (value: number) => `${value}.` },
    }) as unknown as ComponentFramework.Context<unknown>;

  it('fills values into texts, and leaves a hole that nothing fits', () => {
    const host = createHost(() => context({ Key: '{1} and {0}, {2}' }));
    assert.equal(host.text('Key', 'a', 7), '7. and a, {2}');
  });

  it('knows that there is no network', () => {
    assert.equal(createHost(() => context({})).offline(), true);
  });
});

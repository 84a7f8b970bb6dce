import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import type { ExceptionRow } from '../orders/facts.ts';
import { sampleMarketplace } from '../sample-marketplace.ts';
import { exceptionRowId, exceptionStatus, exceptionWrites, type ExceptionTarget } from './rows.ts';

const target = {
  rowId: 'row',
  recordKey: 'X1-A',
  marketplace: sampleMarketplace(),
  now: '2026-11-23T12:00:00Z',
};
const draft: ExceptionDraft = {
  code: 'unknown-sku',
  causeKey: 'sku:drill',
  title: 'Nobody knows DRILL',
  cause: 'Line 1 sells DRILL.',
  evidence: [],
  severity: 'blocking',
  responsible: 'operations',
  deadline: null,
  moneyAtRisk: 1_234,
  fixes: [],
};
const stored = (change: Partial<ExceptionRow> = {}): ExceptionRow => ({
  mpb_exceptionid: exceptionRowId(target, draft),
  mpb_code: draft.code,
  mpb_causekey: draft.causeKey,
  mpb_severity: 927_130_000,
  mpb_cause: draft.cause,
  statecode: 0,
  statuscode: exceptionStatus.open,
  _mpb_orderid_value: 'row',
  ...change,
});
const closed = { statecode: 1, statuscode: exceptionStatus.cleared } as const;
const bodyOf = (operation: Operation | undefined) => operation?.body as Record<string, unknown>;

describe('exceptions of a record', () => {
  it('are opened under an id that is a function of record, code and cause, owned by who is responsible', () => {
    const [opening, ...others] = exceptionWrites(target, [draft], []);
    assert.deepEqual(others, []);
    assert.equal(opening?.method, 'POST');
    const body = bodyOf(opening);
    assert.equal(body.mpb_exceptionid, exceptionRowId(target, draft));
    assert.equal(body['ownerid@odata.bind'], '/teams(operations)');
    assert.equal(body.mpb_moneyatrisk, 12.34);
    assert.equal(body.mpb_openedon, target.now);
    assert.match(String(body.mpb_exceptionkey), /^[0-9a-f]{64}$/);
  });

  it('point at the record that they are about, and all at the marketplace', () => {
    const boundTo = (about: Partial<ExceptionTarget>) =>
      Object.entries(bodyOf(exceptionWrites({ ...target, ...about }, [draft], [])[0])).filter(([column]) =>
        /^mpb_(order|listing|marketplace)id@/.test(column),
      );
    const marketplace = ['mpb_marketplaceid@odata.bind', `/mpb_marketplaces(${target.marketplace.id})`];
    assert.deepEqual(boundTo({}), [['mpb_orderid@odata.bind', '/mpb_orders(row)'], marketplace]);
    assert.deepEqual(boundTo({ recordType: 'listing', recordKey: 'DRILL' }), [
      ['mpb_listingid@odata.bind', '/mpb_listings(row)'],
      marketplace,
    ]);
    assert.deepEqual(boundTo({ recordType: 'marketplace', recordKey: 'stock', rowId: null }), [marketplace]);
  });

  it('are left alone while they are open with the same words', () => {
    assert.deepEqual(exceptionWrites(target, [draft], [stored()]), []);
  });

  it('are brought up to date when the words changed, and opened again when they had been cleared', () => {
    for (const row of [stored({ mpb_cause: 'Line 2 sells DRILL.' }), stored(closed)]) {
      const [write, ...others] = exceptionWrites(target, [draft], [row]);
      assert.deepEqual(others, []);
      assert.equal(write?.method, 'PATCH');
      assert.deepEqual([bodyOf(write).statecode, bodyOf(write).mpb_closedon], [0, null]);
    }
  });

  it('that a person accepted or dismissed stay so while the cause is the same', () => {
    for (const statuscode of [exceptionStatus.accepted, exceptionStatus.dismissed])
      assert.deepEqual(exceptionWrites(target, [draft], [stored({ statecode: 1, statuscode })]), []);
  });

  it('are closed when the check passes, but for those of another check', () => {
    const [closing, ...others] = exceptionWrites(target, [], [stored()]);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [bodyOf(closing).statecode, bodyOf(closing).statuscode, bodyOf(closing).mpb_closedon],
      [1, exceptionStatus.cleared, target.now],
    );
    assert.deepEqual(exceptionWrites(target, [], [stored()], new Set([draft.code])), []);
    assert.deepEqual(exceptionWrites(target, [], [stored(closed)]), [], 'closed is closed');
  });

  it('hold evidence and fixes as valid JSON within their columns, whole items or none', () => {
    // Control characters are six characters each in JSON.
    const text = fc.string({ unit: fc.constantFrom('\u0001', 'a', '"', '🛠'), maxLength: 1_000 });
    const evidence = fc.array(
      fc.tuple(text, text).map(([label, value]) => ({ label: label.slice(0, 200), value })),
      { maxLength: 80 },
    );
    const fixes = fc.array(
      text.map((words) => ({ kind: 'retry' as const, text: words })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(evidence, fixes, (values, ways) => {
        const body = bodyOf(exceptionWrites(target, [{ ...draft, evidence: values, fixes: ways }], [])[0]);
        const [shown, offered] = [String(body.mpb_evidence), String(body.mpb_fixes)];
        assert.ok(shown.length <= 20_000 && offered.length <= 4_000);
        const kept = JSON.parse(shown) as ExceptionDraft['evidence'];
        const leftOut = values.length - kept.length;
        if (leftOut > 0) assert.equal(kept.at(-1)?.value, `${leftOut + 1} values`);
        else assert.ok(kept.at(-1)?.value === '1 value' || kept.length === values.length);
        assert.ok(Array.isArray(JSON.parse(offered)));
      }),
      { seed: 20_261_124, numRuns: 200 },
    );
  });
});

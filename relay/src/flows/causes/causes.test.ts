import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BatchItem } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { exceptionWrites } from '../exceptions/rows.ts';
import { sampleMarketplace } from '../sample-marketplace.ts';
import { causeBind, causesBefore, causesTouched } from './cause-rows.ts';
import { Deltas } from './deltas.ts';
import { fixedNow } from './fixed.ts';

const marketplace = sampleMarketplace();
const draft = (change: Partial<ExceptionDraft> = {}): ExceptionDraft => ({
  ...{ code: 'unknown-sku', causeKey: 'sku:drill', title: 'Nobody knows DRILL', cause: 'Line 1.' },
  ...{ evidence: [], severity: 'blocking', responsible: 'operations', deadline: null },
  ...{ moneyAtRisk: null, fixes: [] },
  ...change,
});
const parking = (rowId: string, ...drafts: ExceptionDraft[]): BatchItem => ({
  changeSet: exceptionWrites(
    { rowId, recordKey: rowId, marketplace, now: '2026-11-23T12:00:00Z' },
    drafts,
    [],
  ),
});

describe('shared causes', () => {
  it('come before the exceptions that point at them, each once in a request', () => {
    const items = [
      parking('one', draft()),
      parking('two', draft(), draft({ causeKey: 'tax:standard|uk', title: 'No rule' })),
    ];
    const causes = causesBefore(items, marketplace);
    assert.deepEqual(
      causes.map(({ ifNoneMatch, body }) => [ifNoneMatch, (body as { mpb_name: string }).mpb_name]),
      [
        ['*', 'Nobody knows DRILL'],
        ['*', 'No rule'],
      ],
    );
    const bind = causeBind('sku:drill', marketplace)['mpb_causeid@odata.bind'];
    assert.equal(`/${causes[0]?.path}`, bind);
    assert.deepEqual(causesTouched(items), ['sku:drill', 'tax:standard|uk']);
  });

  it('are not made of what only one order can have', () => {
    const items = [
      parking('one', draft({ causeKey: 'order:1' }), draft({ causeKey: 'difference:line 1 1 2' })),
    ];
    assert.deepEqual([causesBefore(items, marketplace), causesTouched(items)], [[], []]);
    assert.deepEqual(causeBind('address:1', marketplace), {});
  });
});

describe('a fix', () => {
  const row = (createdon: string, mpb_fixedon: string | null = null) => ({ createdon, mpb_fixedon });
  const now = '2026-11-23T12:00:10Z';
  const held = (fixedOn: string) => ({
    ...{ mpb_open: 3, mpb_held: 3, mpb_fixedon: fixedOn, mpb_countedon: now },
  });
  const cases = [
    { what: 'is noted', row: row('2026-11-23T11:00:00Z'), saved: '2026-11-23T12:00:09Z', noted: held(now) },
    {
      what: 'that is a second ahead of our clock keeps its own time',
      row: row('2026-11-23T11:00:00Z'),
      saved: '2026-11-23T12:00:11Z',
      noted: held('2026-11-23T12:00:11Z'),
    },
    {
      what: 'that was noted is not noted again',
      row: row('2026-11-23T11:00:00Z', '2026-11-23T12:00:09Z'),
      saved: '2026-11-23T12:00:09Z',
      noted: null,
    },
    {
      what: 'that is newer than the last is noted',
      row: row('2026-11-23T11:00:00Z', '2026-11-23T12:00:08Z'),
      saved: '2026-11-23T12:00:09Z',
      noted: held(now),
    },
    {
      what: 'that was saved before anything was held up is none',
      row: row('2026-11-23T12:00:00Z'),
      saved: '2026-11-23T11:59:59Z',
      noted: null,
    },
    { what: 'of a cause without a row is noted', row: null, saved: '2026-11-23T12:00:09Z', noted: held(now) },
  ];
  for (const { what, row: known, saved, noted } of cases) {
    it(what, () => {
      assert.deepEqual(fixedNow({ row: known, open: 3 }, saved, now), noted);
    });
  }

  it('of what holds nothing up is none', () => {
    assert.equal(fixedNow({ row: row('2026-11-23T11:00:00Z'), open: 0 }, '2026-11-23T12:00:09Z', now), null);
  });
});

describe('what people saved', () => {
  const page = (value: object[], link = 'https://d.test/api/data/v9.2/t?$deltatoken=1') => ({
    ...{ status: 200, headers: {}, body: { value, '@odata.deltaLink': link } },
  });
  const mapping = {
    mpb_sku: 'DRILL',
    modifiedon: '2026-11-23T12:00:00Z',
    _mpb_marketplaceid_value: marketplace.id,
  };
  const read = (deltas: Deltas, ...answers: Parameters<Deltas['read']>[0]) =>
    deltas.read(answers, marketplace.id);

  const marketplaceSaved = (id: string) => ({
    mpb_marketplaceid: id,
    modifiedon: '2026-11-23T12:00:05Z',
  });

  it('cannot be told from a first reading, so that everything is looked at', () => {
    const changes = read(new Deltas(), page([mapping]), page([]), page([]));
    assert.deepEqual([changes.all, changes.news, changes.setUpOn], [true, false, null]);
    assert.equal(changes.saved.get('sku:drill'), mapping.modifiedon);
  });

  it('frees its causes by every reading after the first, and is read again until it is accepted', () => {
    const deltas = new Deltas();
    deltas.accept(read(deltas, page([]), page([]), page([])));
    for (let reading = 0; reading < 2; reading++) {
      assert.deepEqual(
        deltas.queries.map(({ path }) => path),
        Array(3).fill('t?$deltatoken=1'),
      );
      const changes = read(
        deltas,
        page([mapping, { id: 'x', reason: 'deleted' }], 'https://d.test/api/data/v9.2/t?$deltatoken=2'),
        page([]),
        page([]),
      );
      assert.deepEqual([changes.all, changes.news, [...changes.saved.keys()]], [false, true, ['sku:drill']]);
    }
  });

  it('frees everything where the marketplace itself was saved, and says when', () => {
    const deltas = new Deltas();
    deltas.accept(read(deltas, page([]), page([]), page([])));
    const changes = read(deltas, page([]), page([]), page([marketplaceSaved(marketplace.id)]));
    assert.deepEqual([changes.all, changes.setUpOn], [true, '2026-11-23T12:00:05Z']);
  });

  it('for another marketplace is news to that one only', () => {
    const deltas = new Deltas();
    deltas.accept(read(deltas, page([]), page([]), page([])));
    const theirs = { ...mapping, _mpb_marketplaceid_value: 'another' };
    const changes = read(deltas, page([theirs]), page([]), page([marketplaceSaved('another')]));
    assert.deepEqual([changes.all, changes.news, changes.saved.size], [false, false, 0]);
  });

  it('that is more than one query takes frees everything', () => {
    const deltas = new Deltas();
    deltas.accept(read(deltas, page([]), page([]), page([])));
    const many = Array.from({ length: 101 }, (_, index) => ({ ...mapping, mpb_sku: `S${index}` }));
    assert.equal(read(deltas, page(many), page([]), page([])).all, true);
  });

  it('begins anew where a link is too old', () => {
    const deltas = new Deltas();
    deltas.accept(read(deltas, page([]), page([]), page([])));
    const error = { status: 410, code: '0x80044352', message: 'expired' };
    deltas.accept(read(deltas, { status: 410, headers: {}, body: null, error }, page([]), page([])));
    assert.match(deltas.queries[0]?.path ?? '', /^mpb_skumappings\?\$select/);
    assert.equal(deltas.queries[0]?.prefer, 'odata.track-changes');
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bufferRules, places } from '../../shared/choice-values.ts';
import { states } from '../states.ts';
import { barOf } from './bar.ts';
import { isMoving, listingOf, listingsOf } from './listing.ts';
import type { ListingRow } from './rows.ts';
import { listingsQuery } from './rows.ts';

function rowsOf(name: string): readonly ListingRow[] {
  const answer = states[name]?.reads?.mpb_listing;
  assert.ok(typeof answer === 'object' && 'rows' in answer, name);
  return answer.rows as unknown as readonly ListingRow[];
}

function listing(name: string, more: Partial<ListingRow> = {}) {
  const [row] = rowsOf(name);
  assert.ok(row, name);
  return listingOf({ ...row, ...more });
}

const standing = (name: string, more: Partial<ListingRow> = {}) => listing(name, more).stands.kind;

describe('how a listing stands', () => {
  it('is up to date when what is published is what ought to be', () => {
    assert.equal(standing('upToDate'), 'upToDate');
    assert.equal(standing('upToDate', { mpb_target: 11 }), 'moving');
    assert.equal(standing('upToDate', { mpb_place: places.waiting }), 'moving');
  });

  it('is what the marketplace said, where it refused, with the exception that quotes it', () => {
    const { stands, answer } = listing('refused');
    assert.equal(stands.kind, 'refused');
    assert.match(stands.exception?.cause ?? '', /not active any more/);
    assert.equal(answer?.refused, true);
  });

  it('is refused by its answer alone where the exception cannot be read', () => {
    const { stands } = listing('refused', { mpb_exception_mpb_listingid: [] });
    assert.deepEqual(stands, { kind: 'refused', exception: null, more: 0 });
  });

  it('is what holds up the whole marketplace before what holds up the one listing, and counts the rest', () => {
    const { stands } = listing('policyWrong');
    assert.equal(stands.kind, 'stopped');
    assert.match(stands.exception?.title ?? '', /policy/);
    assert.equal(stands.more, 1);
    assert.equal(standing('sourceStopped'), 'stale');
    assert.equal(standing('noSource'), 'off');
  });

  it('is not changed by a stock file that was refused as a whole, which is sent again by itself', () => {
    const [row] = rowsOf('sourceStopped');
    const [common] = row?.mpb_marketplaceid?.mpb_exception_mpb_marketplaceid ?? [];
    assert.ok(row?.mpb_marketplaceid && common);
    const mpb_marketplaceid = {
      ...row.mpb_marketplaceid,
      mpb_exception_mpb_marketplaceid: [{ ...common, mpb_code: 'stock-file-refused' }],
    };
    assert.equal(standing('upToDate', { mpb_marketplaceid }), 'upToDate');
  });

  it('is never published only where nothing is wrong', () => {
    assert.equal(standing('neverPublished'), 'never');
    assert.equal(standing('withoutProduct'), 'held');
    assert.equal(listing('withoutProduct').stands.more, 1);
  });

  it('is unknown while the source says nothing, also before there is an exception', () => {
    assert.equal(standing('unknownQuantity'), 'unknown');
    assert.equal(standing('unknownQuantity', { mpb_exception_mpb_listingid: [] }), 'unknown');
  });

  it('is gone when the offer is, whatever else its row says', () => {
    assert.equal(standing('gone'), 'gone');
    assert.equal(standing('refused', { statecode: 1 }), 'gone');
  });
});

describe('the listings of a product', () => {
  it('stand in the order in which somebody has to act on them', () => {
    const listings = listingsOf(rowsOf('manyOfProduct'));
    assert.deepEqual(
      listings.slice(0, 3).map(({ sku }) => sku),
      ['PLANTER-40-OLD', 'PLANTER-40-B', 'PLANTER-40-PAIR'],
    );
    assert.equal(listings.length, rowsOf('manyOfProduct').length);
  });

  it('are read again by themselves only while one of them moves', () => {
    assert.equal(isMoving(listingsOf(rowsOf('manyOfProduct'))), true);
    assert.equal(isMoving(listingsOf(rowsOf('oneOfProduct'))), false);
    assert.equal(isMoving(listingsOf(rowsOf('refused'))), false);
  });
});

describe('the rules that keep a quantity down', () => {
  const rules = (name: string, more: Partial<ListingRow> = {}) => listing(name, more).rules;

  it("are the marketplace's where the listing has none of its own", () => {
    assert.deepEqual(rules('upToDate'), [{ text: 'Rule_constant', value: 2, own: false }]);
  });

  it("are the listing's own before the marketplace's", () => {
    assert.deepEqual(rules('ownPolicy'), [
      { text: 'Rule_percent', value: 12.5, own: true },
      { text: 'Rule_allocation', value: 50, own: true },
      { text: 'Rule_limit', value: 20, own: true },
      { text: 'Rule_units', value: 4, own: true },
    ]);
    assert.deepEqual(rules('upToDate', { mpb_bufferrule: bufferRules.velocity, mpb_buffervalue: 99.5 }), [
      { text: 'Rule_velocity', value: 99.5, own: true },
    ]);
  });

  it('are one alone when selling is stopped', () => {
    assert.deepEqual(rules('stopSelling'), [{ text: 'Rule_stop', value: null, own: true }]);
  });

  it('leave out an allocation of everything, also where the marketplace shows less', () => {
    const [row] = rowsOf('upToDate');
    assert.ok(row?.mpb_marketplaceid);
    const mpb_marketplaceid = { ...row.mpb_marketplaceid, mpb_allocationpercent: 80 };
    const allocation = (own: number | null) =>
      rules('upToDate', { mpb_marketplaceid, mpb_allocationpercent: own })
        .filter(({ text }) => text === 'Rule_allocation')
        .map(({ value }) => value);
    assert.deepEqual(allocation(null), [80]);
    assert.deepEqual(allocation(100), []);
  });
});

describe('what is available', () => {
  it('is counted in whole offers, and never below none', () => {
    assert.equal(listing('ownPolicy').available, 13);
    assert.equal(listing('oversold').available, 0);
    assert.equal(listing('unknownQuantity').available, null);
  });
});

describe('the picture', () => {
  const counts = fc.option(fc.integer({ min: 0, max: 2_147_483_647 }));

  it('keeps to its frame, shows what is there, and keeps the order of the numbers', () => {
    fc.assert(
      fc.property(counts, counts, counts, (published, target, available) => {
        const numbers = { published, target, available };
        const bar = barOf(numbers);
        const names = ['published', 'target', 'available'] as const;
        for (const one of names) {
          const share = bar[one];
          assert.equal(share === null, numbers[one] === null);
          if (share === null) continue;
          assert.ok(share >= 0 && share <= 1);
          assert.equal(share === 0, numbers[one] === 0);
          for (const other of names)
            if ((numbers[one] ?? 0) > (numbers[other] ?? Infinity)) assert.ok(share >= (bar[other] ?? 0));
        }
      }),
    );
  });
});

it('shows something for whatever the columns hold', () => {
  const text = fc.option(fc.string());
  const number = fc.option(fc.integer({ min: -5, max: 927_130_010 }));
  fc.assert(
    fc.property(
      fc.record({
        mpb_publishedon: text,
        mpb_answeredon: text,
        mpb_answer: text,
        mpb_place: number,
        mpb_published: number,
        mpb_target: number,
        mpb_available: number,
        mpb_bufferrule: number,
        mpb_unitsperoffer: number,
      }),
      (columns) => {
        const shown = listing('upToDate', columns as Partial<ListingRow>);
        assert.ok(shown.asOf === null || !Number.isNaN(Date.parse(shown.asOf)));
        assert.ok(shown.available === null || shown.available >= 0);
      },
    ),
  );
});

describe('the one call', () => {
  it('asks for the listing of a key, also when it is gone', () => {
    const query = listingsQuery('ab'.repeat(32));
    assert.match(query, /\$filter=mpb_listingkey eq '(ab){32}'&/);
  });

  it('asks for the listings of a product by its number, whatever is in it', () => {
    const query = listingsQuery("a'b & c");
    assert.match(query, /productnumber eq 'a''b%20%26%20c'/);
    assert.match(query, /and statecode eq 0&/);
  });
});

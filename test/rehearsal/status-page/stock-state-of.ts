/** Where the stock of every listing is, and what the files and the census say: from rows of the pretend Dynamics alone. */
import { choice } from '@marketplace-bridge/solution';
import type { Row } from '../../sandbox/dataverse/model.ts';
import type { World } from '../world.ts';
import type { CensusLine, StockFileLine, StockState } from './client/page-state.ts';
import { isoOrNull, text, time } from './columns.ts';
import { tally } from './tally.ts';

/** Of the newest files, whose waits the page sums up. */
const summedFiles = 60;

export function stockStateOf({ dataverse, stock }: World): StockState | null {
  if (!stock) return null;
  const listings = dataverse.rows('mpb_listing').filter((row) => row.statecode === 0);
  const files = dataverse
    .rows('mpb_stockfile')
    .filter((row) => time(row.mpb_senton) !== null)
    .sort((a, b) => (time(a.mpb_senton) ?? 0) - (time(b.mpb_senton) ?? 0));
  const open = dataverse
    .rows('mpb_exception')
    .filter((row) => row.statecode === 0 && row.mpb_recordtype !== 'order' && isOfStock(row));
  const last = files.at(-1);
  const slot = dataverse.rows('mpb_slot').find((row) => row.mpb_operation === 'STO01');
  return {
    counts: {
      seen: listings.length,
      done: inPlace(listings, 'done'),
      waiting: inPlace(listings, 'waiting'),
      exception: inPlace(listings, 'exception'),
    },
    nextFileOn: isoOrNull(time(slot?.mpb_nextcallon)),
    files: files.length,
    lastFile: last ? fileLine(last) : null,
    wait: waitOf(files.slice(-summedFiles)),
    held: tally(open.map((row) => text(row.mpb_code))),
    census: censusOf(dataverse.rows('mpb_census')),
  };
}

/** An offer without a product is held up by what holds up orders too, so that its code does not say what it is of. */
function isOfStock({ mpb_listingid: listing, mpb_code: code }: Readonly<Row>): boolean {
  return (listing !== null && listing !== undefined) || text(code).startsWith('stock-');
}

function inPlace(listings: readonly Readonly<Row>[], place: keyof typeof choice.place.values): number {
  return listings.filter((row) => row.mpb_place === choice.place.values[place]).length;
}

function fileLine(row: Readonly<Row>): StockFileLine {
  const { values, labels } = choice.stockFileState;
  const state = (Object.keys(values) as (keyof typeof values)[]).find(
    (name) => values[name] === row.mpb_state,
  );
  return {
    sentOn: isoOrNull(time(row.mpb_senton)) ?? '',
    answeredOn: isoOrNull(time(row.mpb_answeredon)),
    lines: count(row.mpb_linecount),
    refused: count(row.mpb_refusedcount),
    state: state === undefined ? '' : labels[state],
  };
}

/** The middle of the files' medians, each as often as the file has lines; the longest wait of them all. */
function waitOf(files: readonly Readonly<Row>[]): StockState['wait'] {
  const known = files
    .filter((row) => typeof row.mpb_medianwait === 'number')
    .map((row) => ({ seconds: count(row.mpb_medianwait), lines: Math.max(1, count(row.mpb_linecount)), row }))
    .sort((a, b) => a.seconds - b.seconds);
  const lines = known.reduce((sum, file) => sum + file.lines, 0);
  let passed = 0;
  const middle = known.find((file) => (passed += file.lines) * 2 >= lines);
  if (!middle) return null;
  return {
    medianSeconds: middle.seconds,
    longestSeconds: Math.max(...known.map(({ row }) => count(row.mpb_longestwait))),
    files: known.length,
  };
}

function censusOf(rows: readonly Readonly<Row>[]): CensusLine | null {
  const last = rows
    .filter((row) => time(row.mpb_finishedon) !== null)
    .sort((a, b) => (time(a.mpb_finishedon) ?? 0) - (time(b.mpb_finishedon) ?? 0))
    .at(-1);
  if (!last) return null;
  return {
    finishedOn: isoOrNull(time(last.mpb_finishedon)) ?? '',
    scope: text(last.mpb_scope),
    offers: count(last.mpb_offers),
    agreed: count(last.mpb_agreed),
    found: [
      ['moving', last.mpb_moving],
      ['never sent', last.mpb_neversent],
      ['refused', last.mpb_refused],
      ['changed there', last.mpb_changedthere],
      ['not known before', last.mpb_unknownsku],
      ['gone', last.mpb_missing],
    ].flatMap(([name, value]) => (count(value) === 0 ? [] : [{ name: text(name), count: count(value) }])),
  };
}

function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** After quiet: both sides show what Dynamics allows, and nothing is left half done. Each violation in words. */
import type { World } from '../rehearsal/world.ts';
import type { Row } from '../sandbox/dataverse/model.ts';
import type { StockOracle } from './stock-oracle.ts';

const place = { waiting: 927_130_000, exception: 927_130_001, done: 927_130_002 };
const ended = { done: 927_130_003, refused: 927_130_004, unknown: 927_130_005 };

export function stockProblems(world: World, oracle: StockOracle): string[] {
  return [
    ...differences(world, oracle),
    ...unmapped(world),
    ...openFiles(world),
    ...places(world),
    ...openExceptions(world),
    ...censusSums(world),
  ];
}

/** M, S and what was decided are all what Dynamics allows (DESIGN 7, 5). */
function differences({ dataverse, mirakl }: World, oracle: StockOracle): string[] {
  const targets = oracle.targets();
  return dataverse
    .rows('mpb_listing')
    .filter((row) => row.statecode === 0)
    .flatMap((row) => {
      const sku = String(row.mpb_sku);
      const wanted = targets.get(sku);
      const has = {
        shown: mirakl.offer(sku)?.quantity,
        published: row.mpb_published,
        target: row.mpb_target,
      };
      return Object.entries(has)
        .filter(([, quantity]) => quantity !== wanted)
        .map(([what, quantity]) => `invariant 5: ${sku} has ${what} ${String(quantity)}, not ${wanted}`);
    });
}

/** What a clerk mapped last is what the listing is of. */
function unmapped({ dataverse }: World): string[] {
  return dataverse.rows('mpb_skumapping').flatMap(({ mpb_sku: sku, mpb_productid: product }) => {
    const listing = dataverse.find('mpb_listing', (row) => row.mpb_sku === sku);
    return listing === undefined || listing.mpb_productid === product
      ? []
      : [`${String(sku)} is not of the product that it is mapped to`];
  });
}

function openFiles({ dataverse }: World): string[] {
  return dataverse
    .rows('mpb_stockfile')
    .filter((row) => !Object.values(ended).includes(Number(row.mpb_state)) || row.mpb_answeredon == null)
    .map((row) => `${String(row.mpb_name)} is left as ${String(row.mpb_state)}`);
}

/** D8: after quiet each listing stands in one place, and with nothing wrong that is `done`. */
function places({ dataverse, clock }: World): string[] {
  return dataverse.rows('mpb_listing').flatMap((row: Readonly<Row>) => {
    const sku = String(row.mpb_sku);
    const isActive = row.statecode === 0;
    const isDue = typeof row.mpb_dueon === 'string' && Date.parse(row.mpb_dueon) < clock.now();
    return [
      ...(isActive && row.mpb_place !== place.done ? [`${sku} stands in ${String(row.mpb_place)}`] : []),
      ...(isActive && isDue ? [`${sku} has been due since ${String(row.mpb_dueon)}`] : []),
    ];
  });
}

function openExceptions({ dataverse }: World): string[] {
  return dataverse
    .rows('mpb_exception')
    .filter(
      (row) => row.statecode === 0 && (row.mpb_listingid != null || String(row.mpb_code).startsWith('stock')),
    )
    .map((row) => `${String(row.mpb_recordkey)}: ${String(row.mpb_code)} is open: ${String(row.mpb_cause)}`);
}

const columns = ['agreed', 'moving', 'neversent', 'refused', 'changedthere', 'unknownsku'];

function censusSums({ dataverse }: World): string[] {
  return dataverse
    .rows('mpb_census')
    .filter((row) => row.mpb_finishedon != null)
    .flatMap((row) => {
      const sum = columns.reduce((total, name) => total + Number(row[`mpb_${name}`]), 0);
      return sum === row.mpb_offers
        ? []
        : [`a census of ${String(row.mpb_offers)} offers accounts for ${sum} of them`];
    });
}

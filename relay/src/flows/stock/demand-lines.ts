/** The lines of marketplace orders that still take, or just took, goods from stock; of every marketplace. */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { BatchAnswer, Lane, Operation } from '../../dataverse/client.ts';
import type { DemandLine } from '../../domain/stock/stock-facts.ts';
import { among, chunksForUrl } from '../filters.ts';
import type { Ports } from '../ports.ts';
import { dataverseTime, plus } from '../time.ts';
import { allRows } from '../all-rows.ts';

type Row = Pick<
  ReadRow<typeof t.orderline>,
  'mpb_sku' | 'mpb_openquantity' | 'mpb_quantity' | 'mpb_shippedon' | 'mpb_importedon'
> & { readonly mpb_orderid: { readonly _mpb_marketplaceid_value: string | null } | null };

/** By `offerKey`. */
export type DemandBySku = Map<string, Omit<DemandLine, 'unitsPerOffer'>[]>;

export function offerKey(marketplaceId: string | null, sku: string | null): string {
  return `${marketplaceId ?? ''}|${sku ?? ''}`;
}

const skusPerQuery = 400;

const select =
  'mpb_orderlines?$select=mpb_sku,mpb_openquantity,mpb_quantity,mpb_shippedon,mpb_importedon' +
  '&$expand=mpb_orderid($select=_mpb_marketplaceid_value)';

export function demandQueries(skus: readonly string[], settleMs: number, now: Date): Operation[] {
  return chunksForUrl([...new Set(skus)], skusPerQuery).map((some) => ({
    method: 'GET',
    path: `${select}&$filter=${among('mpb_sku', some)} and ${takesStock(settleMs, now)}`,
  }));
}

/** Whatever the SKU; for the census. */
export function allDemandQuery(settleMs: number, now: Date): Operation {
  return { method: 'GET', path: `${select}&$filter=${takesStock(settleMs, now)}` };
}

/** Open, or given over so lately that the source may not have booked it yet. */
function takesStock(settleMs: number, now: Date): string {
  const since = dataverseTime(plus(now, -settleMs));
  return `(mpb_openquantity gt 0 or mpb_shippedon ge ${since} or mpb_importedon ge ${since})`;
}

/** The SKUs of what settles now: their listings are looked at again when that ends. */
export function settlingQuery(settleMs: number, now: Date): Operation {
  const since = dataverseTime(plus(now, -settleMs));
  return {
    method: 'GET',
    path: `mpb_orderlines?$select=mpb_sku&$filter=(mpb_shippedon ge ${since} or mpb_importedon ge ${since})`,
  };
}

export async function readDemand(
  ports: Pick<Ports, 'dataverse'>,
  answers: readonly BatchAnswer[],
  lane: Lane,
): Promise<DemandBySku> {
  const bySku: DemandBySku = new Map();
  for (const answer of answers) {
    for (const row of await allRows<Row>(ports, answer, lane)) {
      const key = offerKey(row.mpb_orderid?._mpb_marketplaceid_value ?? null, row.mpb_sku);
      const lines = bySku.get(key);
      if (lines === undefined) bySku.set(key, [demandOf(row)]);
      else lines.push(demandOf(row));
    }
  }
  return bySku;
}

function demandOf(row: Row): Omit<DemandLine, 'unitsPerOffer'> {
  const open = row.mpb_openquantity ?? 0;
  const isCancelled = open === 0 && row.mpb_shippedon === null;
  return {
    open,
    kept: isCancelled ? 0 : (row.mpb_quantity ?? 0),
    shippedOn: row.mpb_shippedon,
    importedOn: row.mpb_importedon,
  };
}

/** A file of an offers export (OF54), in the form that OF52 asks for: CSV with the columns below. */
import type { Offer } from './client.ts';
import { columnsOf } from './csv-header.ts';
import { csvRows, UnreadableCsv } from './csv-rows.ts';

/** What is asked for and read (OF52, include_fields). */
export const offerColumns = ['offer-id', 'shop-sku', 'quantity', 'active', 'deleted'] as const;

interface OffersPage {
  readonly offers: readonly Offer[];
  /** Lines that are no offer. */
  readonly unreadable: number;
}

const OFFERS_PER_PAGE = 1000;

/**
 * Rejects with `UnreadableCsv` where there is no header: also an empty file is none, since taking it for a list without
 * offers would make every offer look gone.
 */
export async function* readOffers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<OffersPage> {
  let columns: Columns | null = null;
  let page: { offers: Offer[]; unreadable: number } = { offers: [], unreadable: 0 };
  for await (const rows of csvRows(pieces)) {
    for (const row of rows) {
      if (columns === null) {
        columns = readHeader(row);
        continue;
      }
      const offer = readOffer(row, columns);
      if (offer === null) page.unreadable += 1;
      else page.offers.push(offer);
      if (page.offers.length + page.unreadable < OFFERS_PER_PAGE) continue;
      yield page;
      page = { offers: [], unreadable: 0 };
    }
  }
  if (columns === null) throw new UnreadableCsv('an export without a header');
  if (page.offers.length + page.unreadable > 0) yield page;
}

interface Columns {
  readonly sku: number;
  readonly quantity: number;
  readonly offerId: number | undefined;
  readonly active: number | undefined;
  readonly deleted: number | undefined;
}

function readHeader(row: readonly string[]): Columns {
  const at = columnsOf(row);
  const [sku, quantity] = [at.get('shop-sku'), at.get('quantity')];
  if (sku === undefined || quantity === undefined) throw new UnreadableCsv('not an export of offers');
  return { sku, quantity, offerId: at.get('offer-id'), active: at.get('active'), deleted: at.get('deleted') };
}

/** Null for a line without a SKU or without a quantity; only a deleted offer has none (OF51's description). */
function readOffer(row: readonly string[], at: Columns): Offer | null {
  const sku = row[at.sku];
  const deleted = valueAt(row, at.deleted) === 'true';
  const quantity = deleted ? 0 : quantityOf(row[at.quantity]);
  if (sku === undefined || sku === '' || quantity === null) return null;
  const offerId = valueAt(row, at.offerId);
  return {
    sku,
    offerId: offerId === undefined || offerId === '' ? null : offerId,
    quantity,
    title: null,
    active: !deleted && valueAt(row, at.active) !== 'false',
    deleted,
  };
}

function valueAt(row: readonly string[], column: number | undefined): string | undefined {
  return column === undefined ? undefined : row[column];
}

function quantityOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/**
 * How many of each offer may be on sale by what Dynamics knows at this moment, worked out from its rows by hand: from the
 * words of the columns, with nothing of the relay's own planning, so that both can be wrong only for different reasons.
 */
import type { Row } from '../sandbox/dataverse/model.ts';
import type { World } from '../rehearsal/world.ts';
import { inventoryTables } from '../rehearsal/stock/stock-columns.ts';

type Stored = Readonly<Row>;

const untilImported = 927_130_001;
const buffers = { constant: 927_130_000, percent: 927_130_001 };
const millionth = 1_000_000;

export class StockOracle {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** The marketplace row, whose policy may be read a while after it was saved. */
  get policy(): Stored {
    const { dataverse, marketplaceId } = this.#world;
    const row = dataverse.get('mpb_marketplace', marketplaceId);
    if (row === undefined) throw new Error('the world has a marketplace');
    return row;
  }

  /** By SKU, of every listing that is on sale and has a product. */
  targets(policy: Stored = this.policy): Map<string, number> {
    const { dataverse, clock } = this.#world;
    const listings = dataverse.rows('mpb_listing');
    const lines = dataverse.rows('mpb_orderline');
    const targets = new Map<string, number>();
    for (const product of dataverse.rows('product')) {
      const own = listings.filter((row) => row.mpb_productid === product.productid);
      const stock = own.length === 0 ? null : this.#stockOf(product);
      if (stock === null) continue;
      const taken = own
        .map((row) => {
          const sold = lines.filter((line) => line.mpb_sku === row.mpb_sku);
          const offers = sold.reduce((sum, line) => sum + takes(line, stock.asOf, policy, clock.now()), 0);
          return offers * number(row.mpb_unitsperoffer, 1);
        })
        .reduce((sum, units) => sum + units, 0);
      for (const row of own) {
        if (row.statecode !== 0) continue;
        const isOff = product.statecode !== 0 || row.mpb_stopselling === true;
        targets.set(String(row.mpb_sku), isOff ? 0 : offersOf(stock.onHand - taken, row, policy));
      }
    }
    return targets;
  }

  /** Null where nobody says how much there is. */
  #stockOf(product: Stored): { readonly onHand: number; readonly asOf: number } | null {
    const { dataverse, stock } = this.#world;
    const table = inventoryTables[stock?.source ?? 'productOnHand'];
    if (table === null) {
      const { quantityonhand: onHand, modifiedon } = product;
      return typeof onHand === 'number' ? { onHand, asOf: Date.parse(String(modifiedon)) } : null;
    }
    const rows = dataverse.rows(table.table).filter((row) => row[table.product] === product.productid);
    if (rows.length === 0) return null;
    return {
      onHand: rows.reduce((sum, row) => sum + number(row[table.quantity], 0), 0),
      // As old as the oldest of its warehouses: nobody says which of them an order leaves from.
      asOf: Math.min(
        ...rows.map((row) => Date.parse(String((table.asOf && row[table.asOf]) ?? row.modifiedon))),
      ),
    };
  }
}

/** Offers of an order line that are still to be taken off what the source says. */
function takes(line: Stored, asOf: number, policy: Stored, now: number): number {
  const open = number(line.mpb_openquantity, 0);
  const shipped = moment(line.mpb_shippedon);
  const imported = policy.mpb_demandrule === untilImported ? moment(line.mpb_importedon) : null;
  const givenOver = imported ?? shipped;
  if (givenOver === null) return open;
  const isBooked = asOf >= givenOver || now >= givenOver + number(policy.mpb_settleminutes, 60) * 60_000;
  const isCancelled = open === 0 && shipped === null;
  return isBooked || isCancelled ? 0 : number(line.mpb_quantity, 0);
}

/** Units to offers; in millionths, as sums of decimals are a little off. */
function offersOf(available: number, listing: Stored, policy: Stored): number {
  const units = Math.round(available * millionth);
  const own = listing.mpb_bufferrule == null ? policy : listing;
  const value = number(own.mpb_buffervalue, 0);
  const buffer =
    own.mpb_bufferrule === buffers.constant
      ? value * millionth
      : own.mpb_bufferrule === buffers.percent
        ? Math.ceil((Math.max(0, units) * value) / 100)
        : 0;
  const percent = number(listing.mpb_allocationpercent ?? policy.mpb_allocationpercent, 100);
  const limit = number(listing.mpb_stocklimit ?? policy.mpb_stocklimit, Infinity);
  const whole = Math.floor(((units - buffer) * percent) / 100 / millionth);
  return Math.min(limit, Math.max(0, Math.floor(whole / number(listing.mpb_unitsperoffer, 1))));
}

function number(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function moment(value: unknown): number | null {
  return typeof value === 'string' ? Date.parse(value) : null;
}

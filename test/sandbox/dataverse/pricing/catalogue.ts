/** Finds the unit price of an order line: overridden, written in, or from the order's price list. */
import type { Database } from '../hooks.ts';
import type { Row } from '../model.ts';
import { divide, MONEY_PLACES, toScaled } from './decimal.ts';
import type { PricingSwitches } from './organisation-pricing.ts';
import {
  currencyMismatch,
  invalidPrice,
  invalidUnit,
  missingPriceLevel,
  missingProduct,
  missingUnit,
  productNotActive,
  productNotInPriceList,
} from './refusals.ts';

/** pricingerrorcode of dataverse.md 9 and of the choice in standard/sales-choices.ts. */
export const PRICING_ERROR = {
  none: 0,
  detail: 1,
  missingPriceLevel: 2,
  inactivePriceLevel: 3,
  missingQuantity: 4,
  missingUnitPrice: 5,
  notInPriceLevel: 11,
} as const;

export type PricingError = (typeof PRICING_ERROR)[keyof typeof PRICING_ERROR];

/** A unit price with four implied decimals, or why there is none. */
export type UnitPrice = { price: bigint } | { error: PricingError };

export interface LineAndOrder {
  line: Readonly<Row>;
  order: Readonly<Row>;
  /** A stored price stands: the order's prices are locked and the line had one. */
  keepsPrice: boolean;
}

/** Throws a refusal where the platform would not store such a line at all. */
export function findUnitPrice(database: Database, facts: LineAndOrder, switches: PricingSwitches): UnitPrice {
  const { line, order } = facts;
  if (line.quantity == null) return { error: PRICING_ERROR.missingQuantity };
  if (line.transactioncurrencyid != null && line.transactioncurrencyid !== order.transactioncurrencyid)
    throw currencyMismatch();
  const written = line.priceperunit == null ? undefined : toScaled(line.priceperunit, MONEY_PLACES);
  if (line.isproductoverridden === true)
    return written === undefined ? { error: PRICING_ERROR.missingUnitPrice } : { price: written };

  const { product, priceList } = requireCatalogue(database, facts);
  if (facts.keepsPrice && written !== undefined) return { price: written };
  const overridden = line.ispriceoverridden === true;
  if (overridden && written === undefined) throw invalidPrice();
  if (priceList.statecode !== 0) return { error: PRICING_ERROR.inactivePriceLevel };
  const item = database
    .where('productpricelevel', 'productid', product.productid)
    .find((row) => row.pricelevelid === priceList.pricelevelid && row.uomid === line.uomid);
  if (overridden && written !== undefined && (item || !switches.overriddenNeedsPriceList))
    return { price: written };
  if (item) return { price: listPrice(item, product) };
  if (switches.notInPriceList === 'refuse') throw productNotInPriceList(String(product.name));
  return { error: PRICING_ERROR.notInPriceLevel };
}

/** A catalogue line needs a price list, an active product, and a unit of the product's unit group. */
function requireCatalogue(
  database: Database,
  { line, order }: LineAndOrder,
): { product: Readonly<Row>; priceList: Readonly<Row> } {
  const priceList = find(database, 'pricelevel', order.pricelevelid);
  if (!priceList) throw missingPriceLevel();
  const product = find(database, 'product', line.productid);
  if (!product) throw missingProduct();
  const unit = find(database, 'uom', line.uomid);
  if (!unit) throw missingUnit();
  if (unit.uomscheduleid !== product.defaultuomscheduleid) throw invalidUnit();
  return { product, priceList };
}

/** Draft and retired products cannot be sold; those under revision still can, in their published form. */
export function requireSellable(database: Database, line: Readonly<Row>): void {
  const product = find(database, 'product', line.productid);
  const state = product?.statecode;
  if (product && (state === 1 || state === 2)) {
    throw productNotActive(String(product.name), state === 1 ? 'Retired' : 'Draft');
  }
}

function find(database: Database, table: string, id: unknown): Readonly<Row> | undefined {
  return typeof id === 'string' ? database.get(table, id) : undefined;
}

/** The price of a price list item by its pricing method; percentages have five places. */
function listPrice(item: Readonly<Row>, product: Readonly<Row>): bigint {
  const whole = 10_000_000n;
  const percentage = toScaled(item.percentage, 5);
  const share = (column: string, numerator: bigint, denominator: bigint): bigint =>
    denominator <= 0n
      ? 0n
      : divide(toScaled(product[column], MONEY_PLACES) * numerator, denominator, 'half-up');
  switch (item.pricingmethodcode) {
    case 2:
      return share('price', percentage, whole);
    case 3:
      return share('currentcost', whole + percentage, whole);
    case 4:
      return share('currentcost', whole, whole - percentage);
    case 5:
      return share('standardcost', whole + percentage, whole);
    case 6:
      return share('standardcost', whole, whole - percentage);
    default:
      return toScaled(item.amount, MONEY_PLACES);
  }
}

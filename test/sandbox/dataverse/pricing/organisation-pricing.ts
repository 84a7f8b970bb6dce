/** What the organisation row, the currency and the calling user say about pricing (TENANT 10). */
import type { Caller, Database } from '../hooks.ts';
import type { Row } from '../model.ts';
import type { Rounding } from './decimal.ts';
import type { DiscountMethod, PricingPrecision } from './totals.ts';

/** Behaviours that no reference settles: tests run both ways. */
export interface PricingSwitches {
  /** "Cuts the unit price" (TENANT 8) does not say how. */
  unitPriceRounding: Rounding;
  /** A catalogue product that its price list lacks: pricing error 11 on the row, or the write is refused. */
  notInPriceList: 'record' | 'refuse';
  /** Whether a line with an overridden price must still find its product in the price list. */
  overriddenNeedsPriceList: boolean;
}

export const defaultPricingSwitches: PricingSwitches = {
  unitPriceRounding: 'half-up',
  notInPriceList: 'record',
  overriddenNeedsPriceList: true,
};

/**
 * Whether the shipped engine computes this caller's order writes. Not where system pricing is off, and not for an
 * integration user while Sales Order Processing integration is on: those keep what was sent (dataverse.md 9).
 */
export function isSystemPriced(database: Database, caller: Caller): boolean {
  const organization = database.organization();
  if (organization.oobpricecalculationenabled === false) return false;
  if (organization.issopintegrationenabled !== true) return true;
  return database.get('systemuser', caller.userId)?.isintegrationuser !== true;
}

export function discountMethod(database: Database): DiscountMethod {
  return database.organization().discountcalculationmethod === 1 ? 'per unit' : 'line item';
}

/** Precision for an order in the given currency. */
export function pricingPrecision(
  database: Database,
  currencyId: unknown,
  switches: PricingSwitches,
): PricingPrecision {
  const currency =
    typeof currencyId === 'string' ? database.get('transactioncurrency', currencyId) : undefined;
  return {
    unitPrice: places(database.organization(), 'pricingdecimalprecision'),
    currency: places(
      currency ?? database.organization(),
      currency ? 'currencyprecision' : 'currencydecimalprecision',
    ),
    unitPriceRounding: switches.unitPriceRounding,
  };
}

function places(row: Readonly<Row>, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : 2;
}

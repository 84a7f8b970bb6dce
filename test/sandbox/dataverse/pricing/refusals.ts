/** How order pricing refuses a write: codes of dataverse.md 2, templates of the SDK's list of error codes. */
import { DataverseError } from '../errors.ts';

const refusal = (code: string, message: string): DataverseError => new DataverseError(400, code, message);

export const missingPriceLevel = (): DataverseError =>
  refusal('0x80043b12', 'The price level id is missing.');
export const missingProduct = (): DataverseError => refusal('0x80043b11', 'The product id is missing.');
export const missingUnit = (): DataverseError => refusal('0x80043b0d', 'The unit id is missing.');
export const invalidPrice = (): DataverseError => refusal('0x80043b10', 'The price per unit is invalid.');
export const invalidUnit = (): DataverseError =>
  refusal('0x80043b14', 'The specified unit is not valid for this product.');

export const unitNotInSchedule = (): DataverseError =>
  refusal('0x80043b16', 'The unit does not exist in the specified unit schedule.');

export const currencyMismatch = (): DataverseError =>
  refusal('0x80048cee', 'The currency of the record does not match the currency of the price list.');

export const twoDiscounts = (): DataverseError =>
  refusal('0x80043b1f', 'Only one of the two can be given: a discount amount or a discount percentage.');

/** The SDK's InvalidProduct; that this is the code for a product which is not active is unverified. */
export const productNotActive = (name: string, state: string): DataverseError =>
  refusal('0x80060623', `The product '${name}' is in the state ${state} and cannot be sold.`);

/** Only with `notInPriceList: 'refuse'`; wording and code unverified. */
export const productNotInPriceList = (name: string): DataverseError =>
  refusal('0x80060623', `The product '${name}' is not part of the order's price list in this unit.`);

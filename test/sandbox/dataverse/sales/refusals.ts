/** How the sales tables refuse a write: codes of dataverse.md 2 and 9, templates of the SDK's list of error codes. */
import { DataverseError } from '../errors.ts';

const refusal = (code: string, message: string): DataverseError => new DataverseError(400, code, message);

export const parentReadOnly = (): DataverseError =>
  refusal(
    '0x80043b09',
    'The parent record is read-only: only an active order and its products can be changed.',
  );

export const alreadyLocked = (): DataverseError => refusal('0x80043b1d', 'This entity is already locked.');
export const alreadyUnlocked = (): DataverseError =>
  refusal('0x80043b1e', 'This entity is already unlocked.');

export const duplicateProductNumber = (): DataverseError =>
  refusal('0x80043b06', 'The specified product ID conflicts with the product ID of an existing record.');

export const duplicatePriceListItem = (): DataverseError =>
  refusal('0x80043b08', 'This product and unit combination has a price for this price list.');

/** A synchronous plug-in threw: its own message reaches the caller (dataverse.md 2, fixture 13). */
export const pluginRefused = (message: string): DataverseError => refusal('0x80040265', message);

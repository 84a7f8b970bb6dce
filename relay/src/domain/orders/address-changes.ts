/** Addresses after import: a delivery address is applied while that is safe; a billing address never by itself. */
import type { ExceptionDraft } from '../exception.ts';
import { territoryOf } from '../vat/territory.ts';
import { addressesOf, fit, fitted } from './addresses.ts';
import type { ImportedOrder } from './decision.ts';
import { differenceException } from './difference.ts';
import type { Address, MarketplaceOrder } from './marketplace-order.ts';

export interface AddressChanges {
  /** The delivery address to write, cut to its columns; null where it stays. */
  readonly shipTo: Address | null;
  readonly exceptions: readonly ExceptionDraft[];
}

const dispatchedStates = new Set(['SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']);

/** An address that disappears (marketplaces erase old ones) is no change: the Sales Order keeps what it has. */
export function addressChanges(imported: ImportedOrder, after: MarketplaceOrder): AddressChanges {
  const before = addressesOf(imported.previous);
  const now = addressesOf(after);
  if (before === null || now === null) return { shipTo: null, exceptions: [] };
  const was = fitted(before);
  const is = fitted(now);
  const billing = same(was.billTo, is.billTo) ? [] : [billingChanged(after, was.billTo, is.billTo)];
  if (same(was.shipTo, is.shipTo)) return { shipTo: null, exceptions: billing };
  const obstacle = obstacleTo(imported, after, { was: before.shipTo, is: now.shipTo });
  if (obstacle === null) return { shipTo: fit(now.shipTo, 'shipTo', []), exceptions: billing };
  return {
    shipTo: null,
    exceptions: [...billing, late(after, { was: was.shipTo, is: is.shipTo, obstacle })],
  };
}

/** Why the new delivery address must not simply be written; null where it may be. */
function obstacleTo(
  imported: ImportedOrder,
  after: MarketplaceOrder,
  { was, is }: { readonly was: Address; readonly is: Address },
): string | null {
  if (dispatchedStates.has(after.state) || after.lines.some((line) => line.shippedAt !== null)) {
    return 'goods have left already';
  }
  if (!imported.editable) return 'the Sales Order is closed for changes';
  const old = territoryOf(was);
  const reading = territoryOf(is);
  if (reading.kind !== 'territory') return `the new address is not clear for VAT: ${reading.why}`;
  return old.kind === 'territory' && old.territory === reading.territory
    ? null
    : 'the new address has another VAT treatment than the one that was charged';
}

function late(
  order: MarketplaceOrder,
  { was, is, obstacle }: { readonly was: Address; readonly is: Address; readonly obstacle: string },
): ExceptionDraft {
  return differenceException(order, 'address-changed-late', {
    ...{ key: `ship-to:${addressText(is)}`, subject: 'Delivery address' },
    ...{ salesOrder: addressText(was), marketplace: addressText(is), moneyAtRisk: order.total },
    cause: `The delivery address changed on the marketplace, but ${obstacle}. The Sales Order still has the old one.`,
  });
}

function billingChanged(order: MarketplaceOrder, was: Address, is: Address): ExceptionDraft {
  return differenceException(order, 'billing-address-changed', {
    ...{ key: `bill-to:${addressText(is)}`, subject: 'Billing address' },
    ...{ salesOrder: addressText(was), marketplace: addressText(is), moneyAtRisk: null },
    cause:
      'The billing address changed on the marketplace after import. The Sales Order still has the old one.',
  });
}

function same(one: Address, other: Address): boolean {
  return addressText(one) === addressText(other);
}

function addressText(address: Address): string {
  const { firstName, lastName, company, street1, street2, additionalInfo } = address;
  const { city, state, postcode, country, countryCode, phone } = address;
  const place = [
    company,
    street1,
    street2,
    additionalInfo,
    city,
    state,
    postcode,
    country ?? countryCode,
    phone,
  ];
  return [[firstName, lastName].map(plain).filter(isFilled).join(' '), ...place.map(plain)]
    .filter(isFilled)
    .join(', ');
}

function plain(text: string | null): string {
  return text?.trim() ?? '';
}

function isFilled(text: string): boolean {
  return text !== '';
}

/** The buyer's addresses: whether they are there, and how they fit Dynamics (dataverse.md 9, column lengths). */
import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { instant } from '../instant.ts';
import { cut } from '../text.ts';
import type { SalesOrderDraft } from './decision.ts';
import type { Address, MarketplaceOrder } from './marketplace-order.ts';
import { orderException } from './order-exception.ts';

/** A contact name has 150 characters for both names and the blank between them. */
const contactNameLength = 150;
const lengths = {
  firstName: 75,
  lastName: contactNameLength,
  company: 200,
  street1: 250,
  street2: 250,
  additionalInfo: 250,
  city: 80,
  state: 50,
  postcode: 20,
  country: 80,
  countryCode: 3,
  phone: 50,
} as const satisfies Record<keyof Address, number>;

const hoursUntilAlarm = 24;

export interface OrderAddresses {
  readonly billTo: Address;
  readonly shipTo: Address;
}

/** Both addresses as stated, or null while one has not arrived: marketplaces send empty ones first (mirakl.md 2.4). */
export function addressesOf(order: MarketplaceOrder): OrderAddresses | null {
  const { billingAddress: billTo, shippingAddress: shipTo } = order;
  return isThere(billTo) && isThere(shipTo) ? { billTo, shipTo } : null;
}

/** An address that a parcel could go to: a street, and a city or postcode. */
function isThere(address: Address | null): address is Address {
  return (
    address !== null && isFilled(address.street1) && (isFilled(address.city) || isFilled(address.postcode))
  );
}

function isFilled(text: string | null): boolean {
  return text !== null && text.trim() !== '';
}

/** A day after payment a missing address is somebody's problem, no longer a matter of waiting. */
export function addressOverdue(order: MarketplaceOrder, now: string): readonly ExceptionDraft[] {
  const since = instant(order.debitedAt) ?? instant(order.createdAt);
  if (since !== null && Date.parse(now) - since < hoursUntilAlarm * 3_600_000) return [];
  const missing = [
    ...(isThere(order.billingAddress) ? [] : ['billing address']),
    ...(isThere(order.shippingAddress) ? [] : ['delivery address']),
  ];
  return [
    orderException(order, 'address-missing', {
      causeKey: causeKey('order', order.id),
      subject: missing.join(' and '),
      cause: `The order is paid, but the marketplace has sent no ${missing.join(' and no ')} for more than a day.`,
      evidence: missing.map((label) => ({ label, value: 'empty' })),
    }),
  ];
}

/** Both addresses cut to their columns, and what was cut. */
export function fitted({
  billTo,
  shipTo,
}: OrderAddresses): Pick<SalesOrderDraft, 'billTo' | 'shipTo' | 'truncated'> {
  const truncated: { field: string; original: string }[] = [];
  return { billTo: fit(billTo, 'billTo', truncated), shipTo: fit(shipTo, 'shipTo', truncated), truncated };
}

/** One address cut to its columns. */
export function fit(
  address: Address,
  name: string,
  truncated: { field: string; original: string }[],
): Address {
  const part = (field: keyof Address, length: number = lengths[field]): string | null => {
    const original = address[field];
    if (original === null || original.length <= length) return original;
    truncated.push({ field: `${name}.${field}`, original });
    return cut(original, length);
  };
  const firstName = part('firstName');
  const left = firstName === null ? contactNameLength : contactNameLength - firstName.length - 1;
  return {
    firstName,
    lastName: part('lastName', left),
    company: part('company'),
    street1: part('street1'),
    street2: part('street2'),
    additionalInfo: part('additionalInfo'),
    city: part('city'),
    state: part('state'),
    postcode: part('postcode'),
    country: part('country'),
    countryCode: part('countryCode'),
    phone: part('phone'),
  };
}

/** Tells operations what was cut, with the whole text. */
export function truncationNote(order: MarketplaceOrder): readonly ExceptionDraft[] {
  const addresses = addressesOf(order);
  const truncated = addresses === null ? [] : fitted(addresses).truncated;
  if (truncated.length === 0) return [];
  const fields = truncated.map(({ field }) => field).join(', ');
  return [
    orderException(order, 'address-truncated', {
      causeKey: causeKey('address', order.id),
      subject: fields,
      cause: `Too long for Dynamics and cut: ${fields}. The whole text is below.`,
      evidence: truncated.map(({ field, original }) => ({ label: field, value: original })),
      moneyAtRisk: null,
    }),
  ];
}

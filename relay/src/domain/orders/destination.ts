import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { territoryOf } from '../vat/territory.ts';
import type { Territory } from '../vat/territory.ts';
import type { Address, MarketplaceOrder } from './marketplace-order.ts';
import { orderException } from './order-exception.ts';

export type Destination =
  | { readonly territory: Territory; readonly exceptions: readonly [] }
  | { readonly territory: null; readonly exceptions: readonly ExceptionDraft[] };

/** The VAT territory of the delivery address, or why a person must decide. */
export function destinationOf(order: MarketplaceOrder, shipTo: Address): Destination {
  const reading = territoryOf(shipTo);
  if (reading.kind === 'territory') return { territory: reading.territory, exceptions: [] };
  const disagree = reading.kind === 'disagree';
  const exception = orderException(order, disagree ? 'country-postcode-disagree' : 'territory-undecided', {
    causeKey: causeKey('address', order.id),
    subject: shipTo.postcode,
    cause: disagree
      ? `The delivery address contradicts itself: ${reading.why}. Its VAT cannot be decided.`
      : `VAT for the destination is not decided: ${reading.why}.`,
    evidence: [
      { label: 'Postcode', value: shipTo.postcode ?? 'none' },
      { label: 'Country', value: shipTo.country ?? 'none' },
      { label: 'Country code', value: shipTo.countryCode ?? 'none' },
    ],
  });
  return { territory: null, exceptions: [exception] };
}

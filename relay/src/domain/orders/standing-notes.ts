import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { earliest, instant } from '../instant.ts';
import { taxPointOf } from '../vat/tax-point.ts';
import { territoryOf } from '../vat/territory.ts';
import { truncationNote } from './addresses.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { lineName, orderException } from './order-exception.ts';
import { feesInTotal } from './totals.ts';

/** Advice that goes with an imported order for as long as its cause lasts; it holds nothing up. */
export function standingNotes(order: MarketplaceOrder): readonly ExceptionDraft[] {
  return [
    ...feesInTotal(order),
    ...truncationNote(order),
    ...paymentDate(order),
    ...exportEvidence(order),
    ...incident(order),
  ];
}

function paymentDate(order: MarketplaceOrder): readonly ExceptionDraft[] {
  if (instant(order.debitedAt) !== null) return [];
  const taxPoint = taxPointOf(order);
  return [
    orderException(order, 'no-payment-date', {
      causeKey: causeKey('order', order.id),
      cause: `The marketplace cleared the order without a payment date. ${taxPoint ?? 'No day'} was taken as its tax point.`,
      evidence: [{ label: 'Tax point', value: taxPoint ?? 'none' }],
      moneyAtRisk: null,
    }),
  ];
}

/** Three months from dispatch [mem]: confirm with your VAT adviser (ACCOUNTING, VAT on sales). */
function exportEvidence(order: MarketplaceOrder): readonly ExceptionDraft[] {
  const address = order.shippingAddress;
  const reading = address === null ? null : territoryOf(address);
  if (reading?.kind !== 'territory' || reading.territory !== 'XC') return [];
  const shipped = earliest(order.lines.map((line) => line.shippedAt)) ?? order.shipBy ?? order.createdAt;
  return [
    orderException(order, 'export-evidence', {
      causeKey: causeKey('order', order.id),
      cause: `The goods go to the Channel Islands (${address?.postcode ?? ''}) without VAT. Keep the proof that they left the UK.`,
      evidence: [{ label: 'Postcode', value: address?.postcode ?? '' }],
      deadline: monthsLater(shipped, 3),
    }),
  ];
}

function monthsLater(text: string, months: number): string | null {
  const at = instant(text);
  if (at === null) return null;
  const date = new Date(at);
  date.setUTCMonth(date.getUTCMonth() + months);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function incident(order: MarketplaceOrder): readonly ExceptionDraft[] {
  if (!order.hasIncident) return [];
  const lines = order.lines.filter((line) => line.state === 'INCIDENT_OPEN');
  return [
    orderException(order, 'incident-open', {
      causeKey: causeKey('order', order.id),
      cause: 'The customer opened an incident on the marketplace. See the messages there and answer them.',
      evidence: [
        { label: 'Incident', value: 'open' },
        ...lines.map((line) => ({ label: lineName(line), value: line.title ?? line.id })),
      ],
    }),
  ];
}

/** SH21, RE01, OR75 and V01: lists that change rarely (mirakl.md 6). Codes are an operator's own; these are made up. */
import type { SandboxResponse } from '../http.ts';
import { ok } from './replies.ts';

const carriers = [
  ['RoyalMail', 'Royal Mail', 'https://tracking.example/royal-mail?ref={trackingId}'],
  ['DPDUK', 'DPD UK', 'https://tracking.example/dpd?parcel={trackingId}'],
  ['EVRI', 'Evri', 'https://tracking.example/evri?code={trackingId}'],
  ['PARCELFORCE', 'Parcelforce Worldwide', 'https://tracking.example/parcelforce?track={trackingId}'],
  ['DX', 'DX Delivery', 'https://tracking.example/dx?consignment={trackingId}'],
  ['PALLET', 'Pallet network', undefined],
] as const;

/** B&Q's refund reasons carry a prefix, REFUND_65 among them (mirakl.md 9). */
const reasons = [
  ['CANCELATION_34', 'Cancelled by the customer before dispatch', 'CANCELATION', true],
  ['CANCELATION_35', 'Out of stock', 'CANCELATION', true],
  ['INCIDENT_1', 'Item not received', 'INCIDENT_OPEN', false],
  ['INCIDENT_2', 'Item damaged', 'INCIDENT_OPEN', false],
  ['INCIDENT_10', 'Replacement received', 'INCIDENT_CLOSE', false],
  ['INCIDENT_11', 'Settled with the customer', 'INCIDENT_CLOSE', true],
  ['MESSAGE_26', 'Question about an order', 'ORDER_MESSAGING', true],
  ['REFUND_15', 'Out of stock', 'REFUND', true],
  ['REFUND_17', 'Item returned', 'REFUND', true],
  ['REFUND_65', 'Goodwill', 'REFUND', true],
  ['REFUND_90', 'Decided by the marketplace', 'REFUND', false],
  ['RETURN_1', 'Changed mind', 'RETURN', false],
] as const;

const taxes = [
  ['VAT', 'UK value added tax', 'PROPORTIONAL_TO_AMOUNT'],
  ['VAT-MANUAL', 'UK value added tax, given by the seller on refunds', 'NONE'],
] as const;

export function listCarriers(): SandboxResponse {
  return ok({
    carriers: carriers.map(([code, label, url]) => ({
      code,
      label,
      standard_code: code,
      ...(url && { tracking_url: url }),
    })),
  });
}

export function listReasons(): SandboxResponse {
  return ok({
    reasons: reasons.map(([code, label, type, is_shop_right]) => ({ code, label, type, is_shop_right })),
    total_count: reasons.length,
  });
}

export function listTaxes(): SandboxResponse {
  return ok({
    taxes: taxes.map(([code, label, tax_calculation_rule]) => ({ code, label, tax_calculation_rule })),
  });
}

/** Only the status counts; the body may be anything. */
export function version(): SandboxResponse {
  return ok({ version: 'sandbox' });
}

/**
 * The order as the Sales Order reflects it, once a part of a difference was applied: the new reading where that part is
 * concerned, the old one elsewhere. In the marketplace's own words, because that is how a baseline is kept.
 */
import type { DifferencePart } from '../../domain/orders/apply-difference.ts';
import { parseWire } from '../../mirakl/wire-json.ts';

interface Wire {
  readonly customer?: Readonly<Record<string, unknown>>;
}

/** Null where the Sales Order reflects the observation itself: then no baseline is kept. */
export function baselineAfter(
  part: DifferencePart,
  { baseline, observation }: { readonly baseline: string | null; readonly observation: string },
): string | null {
  if (baseline === null) return null;
  const [was, is] = [parseWire(baseline) as Wire, parseWire(observation) as Wire];
  const after = JSON.stringify(merged(part, was, is));
  return after === JSON.stringify(is) ? null : after;
}

/**
 * Once everything else is reflected: a billing address is never written unasked and holds nothing up, so that it may
 * differ for ever, while the record is done and goes on to change.
 */
export function billingAddressLeft(given: {
  readonly baseline: string | null;
  readonly observation: string;
}): string | null {
  const rest = baselineAfter('lines', given);
  return rest && baselineAfter('delivery-address', { ...given, baseline: rest });
}

function merged(part: DifferencePart, was: Wire, is: Wire): Wire {
  const address = (of: Wire, name: string) => ({ [name]: of.customer?.[name] });
  switch (part) {
    case 'lines':
      return {
        ...is,
        customer: {
          ...is.customer,
          ...address(was, 'billing_address'),
          ...address(was, 'shipping_address'),
        },
      };
    case 'delivery-address':
      return { ...was, customer: { ...was.customer, ...address(is, 'shipping_address') } };
    case 'billing-address':
      return { ...was, customer: { ...was.customer, ...address(is, 'billing_address') } };
    case 'computed-totals':
      return was;
  }
}

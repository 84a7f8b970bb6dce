import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { entryOf } from '../exception-of.ts';
import type { ExceptionCode } from '../exception-of.ts';
import type { Minor } from '../money.ts';
import { actAfterUpdate } from './late.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { orderException } from './order-exception.ts';

export interface Difference {
  /** What differs, and the value that it now has: a further change is a new difference to decide on. */
  readonly key: string;
  readonly subject: string;
  readonly cause: string;
  readonly salesOrder: string;
  readonly marketplace: string;
  readonly moneyAtRisk: Minor | null;
}

/**
 * An imported order and the marketplace disagree. A person who accepts the difference is remembered by its cause key,
 * so differences have keys of their own that no other exception of the order shares.
 */
export function differenceException(
  order: MarketplaceOrder,
  code: ExceptionCode,
  difference: Difference,
): ExceptionDraft {
  return orderException(order, code, {
    causeKey: causeKey('difference', difference.key),
    subject: difference.subject,
    cause: difference.cause,
    evidence: [
      { label: `${difference.subject}: on the Sales Order`, value: difference.salesOrder },
      { label: `${difference.subject}: on the marketplace`, value: difference.marketplace },
    ],
    deadline: actAfterUpdate(order, entryOf(code).actWithinHours),
    moneyAtRisk: difference.moneyAtRisk,
  });
}

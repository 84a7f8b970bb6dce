import type { ExceptionDraft } from '../exception.ts';
import { entryOf, exceptionOf } from '../exception-of.ts';
import type { ExceptionCase, ExceptionCode } from '../exception-of.ts';
import { cut } from '../text.ts';
import { actBy } from './late.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';

export type OrderCase = Pick<ExceptionCase, 'causeKey' | 'cause' | 'evidence'> &
  Partial<Pick<ExceptionCase, 'subject' | 'deadline' | 'moneyAtRisk'>>;

/** An exception of an order: its deadline follows the order, and the whole order is at risk unless stated otherwise. */
export function orderException(
  order: MarketplaceOrder,
  code: ExceptionCode,
  particulars: OrderCase,
): ExceptionDraft {
  return exceptionOf(code, {
    subject: null,
    deadline: actBy(order, entryOf(code).actWithinHours),
    moneyAtRisk: order.total,
    ...particulars,
  });
}

/** `Line 2 (SKU ABC)`, as people count lines. */
export function lineName(line: MarketplaceOrderLine): string {
  return line.sku === null ? `Line ${line.index}` : `Line ${line.index} (SKU ${cut(line.sku, 80)})`;
}

/** More than a person works through; they must fit into one change set. The rest shows when the first are put right. */
const mostAtOnce = 150;

/** One exception per code and cause key: two lines with the same unknown SKU are one problem. */
export function merged(exceptions: readonly ExceptionDraft[]): readonly ExceptionDraft[] {
  const byKey = new Map<string, ExceptionDraft>();
  for (const exception of exceptions) {
    const key = `${exception.code} ${exception.causeKey}`;
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? exception : joined(known, exception));
  }
  return [...byKey.values()].slice(0, mostAtOnce);
}

function joined(first: ExceptionDraft, second: ExceptionDraft): ExceptionDraft {
  return {
    ...first,
    cause: cut(`${first.cause}\n${second.cause}`, 4_000),
    evidence: [...first.evidence, ...second.evidence],
  };
}

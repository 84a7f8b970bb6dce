import type { Harness } from '../system/harness.ts';

/** Per order where it ended up, why, and as what, in words that two runs can be compared by. */
export function outcomesOf(harness: Harness): Record<string, string> {
  return Object.fromEntries(
    harness.state().orders.map(({ orderId, outcome, exceptions, salesOrder }) => {
      const codes = exceptions.map(({ code, causeKey }) => `${code} (${causeKey})`).sort();
      const made = salesOrder
        ? `${salesOrder.lines} lines, ${salesOrder.total}, VAT ${salesOrder.tax}`
        : 'nothing';
      return [orderId, `${outcome}: ${made}; ${codes.join(', ')}`];
    }),
  );
}

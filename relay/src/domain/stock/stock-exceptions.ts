/**
 * What keeps stock from being published, as cases of the catalogue. Those of the marketplace come first, those of a
 * listing after. Causes say nothing that changes while the case is the same, so that its row is written once.
 */
import { causeKey, causeKeyOfMapping } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { exceptionOf } from '../exception-of.ts';
import type { ExceptionCase, ExceptionCode } from '../exception-of.ts';
import { cut } from '../text.ts';
import type { StockSource } from './policy.ts';

export function stockPolicyInvalid(problems: readonly string[]): ExceptionDraft {
  return stockException('stock-policy-invalid', {
    causeKey: causeKey('set-up', 'stock policy'),
    subject: null,
    cause: `No stock of this marketplace is published. ${problems.join(' ')}`,
    evidence: problems.map((problem) => ({ label: 'Problem', value: problem })),
  });
}

const sourceNames: Readonly<Record<StockSource, string>> = {
  productOnHand: 'quantity on hand of the products',
  fieldService: 'Field Service product inventory',
  stockLevels: 'Marketplace stock levels',
};

/** `since`: when it became stale, ISO 8601. */
export function stockSourceStale(source: StockSource, staleAfterMs: number, since: string): ExceptionDraft {
  const minutes = Math.round(staleAfterMs / 60_000);
  return stockException('stock-source-stale', {
    causeKey: causeKey('stock', 'source'),
    subject: null,
    cause: `Nothing changed in the stock source (${sourceNames[source]}) for more than ${minutes} minutes, so it counts as stopped since ${since}. Quantities stay as they are published until the longest hold is over.`,
    evidence: [
      { label: 'Source', value: sourceNames[source] },
      { label: 'Stale since', value: since },
      { label: 'Allowed', value: `${minutes} minutes` },
    ],
  });
}

/** STO01 as a whole, or its import FAILED (mirakl.md 5.2). */
export function stockFileRefused(file: {
  readonly importId: string | null;
  readonly lines: number;
  readonly reason: string;
}): ExceptionDraft {
  const importId = file.importId ?? 'none was given';
  return stockException('stock-file-refused', {
    causeKey: causeKey('stock', 'file'),
    subject: null,
    cause: `The marketplace refused a stock file of ${file.lines} ${file.lines === 1 ? 'line' : 'lines'} and says: "${file.reason}". Nothing of it was published; all of it is sent again.`,
    evidence: [
      { label: 'Message of the marketplace', value: file.reason },
      { label: 'Import', value: importId },
      { label: 'Lines', value: String(file.lines) },
    ],
  });
}

/** `reason` says what the source lacks. */
export function stockUnknown(sku: string, reason: string): ExceptionDraft {
  return stockException('stock-unknown', {
    causeKey: causeKey('listing', `${sku}|quantity`),
    subject: sku,
    cause: `The stock of SKU ${named(sku)} is not known: ${reason}. It is not taken as 0; what is published stays until the longest hold is over.`,
    evidence: [
      { label: 'SKU', value: sku },
      { label: 'Stock source', value: reason },
    ],
  });
}

/** Freed by a SKU mapping, like an order with the same SKU. */
export function offerWithoutProduct(sku: string): ExceptionDraft {
  return stockException('offer-without-product', {
    causeKey: causeKeyOfMapping(sku),
    subject: sku,
    cause: `The marketplace has an offer with SKU ${named(sku)}, but there is neither a SKU mapping nor a product with this number in Dynamics. Its quantity is left alone.`,
    evidence: [{ label: 'SKU', value: sku }],
  });
}

export function stockLineRefused(line: {
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
}): ExceptionDraft {
  return stockException('stock-line-refused', {
    causeKey: causeKey('listing', `${line.sku}|refused`),
    subject: line.sku,
    cause: `The marketplace refused the quantity ${line.quantity} of SKU ${named(line.sku)} and says: "${line.reason}".`,
    evidence: [
      { label: 'Message of the marketplace', value: line.reason },
      { label: 'SKU', value: line.sku },
      { label: 'Quantity', value: String(line.quantity) },
    ],
  });
}

export function listingPolicyInvalid(sku: string, problems: readonly string[]): ExceptionDraft {
  return stockException('listing-policy-invalid', {
    causeKey: causeKey('listing', `${sku}|policy`),
    subject: sku,
    cause: `No stock of SKU ${named(sku)} is published. ${problems.join(' ')}`,
    evidence: problems.map((problem) => ({ label: 'Problem', value: problem })),
  });
}

/** No order waits, so nothing is due by a dispatch and no sum is at risk. */
function stockException(
  code: ExceptionCode,
  particulars: Omit<ExceptionCase, 'deadline' | 'moneyAtRisk'>,
): ExceptionDraft {
  return exceptionOf(code, { ...particulars, deadline: null, moneyAtRisk: null });
}

/** A SKU may be long; the whole of it is in the evidence. */
function named(sku: string): string {
  return cut(sku, 80);
}

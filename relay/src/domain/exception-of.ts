/**
 * The one catalogue of everything that can hold an order or a listing up: who puts it right, how soon and how. The operations manual
 * is generated from it, and no exception exists outside it.
 */
import type { ExceptionDraft } from './exception.ts';
import type { Minor } from './money.ts';
import { afterImport } from './catalogue/after-import.ts';
import { orderContent } from './catalogue/order-content.ts';
import { setUp } from './catalogue/set-up.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { stock } from './catalogue/stock.ts';
import { vat } from './catalogue/vat.ts';
import { cut } from './text.ts';

export const catalogue = { ...setUp, ...orderContent, ...vat, ...afterImport, ...stock } as const;

export type ExceptionCode = keyof typeof catalogue;

export function isExceptionCode(code: string): code is ExceptionCode {
  return Object.hasOwn(catalogue, code);
}

export function entryOf(code: ExceptionCode): CatalogueEntry {
  return catalogue[code];
}

/** The particulars of one case; everything else comes from the catalogue. */
export interface ExceptionCase {
  readonly causeKey: string;
  /** Names the thing in lists: a SKU, a line; null where the title says it all. */
  readonly subject: string | null;
  readonly cause: string;
  readonly evidence: ExceptionDraft['evidence'];
  readonly deadline: string | null;
  readonly moneyAtRisk: Minor | null;
}

/** Texts are cut to their columns: title 400, cause 4,000; of a piece of evidence 200 for its label, 1,000 for its value. */
export function exceptionOf(code: ExceptionCode, particulars: ExceptionCase): ExceptionDraft {
  const { title, severity, responsible, fixes } = entryOf(code);
  return {
    code,
    causeKey: particulars.causeKey,
    title: cut(particulars.subject === null ? title : `${title}: ${particulars.subject}`, 400),
    cause: cut(particulars.cause, 4_000),
    evidence: particulars.evidence.map(({ label, value }) => ({
      label: cut(label, 200),
      value: cut(value, 1_000),
    })),
    severity,
    responsible,
    deadline: particulars.deadline,
    moneyAtRisk: particulars.moneyAtRisk,
    fixes,
  };
}

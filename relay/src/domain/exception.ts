/** What holds a record up, before it becomes a row. The catalogue of codes is in exception-catalogue.ts. */
import type { Minor } from './money.ts';

export interface ExceptionDraft {
  readonly code: string;
  /** SKU, tax category, carrier ...: records with the same key are freed by the same fix. */
  readonly causeKey: string;
  /** One line for lists. */
  readonly title: string;
  /** Plain English for the person who has the problem: which line, which value, which rule. */
  readonly cause: string;
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  readonly severity: 'blocking' | 'advisory';
  readonly responsible: 'finance' | 'operations' | 'sales' | 'admin';
  readonly deadline: string | null;
  readonly moneyAtRisk: Minor | null;
  readonly fixes: readonly Fix[];
}

export interface Fix {
  readonly kind:
    | 'retry'
    | 'map-sku'
    | 'add-tax-rule'
    | 'set-tax-category'
    | 'accept-difference'
    | 'dismiss'
    | 'apply-difference'
    | 'set-up';
  /** What pressing it will do. */
  readonly text: string;
}

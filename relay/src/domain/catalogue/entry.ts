import type { ExceptionDraft, Fix } from '../exception.ts';

export interface CatalogueEntry {
  /** One line for lists; the subject of a case is put behind it. */
  readonly title: string;
  readonly responsible: ExceptionDraft['responsible'];
  readonly severity: ExceptionDraft['severity'];
  /** Hours after the order was paid (or placed) in which to act; the dispatch deadline counts if it is earlier. */
  readonly actWithinHours: number | null;
  /** The safe ways out, likeliest first. */
  readonly fixes: readonly Fix[];
  /** For the manual: what it means, and why we do not go on by ourselves. */
  readonly explanation: string;
}

export const retry: Fix = { kind: 'retry', text: 'Look at the order again now.' };
export const dismiss: Fix = { kind: 'dismiss', text: 'Put this note away; nothing else changes.' };
export const acceptDifference: Fix = {
  kind: 'accept-difference',
  text: 'Leave the Sales Order as it is and record that the difference was accepted.',
};
/** The relay changes the Sales Order; `what` says how. Never once goods or an invoice are out (TENANT 3). */
export function applyDifference(what: string): Fix {
  return { kind: 'apply-difference', text: `${what} Only while the Sales Order is active.` };
}

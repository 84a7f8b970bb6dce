/** Who asked for what, when, why, and what became of it; latest first. */
import { actionKinds, nameOf, outcomes } from '../../shared/choice-values.ts';
import { formatted } from '../../shared/dataverse.ts';
import type { ActionRow, OrderRow } from './rows.ts';
import type { ActionName } from '@marketplace-bridge/solution';

export interface PastAction {
  readonly id: string;
  readonly exceptionId: string | null;
  readonly exceptionTitle: string | null;
  readonly kind: ActionName | null;
  readonly person: string;
  readonly on: string;
  readonly reason: string | null;
  /** `waiting` until the relay has answered. */
  readonly outcome: keyof typeof outcomes | 'waiting';
  readonly answer: string | null;
}

export function history(order: OrderRow): readonly PastAction[] {
  const titles = new Map(order.mpb_exception_mpb_orderid.map((row) => [row.mpb_exceptionid, row.mpb_name]));
  return order.mpb_action_mpb_orderid
    .map((row) => ({
      ...answerOf(row),
      id: row.mpb_actionid,
      exceptionId: row._mpb_exceptionid_value,
      exceptionTitle: titles.get(row._mpb_exceptionid_value ?? '') ?? null,
      kind: nameOf(actionKinds, row.mpb_kind),
      person: formatted(row, '_createdby_value') ?? '',
      on: row.createdon,
      reason: row.mpb_reason,
    }))
    .sort((a, b) => b.on.localeCompare(a.on));
}

/** An outcome that a newer relay has added is told by its words, as one that was not done. */
export function answerOf(row: Pick<ActionRow, 'mpb_outcome' | 'mpb_outcometext'>): {
  readonly outcome: PastAction['outcome'];
  readonly answer: string | null;
} {
  return {
    outcome: row.mpb_outcome === null ? 'waiting' : (nameOf(outcomes, row.mpb_outcome) ?? 'failed'),
    answer: row.mpb_outcometext,
  };
}

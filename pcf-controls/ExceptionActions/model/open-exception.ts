/** An exception as the person sees it: everything already read, weighed and put in order. */
import type { Team } from '@marketplace-bridge/solution';
import { nameOf, responsibles, severities } from '../../shared/choice-values.ts';
import { formatted } from '../../shared/dataverse.ts';
import { readEvidence, readFixes } from './contents.ts';
import { fixButtons } from './fix-button.ts';
import type { Circumstances, FixButton } from './fix-button.ts';
import type { Evidence, ExceptionRow, OrderRow } from './rows.ts';
import { timeLeft } from '../../shared/time-left.ts';
import type { TimeLeft } from '../../shared/time-left.ts';

export interface OpenException {
  readonly id: string;
  readonly title: string;
  /** In plain English; also what a request says that the person saw. */
  readonly cause: string;
  readonly blocking: boolean;
  readonly evidence: readonly Evidence[];
  readonly responsible: Team | null;
  /** Name of the owner, as a rule a team. */
  readonly owner: string | null;
  readonly deadline: string | null;
  readonly left: TimeLeft | null;
  /** In the user's format with the currency of the order; null where no money is at risk or none is known. */
  readonly moneyAtRisk: string | null;
  readonly causeKey: string | null;
  /** How many other records the same cause holds up. */
  readonly others: number;
  readonly buttons: readonly FixButton[];
}

export interface ClosedException {
  readonly id: string;
  readonly title: string;
  readonly closedOn: string | null;
  /** "Cleared", "Accepted", "Dismissed", as the choice says it. */
  readonly how: string | null;
  readonly outcome: string | null;
}

export function openExceptions(
  order: OrderRow,
  around: Pick<Circumstances, 'roles' | 'offline'> & {
    readonly now: number;
    /** Ids of the exceptions about which something was asked for and not answered yet. */
    readonly waiting: ReadonlySet<string>;
  },
): readonly OpenException[] {
  return order.mpb_exception_mpb_orderid
    .filter((row) => row.statecode === 0)
    .map((row) => opened(row, around))
    .sort(mostPressingFirst);
}

function opened(row: ExceptionRow, around: Parameters<typeof openExceptions>[1]): OpenException {
  const responsible = nameOf(responsibles, row.mpb_responsible);
  const waiting = around.waiting.has(row.mpb_exceptionid);
  return {
    id: row.mpb_exceptionid,
    title: row.mpb_name ?? row.mpb_code ?? '',
    cause: row.mpb_cause ?? '',
    blocking: nameOf(severities, row.mpb_severity) !== 'advisory',
    evidence: readEvidence(row.mpb_evidence),
    responsible,
    owner: formatted(row, '_ownerid_value'),
    deadline: row.mpb_deadline,
    left: timeLeft(row.mpb_deadline, around.now),
    moneyAtRisk: row.mpb_moneyatrisk === null ? null : formatted(row, 'mpb_moneyatrisk'),
    causeKey: row.mpb_causekey,
    // The cause counts this record too.
    others: Math.max(0, (row.mpb_causeid?.mpb_open ?? 1) - 1),
    buttons: fixButtons(readFixes(row.mpb_fixes), { ...around, responsible, waiting }),
  };
}

/** What holds the order up before what is only good to know; then the nearest deadline, then the title. */
function mostPressingFirst(a: OpenException, b: OpenException): number {
  return (
    Number(b.blocking) - Number(a.blocking) ||
    (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999') ||
    a.title.localeCompare(b.title)
  );
}

/** Latest first. */
export function closedExceptions(order: OrderRow): readonly ClosedException[] {
  return order.mpb_exception_mpb_orderid
    .filter((row) => row.statecode !== 0)
    .map((row) => ({
      id: row.mpb_exceptionid,
      title: row.mpb_name ?? row.mpb_code ?? '',
      closedOn: row.mpb_closedon,
      how: formatted(row, 'statuscode'),
      outcome: row.mpb_outcome,
    }))
    .sort((a, b) => (b.closedOn ?? '').localeCompare(a.closedOn ?? ''));
}

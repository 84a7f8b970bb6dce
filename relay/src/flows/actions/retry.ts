/** What came of looking again, for the person who asked. */
import type { BatchItem, Operation } from '../../dataverse/client.ts';
import { rowsOf, warnOfRefusals } from '../answers.ts';
import { among } from '../filters.ts';
import type { Facts } from '../orders/facts.ts';
import { judge } from '../orders/judge.ts';
import type { LookContext } from '../orders/look-context.ts';
import { holdPlan } from '../orders/plan.ts';
import { placeOf } from '../orders/root.ts';
import type { OrderRow, OrderWrite } from '../orders/rows.ts';
import { answerWrite, orderOf, type ActionRow, type Answer } from './rows.ts';
import type { Asked } from './target.ts';

type Outcome = Pick<OrderRow, 'mpb_orderid' | 'mpb_place' | 'mpb_reason'> & {
  readonly mpb_salesorderid: { readonly ordernumber: string | null } | null;
};

/**
 * Most retries find everything as it was. That is known before anything is written, so that the answer is the only
 * write, or goes into one change set with the time of the next try where that comes sooner now. Null where there is
 * more to do, which is for a look.
 */
export function stillHeld(context: LookContext, one: Asked, facts: Facts): BatchItem | null {
  const { marketplace, ports } = context;
  const now = ports.clock.now();
  if (one.observed === null) return null;
  const { row } = one.observed;
  // As if it had never been tried before.
  const judged = judge({ ...one.observed, row: { ...row, mpb_attempts: 0 } }, facts, marketplace, now);
  const { decision } = judged;
  // A missing address is asked for anew at the marketplace.
  if (decision.kind !== 'hold' || decision.exceptions.some(({ code }) => code === 'address-missing'))
    return null;
  const plan = holdPlan(judged, decision.exceptions, marketplace, now);
  if ('changeSet' in plan) return null;
  const body = plan.body as OrderWrite;
  const answer = answerWrite(
    one.action,
    answerOf({
      mpb_orderid: row.mpb_orderid,
      mpb_place: body.mpb_place ?? null,
      mpb_reason: body.mpb_reason ?? null,
      mpb_salesorderid: judged.salesOrder,
    }),
    now,
  );
  context.judged(row.mpb_orderid, 'hold');
  context.decided(row.mpb_orderid, 'held');
  return standsAs(row, body, now) ? answer : { changeSet: [plan, answer] };
}

/** The row says the same already, and is tried again no later. */
function standsAs(row: OrderRow, body: OrderWrite, now: Date): boolean {
  const due = Date.parse(row.mpb_dueon ?? '');
  return (
    row.mpb_place === body.mpb_place &&
    row.mpb_reason === body.mpb_reason &&
    (row.mpb_attempts ?? 0) <= (body.mpb_attempts ?? 0) &&
    due > now.getTime() &&
    due <= Date.parse(body.mpb_dueon ?? '')
  );
}

/** Looking again is harmless, so the answer is a write of its own: one that gets lost is given after the next look. */
export async function answerRetries(context: LookContext, actions: readonly ActionRow[]): Promise<void> {
  const { ports } = context;
  const ids = [...new Set(actions.flatMap((action) => orderOf(action)?.mpb_orderid ?? []))];
  const rows = rowsOf<Outcome>((await ports.dataverse.batch([outcomeQuery(ids)]))[0]);
  const byId = new Map(rows.map((row) => [row.mpb_orderid, row]));
  context.assertHeld();
  const now = ports.clock.now();
  const answers = await ports.dataverse.batch(
    actions.map((action) => answerWrite(action, answerOf(byId.get(orderOf(action)?.mpb_orderid ?? '')), now)),
  );
  warnOfRefusals(answers, ports.log);
}

function outcomeQuery(ids: readonly string[]): Operation {
  return {
    method: 'GET',
    path: `mpb_orders?$select=mpb_place,mpb_reason&$expand=mpb_salesorderid($select=ordernumber)&$filter=${among('mpb_orderid', ids)}`,
  };
}

export function answerOf(row: Outcome | undefined): Answer {
  if (row === undefined) return { outcome: 'refused', text: 'The marketplace order is not there any more.' };
  const number = row.mpb_salesorderid?.ordernumber ?? null;
  const imported = number === null ? '' : `Imported as ${number}. `;
  const reason = row.mpb_reason ?? '';
  switch (placeOf(row)) {
    case 'exception':
      return { outcome: 'done', text: `${imported}Still held up: ${reason}` };
    case 'waiting':
      return { outcome: 'done', text: number === null ? `Waiting: ${reason}` : imported.trim() };
    case 'done':
      return {
        outcome: 'done',
        text: number === null ? reason || 'Nothing is left to do.' : imported.trim(),
      };
  }
}

/** What came of looking again, for the person who asked: read from the rows, as they are now. */
import type { Operation } from '../../dataverse/client.ts';
import { rowsOf, warnOfRefusals } from '../answers.ts';
import { among } from '../filters.ts';
import type { LookContext } from '../orders/look-context.ts';
import { placeOf } from '../orders/root.ts';
import type { OrderRow } from '../orders/rows.ts';
import { answerWrite, orderOf, type ActionRow, type Answer } from './rows.ts';

type Outcome = Pick<OrderRow, 'mpb_orderid' | 'mpb_place' | 'mpb_reason'> & {
  readonly mpb_salesorderid: { readonly ordernumber: string | null } | null;
};

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

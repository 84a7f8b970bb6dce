/**
 * What the flow would decide about every order now, from the stored observations and without writing anything: the same
 * facts give the same decision, byte for byte (DESIGN 7, invariant 9), whichever copy asks.
 */
import type { OrderDecision } from '../../domain/orders/decision.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';
import { factQueries, factsOf } from './facts.ts';
import { judge, observedOf, skusOf } from './judge.ts';
import { observeStored } from './observation.ts';
import { orderColumns, type OrderRow } from './rows.ts';

/** How many orders are judged with one reading of their facts. */
const rowsAtOnce = 100;

/** By order id (the record key of one that has none). */
export async function preview(
  ports: Pick<Ports, 'dataverse' | 'clock'>,
  marketplace: Marketplace,
): Promise<ReadonlyMap<string, OrderDecision>> {
  const now = ports.clock.now();
  const decisions = new Map<string, OrderDecision>();
  const path = `mpb_orders?$select=${orderColumns.join(',')}&$orderby=mpb_orderkey&$filter=_mpb_marketplaceid_value eq ${marketplace.id}`;
  for await (const rows of ports.dataverse.query<OrderRow>(path, { pageSize: rowsAtOnce })) {
    const ids = rows.map((row) => row.mpb_orderid);
    if (ids.length === 0) continue;
    const skus = skusOf(rows.map((row) => observeStored(row.mpb_observation ?? 'null')));
    const answers = await ports.dataverse.batch(factQueries(ids, skus, marketplace));
    const facts = factsOf(ids, skus, marketplace, answers);
    for (const row of rows) {
      const { decision } = judge(observedOf(row, facts), facts, marketplace, now);
      decisions.set(row.mpb_name ?? row.mpb_orderid, decision);
    }
  }
  return decisions;
}

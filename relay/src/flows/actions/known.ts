/**
 * Everything that is known of what people ask about, in one request: who they are, the Sales Orders, and what the SKUs
 * stand for. The records and their exceptions came with the actions.
 */
import type { Operation } from '../../dataverse/client.ts';
import { salesOrderId, salesOrderQuery, salesOrdersOf, type ExceptionRow } from '../orders/facts.ts';
import { skusOf } from '../orders/judge.ts';
import type { LookContext } from '../orders/look-context.ts';
import { observeStored } from '../orders/observation.ts';
import { matchProducts, productQueries } from '../orders/products.ts';
import { peopleOf, peopleQuery, teamRolesOf, teamRolesQuery, type TeamRoles } from './people.ts';
import { orderOf, type ActionRow } from './rows.ts';
import { salesOrderDetailsOf, salesOrderDetailsQuery } from './sales-order-now.ts';
import { kindOf, type Known } from './target.ts';

/** `teamRoles`: null where nobody has read them a moment ago. */
export async function readKnown(
  { ports, marketplace }: LookContext,
  actions: readonly ActionRow[],
  teamRoles: TeamRoles | null,
): Promise<Known> {
  const rows = actions.flatMap((action) => orderOf(action) ?? []);
  const bodies = rows
    .flatMap((row) => [row.mpb_observation, row.mpb_baseline])
    .filter((body) => body !== null);
  const skus = skusOf(bodies.map(observeStored));
  // One whose link is lost is found when an import meets it and everything is read again.
  const imported = rows.filter((row) => row._mpb_salesorderid_value !== null).map((row) => row.mpb_orderid);
  const toChange = actions
    .filter((action) => kindOf(action) === 'applyDifference')
    .flatMap((action) => orderOf(action)?.mpb_orderid ?? []);
  const people = [peopleQuery([...new Set(actions.map((action) => action._createdby_value))])];
  const teams = teamRoles === null ? [teamRolesQuery] : [];
  const details = toChange.length === 0 ? [] : [salesOrderDetailsQuery(toChange, marketplace)];
  const salesOrders = imported.length === 0 ? [] : [salesOrderQuery(imported, marketplace)];
  const products = productQueries(skus, marketplace.id);
  const answers = await ports.dataverse.batch([...people, ...teams, ...details, ...salesOrders, ...products]);
  const to = (queries: readonly Operation[]) => answers.splice(0, queries.length);
  const [users] = to(people);
  const [teamsRead] = to(teams);
  const [detailsRead] = to(details);
  const [salesOrdersRead] = to(salesOrders);
  const rowIds = new Map(imported.map((id) => [salesOrderId(id, marketplace), id]));
  return {
    people: peopleOf(users, teamRoles ?? teamRolesOf(teamsRead)),
    salesOrders: detailsRead ? salesOrderDetailsOf(toChange, detailsRead, marketplace) : new Map(),
    facts: {
      salesOrders: salesOrdersRead ? salesOrdersOf(salesOrdersRead, rowIds) : new Map(),
      exceptions: new Map(
        rows.map((row): [string, readonly ExceptionRow[]] => [
          row.mpb_orderid,
          row.mpb_exception_mpb_orderid,
        ]),
      ),
      products: matchProducts(skus, answers, marketplace.priceListId),
    },
  };
}

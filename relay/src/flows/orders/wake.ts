/**
 * A mapping or rule saved between our reading and our parking would otherwise be missed for ever (PROTOCOL, Park and
 * wake): the cause rows of what was just parked are read once more, behind the writes, and whatever would now be decided
 * otherwise is due at once.
 */
import type { BatchAnswer, BatchItem, Operation } from '../../dataverse/client.ts';
import { rowsOf } from '../answers.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { taxRuleOf, taxRuleQuery, type TaxRuleRow } from '../marketplace/tax-rules.ts';
import { dataverseTime } from '../time.ts';
import type { Facts } from './facts.ts';
import { judge, skusOf, type Judged } from './judge.ts';
import { matchProducts, productQueries } from './products.ts';

/** What frees the orders; they travel behind the writes that park them. */
export function causeQueries(parked: readonly Judged[], marketplace: Marketplace): Operation[] {
  return parked.length === 0 ? [] : [taxRuleQuery, ...productQueries(skusIn(parked), marketplace.id)];
}

/** Reads the answers to `causeQueries`, in their order. */
export function wakes(
  parked: readonly Judged[],
  answers: readonly BatchAnswer[],
  known: { readonly facts: Facts; readonly marketplace: Marketplace; readonly now: Date },
): BatchItem[] {
  if (parked.length === 0) return [];
  const { marketplace, now } = known;
  const fresh: Marketplace = { ...marketplace, taxRules: rowsOf<TaxRuleRow>(answers[0]).map(taxRuleOf) };
  const products = matchProducts(skusIn(parked), answers.slice(1), marketplace.priceListId);
  const facts: Facts = { ...known.facts, products };
  return parked
    .filter((one) => judge(one, facts, fresh, now).decision.kind !== one.decision.kind)
    .map((one) => ({
      method: 'PATCH',
      path: `mpb_orders(${one.row.mpb_orderid})`,
      ifMatch: '*',
      body: { mpb_dueon: dataverseTime(now) },
    }));
}

function skusIn(parked: readonly Judged[]): string[] {
  return skusOf(parked.map((one) => one.reading));
}

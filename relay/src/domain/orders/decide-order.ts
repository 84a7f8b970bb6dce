/**
 * What to do with one order. Pure: the same facts give the same decision, byte for byte (DESIGN 7, invariant 9), and no
 * order whatsoever makes it throw. Every problem of an order is named at once, so that people put it right in one go.
 */
import type { ExceptionDraft } from '../exception.ts';
import { plusMinutes } from '../instant.ts';
import { sum } from '../money.ts';
import { taxPointOf } from '../vat/tax-point.ts';
import { addressesOf, addressOverdue, fitted } from './addresses.ts';
import type { OrderAddresses } from './addresses.ts';
import { clearing } from './clearing.ts';
import type { OrderDecision, OrderFacts, SalesOrderDraft } from './decision.ts';
import { destinationOf } from './destination.ts';
import { draftLines } from './draft-lines.ts';
import { laterChanges } from './later-changes.ts';
import { ruleLines } from './line-rules.ts';
import { liveLines } from './live-lines.ts';
import { merged } from './order-exception.ts';
import { matchProducts } from './products.ts';
import type { MatchedLines } from './products.ts';
import { impossibleValues } from './readable.ts';
import { marketplaceProblems, shippingProductMissing, taxModeMissing, taxPointMissing } from './set-up.ts';
import { standingNotes } from './standing-notes.ts';
import { deliveryByLine, totalsProblems } from './totals.ts';
import { proveVat } from './vat-proof.ts';

/** Until an order without an address is looked at again without news. */
const addressMinutes = 30;

export function decideOrder(facts: OrderFacts): OrderDecision {
  if (facts.imported !== null) return laterChanges(facts, facts.imported);
  const cleared = clearing(facts);
  if (cleared !== 'cleared') {
    const setUp = cleared.kind === 'accept' ? marketplaceProblems(facts) : [];
    return setUp.length > 0 ? { kind: 'hold', exceptions: merged(setUp) } : cleared;
  }
  return decideCleared(facts);
}

function decideCleared(facts: OrderFacts): OrderDecision {
  const { order, now } = facts;
  const impossible = impossibleValues(order);
  if (impossible.length > 0) return { kind: 'hold', exceptions: impossible };
  const matched = matchProducts(facts);
  const problems = [
    ...marketplaceProblems(facts),
    ...totalsProblems(order),
    ...matched.exceptions,
    ...shippingProductMissing(facts),
  ];
  const addresses = addressesOf(order);
  if (addresses === null) {
    const all = [...problems, ...addressOverdue(order, now)];
    return all.length > 0
      ? { kind: 'hold', exceptions: merged(all) }
      : {
          ...{ kind: 'wait', reason: 'address', text: 'The address has not arrived yet' },
          ...{ until: plusMinutes(now, addressMinutes), advisories: [] },
        };
  }
  const { draft, exceptions } = draftOf(facts, addresses, matched);
  const all = merged([...problems, ...exceptions]);
  return all.length > 0 || draft === null
    ? { kind: 'hold', exceptions: all }
    : { kind: 'import', draft, advisories: standingNotes(order) };
}

/** The Sales Order, as far as VAT and prices go, or everything that stands against it. */
function draftOf(
  facts: OrderFacts,
  addresses: OrderAddresses,
  matched: MatchedLines,
): { draft: SalesOrderDraft | null; exceptions: readonly ExceptionDraft[] } {
  const { order, marketplace } = facts;
  const mode = order.taxMode;
  const taxPoint = taxPointOf(order);
  const destination = destinationOf(order, addresses.shipTo);
  const { territory } = destination;
  if (mode === null || taxPoint === null || territory === null) {
    const missing = [
      ...(mode === null ? [taxModeMissing(order)] : []),
      ...(taxPoint === null ? [taxPointMissing(order)] : []),
    ];
    return { draft: null, exceptions: [...missing, ...destination.exceptions] };
  }
  const ruled = ruleLines(order, matched.lines, { rules: facts.taxRules, territory, taxPoint });
  const proof = proveVat(order, ruled.lines, { mode, delivery: deliveryOf(facts) });
  const unproved = [...ruled.exceptions, ...proof.exceptions];
  if (unproved.length > 0) return { draft: null, exceptions: unproved };
  const drafted = draftLines(order, proof.lines, { mode, marketplace });
  if (drafted.exceptions.length > 0) return { draft: null, exceptions: drafted.exceptions };
  const { lines } = drafted;
  return {
    draft: {
      lines,
      net: sum(lines.map((line) => line.net)),
      tax: sum(lines.map((line) => line.tax)),
      gross: sum(lines.map((line) => line.gross)),
      ...fitted(addresses),
      taxPoint,
      taxMethod: proof.method,
    },
    exceptions: [],
  };
}

function deliveryOf({ order }: OrderFacts): (lineId: string) => number {
  const amounts = deliveryByLine(order);
  const byLine = new Map(liveLines(order).map((line, index) => [line.id, amounts[index] ?? 0]));
  return (lineId) => byLine.get(lineId) ?? 0;
}

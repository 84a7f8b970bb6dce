import type { ImportedOrder, OrderDecision, OrderFacts } from './decision.ts';
import { standingNotes } from './standing-notes.ts';

export function laterChanges({ order }: OrderFacts, imported: ImportedOrder): OrderDecision {
  const exceptions = standingNotes(order);
  return exceptions.length === 0
    ? { kind: 'done', text: `Imported as ${imported.salesOrderNumber ?? 'a Sales Order'}` }
    : { kind: 'update', shipTo: null, exceptions, text: 'Imported' };
}

/**
 * The timeline of an order as its column: written with the root row whenever the reading or the import moves on, so that
 * it costs no write of its own. The relay's own times are kept nowhere else.
 */
import type { Milestone } from '@marketplace-bridge/solution';
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { milestones, type DynamicsSide } from '../../domain/orders/milestones.ts';
import { jsonColumn } from '../json-column.ts';
import type { OrderRow, OrderWrite } from './rows.ts';

/** Before anything of an order stands in Dynamics. */
export const notImported: DynamicsSide = { importedAt: null, salesOrderNumber: null, writtenBackAt: null };

export function milestonesColumn(
  order: MarketplaceOrder,
  dynamics: DynamicsSide,
): Pick<OrderWrite, 'mpb_milestones'> {
  const all: readonly Milestone[] = milestones(order, dynamics);
  return { mpb_milestones: jsonColumn(all, 20_000, { leftOut: stepsLeftOut, mustStay: isOurs }) };
}

/** The first of them stands for all, and says how many more there were. */
function stepsLeftOut([first, ...others]: readonly [Milestone, ...Milestone[]]): Milestone {
  return { ...first, detail: others.length === 0 ? null : `and ${others.length} more`, url: null };
}

/** The relay's memory of what it did: `dynamicsSideOf` reads it. */
function isOurs({ side }: Milestone): boolean {
  return side === 'dynamics';
}

/** What the relay did until now, as it wrote it down. */
export function dynamicsSideOf({ mpb_milestones: json }: Pick<OrderRow, 'mpb_milestones'>): DynamicsSide {
  const kept = JSON.parse(json ?? '[]') as readonly Milestone[];
  const imported = kept.find(({ kind }) => kind === 'imported');
  const writtenBack = kept.find(({ kind }) => kind === 'written-back');
  return {
    importedAt: imported?.at ?? null,
    salesOrderNumber: imported?.detail ?? null,
    writtenBackAt: writtenBack?.at ?? null,
  };
}

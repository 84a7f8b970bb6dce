import { section, whole } from './form.ts';
import type { ControlCell, Tab } from './form.ts';

const bound = (control: string, label: string): ControlCell => ({
  kind: 'control',
  control,
  column: 'mpb_orderkey',
  label,
});

/**
 * The tab of an order's marketplace life, the same on the marketplace order, on our form of the Sales Order and on the
 * shipped one: all three bind to `mpb_orderkey`, which stands on both tables (TENANT 2).
 */
export const marketplaceTab: Tab = {
  key: 'marketplace',
  label: 'Marketplace',
  columns: whole(
    section('exceptions', [bound('ExceptionActions', 'Exceptions and actions')], 'What needs attention'),
    section('status', [bound('OrderStatus', 'Order status')], 'Life of the order'),
    section('fees', [bound('FeeBreakdown', 'Fees and payout')], 'Fees and payout'),
  ),
};

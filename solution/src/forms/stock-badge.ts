import type { ControlCell } from './form.ts';

/**
 * What the marketplace shows beside what it ought to show. It finds its listings by the key of one or by the number of a
 * product, whichever column it stands for.
 */
export const stockBadge = (column: 'mpb_listingkey' | 'productnumber'): ControlCell => ({
  kind: 'control',
  control: 'StockBadge',
  column,
  label: 'Stock on the marketplace',
});

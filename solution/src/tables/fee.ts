import { feeBasis } from '../choices.ts';
import { decimal, lookup, money, pick, text } from '../column.ts';
import { table } from '../table.ts';

export const fee = table({
  name: 'mpb_fee',
  set: 'mpb_fees',
  display: 'Marketplace Fee',
  plural: 'Marketplace Fees',
  description: 'A fee on an order line: expected at import, actual once settled.',
  ownership: 'user',
  columns: {
    mpb_orderlineid: lookup('Marketplace order line', 'mpb_orderline', {
      required: true,
      onDelete: 'Cascade',
    }),
    mpb_type: text('Type', 100, {
      required: true,
      description: "The marketplace's transaction type, COMMISSION_FEE for example.",
    }),
    mpb_basis: pick('Basis', feeBasis),
    mpb_amount: money('Amount', {
      description: 'Without VAT; positive is what the marketplace keeps, negative what it gives back.',
    }),
    mpb_tax: money('VAT'),
    mpb_rate: decimal('Rate', 4, { max: 100, description: 'Per cent of the amount that it is taken from.' }),
  },
});

import { taxTreatment } from '../choices.ts';
import { date, decimal, pick, text } from '../column.ts';
import { table } from '../table.ts';

/** Effective-dated: nothing about a rate is in code (ACCOUNTING, VAT on sales). */
export const taxrule = table({
  name: 'mpb_taxrule',
  set: 'mpb_taxrules',
  display: 'Marketplace Tax Rule',
  plural: 'Marketplace Tax Rules',
  description: 'The VAT rate of a product tax category in a territory, from a date on.',
  ownership: 'organization',
  changeTracking: true,
  audit: true,
  columns: {
    mpb_taxcategory: text('Product tax category', 50, { required: true, audit: true }),
    mpb_territory: text('Territory', 10, {
      required: true,
      audit: true,
      description: 'UK, or XC for export to the Channel Islands.',
    }),
    mpb_treatment: pick('Treatment', taxTreatment, { required: true, audit: true }),
    mpb_rate: decimal('Rate', 4, { max: 100, required: true, audit: true, description: 'Per cent.' }),
    mpb_validfrom: date('Valid from', { required: true, audit: true }),
    mpb_validto: date('Valid to', { audit: true, description: 'Last day; empty for an open end.' }),
    mpb_taxcode: text('Tax code', 50, { audit: true }),
  },
});

import * as t from '../tables/index.ts';
import { actionForm, causeForm, exceptionForm } from './exceptions.ts';
import type { Form } from './form.ts';
import { orderForm } from './order.ts';
import { productForm } from './product.ts';
import { recordForm } from './record-form.ts';
import { salesOrderForm } from './sales-order.ts';
import { marketplaceForm, skuMappingForm, taxRuleForm } from './set-up.ts';
import { censusForm, listingForm, stockFileForm, stockLevelForm } from './stock.ts';

/** The main forms: one on every table of ours, and our own on the Sales Order and the Product. */
export const forms: readonly Form[] = [
  marketplaceForm,
  orderForm,
  recordForm(t.orderline),
  recordForm(t.fee),
  skuMappingForm,
  taxRuleForm,
  listingForm,
  stockLevelForm,
  causeForm,
  exceptionForm,
  actionForm,
  recordForm(t.event),
  recordForm(t.checkpoint),
  recordForm(t.slot),
  recordForm(t.syncrun),
  stockFileForm,
  censusForm,
  recordForm(t.rawpage),
  salesOrderForm,
  productForm,
];

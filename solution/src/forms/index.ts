import * as t from '../tables/index.ts';
import { actionForm, causeForm, exceptionForm } from './exceptions.ts';
import type { Form } from './form.ts';
import { orderForm } from './order.ts';
import { recordForm } from './record-form.ts';
import { salesOrderForm } from './sales-order.ts';
import { marketplaceForm, skuMappingForm, taxRuleForm } from './set-up.ts';

/** The main forms: one on every table of ours, and our own on the Sales Order. */
export const forms: readonly Form[] = [
  marketplaceForm,
  orderForm,
  recordForm(t.orderline),
  recordForm(t.fee),
  skuMappingForm,
  taxRuleForm,
  causeForm,
  exceptionForm,
  actionForm,
  recordForm(t.event),
  recordForm(t.checkpoint),
  recordForm(t.slot),
  recordForm(t.syncrun),
  recordForm(t.rawpage),
  salesOrderForm,
];

import { action } from './action.ts';
import { cause } from './cause.ts';
import { event } from './event.ts';
import { exception } from './exception.ts';
import { product, salesorder } from './extensions.ts';
import { census } from './census.ts';
import { fee } from './fee.ts';
import { listing } from './listing.ts';
import { checkpoint, rawpage, slot, syncrun } from './machinery.ts';
import { marketplace } from './marketplace.ts';
import { order } from './order.ts';
import { orderline } from './orderline.ts';
import { skumapping } from './sku-mapping.ts';
import { stockfile } from './stock-file.ts';
import { stocklevel } from './stock-level.ts';
import { taxrule } from './tax-rule.ts';

export {
  action,
  cause,
  census,
  checkpoint,
  event,
  exception,
  fee,
  listing,
  marketplace,
  order,
  orderline,
  product,
  rawpage,
  salesorder,
  skumapping,
  slot,
  stockfile,
  stocklevel,
  syncrun,
  taxrule,
};

export const tables = [
  marketplace,
  order,
  orderline,
  fee,
  skumapping,
  taxrule,
  listing,
  stocklevel,
  cause,
  exception,
  action,
  event,
  checkpoint,
  slot,
  syncrun,
  stockfile,
  census,
  rawpage,
] as const;

export const extensions = [salesorder, product] as const;

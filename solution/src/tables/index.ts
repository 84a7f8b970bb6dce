import { action } from './action.ts';
import { cause } from './cause.ts';
import { event } from './event.ts';
import { exception } from './exception.ts';
import { product, salesorder } from './extensions.ts';
import { fee } from './fee.ts';
import { checkpoint, rawpage, slot, syncrun } from './machinery.ts';
import { marketplace } from './marketplace.ts';
import { order } from './order.ts';
import { orderline } from './orderline.ts';
import { skumapping } from './sku-mapping.ts';
import { taxrule } from './tax-rule.ts';

export {
  action,
  cause,
  checkpoint,
  event,
  exception,
  fee,
  marketplace,
  order,
  orderline,
  product,
  rawpage,
  salesorder,
  skumapping,
  slot,
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
  cause,
  exception,
  action,
  event,
  checkpoint,
  slot,
  syncrun,
  rawpage,
] as const;

export const extensions = [salesorder, product] as const;

import { exceptionViews } from './exceptions.ts';
import { machineryViews } from './machinery.ts';
import { orderViews } from './orders.ts';
import { setUpViews } from './set-up.ts';
import { stockViews } from './stock.ts';
import type { View } from './view.ts';

/** Every saved view, table by table. */
export const views: readonly View[] = [
  ...orderViews,
  ...stockViews,
  ...exceptionViews,
  ...setUpViews,
  ...machineryViews,
];

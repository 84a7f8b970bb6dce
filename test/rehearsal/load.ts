/** `--mirakl-data` and `--dynamics-data`: orders and rows from files instead of generated ones. */
import { loadRows } from '../sandbox/dataverse/load-rows.ts';
import { loadOrders } from '../sandbox/mirakl/load-orders.ts';
import type { RehearsalOptions } from './options.ts';
import type { World } from './world.ts';

/** Orders that cannot be used are named and left out; rows are all loaded or none, because they refer to each other. */
export function loadInto(world: World, options: RehearsalOptions): { file: string; reason: string }[] {
  const problems: { file: string; reason: string }[] = [];
  if (options.dynamicsData !== null)
    problems.push(...loadRows(world.dataverse, options.dynamicsData).problems);
  if (options.miraklData !== null) {
    const loaded = loadOrders(options.miraklData);
    problems.push(...loaded.problems);
    for (const order of loaded.orders) world.mirakl.addOrderText(order);
  }
  return problems;
}

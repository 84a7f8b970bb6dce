/** `--mirakl-data` and `--dynamics-data`: orders and rows from files instead of generated ones. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadRows } from '../sandbox/dataverse/load-rows.ts';
import { loadOrders } from '../sandbox/mirakl/load-orders.ts';
import type { RehearsalOptions } from './options.ts';
import type { World } from './world.ts';

/** Set-up that comes whole from a file when there is one: a second marketplace or tax rule beside it would contradict it. */
const replacedWhole = { mpb_marketplaces: 'mpb_marketplace', mpb_taxrules: 'mpb_taxrule' } as const;

/** What cannot be used is named and left out. */
export function loadInto(world: World, options: RehearsalOptions): { file: string; reason: string }[] {
  const problems: { file: string; reason: string }[] = [];
  if (options.dynamicsData !== null) problems.push(...loadDynamics(world, options.dynamicsData));
  if (options.miraklData !== null) problems.push(...loadMirakl(world, options.miraklData));
  return problems;
}

function loadDynamics({ dataverse }: World, folder: string) {
  for (const [set, table] of Object.entries(replacedWhole)) {
    if (!existsSync(join(folder, `${set}.json`))) continue;
    for (const row of dataverse.rows(table)) dataverse.remove(table, String(row[`${table}id`]));
  }
  return loadRows(dataverse, folder).problems;
}

function loadMirakl({ mirakl, dataverse }: World, folder: string) {
  const loaded = loadOrders(folder);
  for (const order of loaded.orders) mirakl.addOrderText(order);
  // Orders from a file may be years old, and the relay looks back a month by itself.
  const oldest = oldestUpdate(loaded.orders);
  for (const row of oldest === null ? [] : dataverse.rows('mpb_marketplace')) {
    if (row.mpb_readfrom != null) continue;
    dataverse.patchAs({}, 'mpb_marketplace', String(row.mpb_marketplaceid), { mpb_readfrom: oldest });
  }
  return loaded.problems;
}

function oldestUpdate(orders: readonly string[]): string | null {
  const times = orders
    .map((order) => Date.parse(/"last_updated_date"\s*:\s*"([^"]+)"/.exec(order)?.[1] ?? ''))
    .filter((time) => !Number.isNaN(time));
  if (times.length === 0) return null;
  return new Date(times.reduce((one, other) => Math.min(one, other))).toISOString().replace(/\.\d+Z$/, 'Z');
}

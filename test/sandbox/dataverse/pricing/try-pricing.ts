/** For tests: a sandbox that prices, with one price list, and short ways to make orders and lines. */
import assert from 'node:assert/strict';
import { ManualClock } from '../../clock.ts';
import { Engine, systemCaller } from '../engine.ts';
import type { Row } from '../model.ts';
import { defaultSettings } from '../settings.ts';
import { standardModel } from '../standard/model.ts';
import { seedEnvironment, seedProducts, type OrganizationSettings } from '../standard/seed.ts';
import type { PricingSwitches } from './organisation-pricing.ts';
import { pricingRules } from './pricing-rules.ts';

const PRODUCTS = [
  { sku: 'DRILL-1', name: 'Cordless drill', priceMinor: 4999 },
  { sku: 'PAINT-5', name: 'White paint 5 l', priceMinor: 2500 },
];

export function tryPricing(
  settings: Partial<OrganizationSettings> = {},
  switches: Partial<PricingSwitches> = {},
) {
  const engine = new Engine({
    clock: new ManualClock(),
    model: standardModel(),
    rules: [pricingRules(switches)],
    settings: defaultSettings,
  });
  const seeded = seedEnvironment(engine, settings);
  const products = seedProducts(engine, seeded, PRODUCTS);
  const drill = products.get('DRILL-1') ?? '';
  const create = (table: string, row: Row): string =>
    engine.transaction(() => engine.create(systemCaller, table, row));
  const order = (more: Row = {}): string =>
    create('salesorder', {
      name: 'Order',
      customerid: seeded.accountId,
      customeridtype: 'account',
      pricelevelid: seeded.priceListId,
      transactioncurrencyid: seeded.currencies.gbp,
      ordernumber: 'SO-1',
      ...more,
    });
  const line = (salesorderid: string, more: Row = {}): string =>
    create('salesorderdetail', {
      salesorderid,
      productid: drill,
      uomid: seeded.unitId,
      quantity: 1,
      ...more,
    });
  const update = (table: string, id: string, patch: Row): void => {
    engine.transaction(() => {
      engine.update(systemCaller, table, id, patch);
    });
  };
  const read = (table: string, id: string): Readonly<Row> =>
    engine.get(table, id) ?? assert.fail(`${table} ${id} is gone`);
  return { engine, seeded, products, drill, create, order, line, update, read };
}

/** An error with this code. */
export const refused = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

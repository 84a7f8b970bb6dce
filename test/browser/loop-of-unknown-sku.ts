/**
 * Loop (a): orders with a SKU that Dynamics does not know are held up; operations maps it in the control on the form of
 * one of them; the relay hears of it, looks at all of them again, and the control says how many are cleared.
 */
import assert from 'node:assert/strict';
import type { Row } from '../sandbox/dataverse/model.ts';
import { picture } from './screenshots.ts';
import type { Room } from './show-room.ts';
import type { Visit } from './visit.ts';
import { until } from './watched-page.ts';

export const heldUp = 3;
const blocking = 927_130_000;

/** Plays the scenario and waits for the exceptions; answers the marketplace orders that are held up. */
export async function unknownSkuArrives({ world }: Room, visit: Visit): Promise<string[]> {
  await visit.open('operations', '#/list/mpb_order');
  await visit.makeHappen('Orders with an unknown SKU', heldUp);
  const open = () =>
    world.dataverse
      .rows('mpb_exception')
      .filter(
        (row) => row.statecode === 0 && row.mpb_code === 'unknown-sku' && row.mpb_severity === blocking,
      );
  await until(() => open().length === heldUp, 'three exceptions for one unknown SKU');
  return open().map((row) => String(row.mpb_orderid));
}

/** Opens the fix in the control on the screen and chooses a product by its number. */
export async function chooseProduct({ world }: Room, visit: Visit): Promise<void> {
  const control = visit.control('ExceptionActions');
  await control.getByRole('button', { name: 'Map this SKU' }).click();
  const product = world.dataverse.rows('product').find(isSold);
  assert.ok(product);
  const search = control.getByRole('combobox', { name: 'Product' });
  await search.click();
  await search.pressSequentially(String(product.productnumber));
  await visit.page
    .getByRole('option', { name: String(product.name) })
    .first()
    .click();
}

export async function operationsMapsIt(room: Room, visit: Visit, orders: readonly string[]): Promise<void> {
  await visit.open('operations', `#/form/mpb_order/${orders[0] ?? ''}`);
  await chooseProduct(room, visit);
  await picture(visit.page, 'loop-unknown-sku-chosen');
  await visit.control('ExceptionActions').getByRole('button', { name: 'Save the mapping' }).click();
}

/** What everybody sees in the end: the count in the control, and a Sales Order for each. */
export async function allAreCleared(room: Room, visit: Visit, orders: readonly string[]): Promise<void> {
  await visit
    .control('ExceptionActions')
    .getByText(`${heldUp} of ${heldUp} cleared`)
    .first()
    .waitFor({ timeout: 120_000 });
  await picture(visit.page, 'loop-unknown-sku-cleared');
  const rowOf = (id: string): Readonly<Row> | undefined => room.world.dataverse.get('mpb_order', id);
  await until(() => orders.every((id) => rowOf(id)?.mpb_salesorderid != null), 'three Sales Orders');
  await visit.open('sales', '#/list/salesorder');
  for (const id of orders) {
    const name = String(rowOf(id)?.mpb_name);
    await visit.page
      .getByRole('cell', { name: new RegExp(name) })
      .first()
      .waitFor();
  }
}

function isSold(row: Readonly<Row>): boolean {
  return row.statecode === 0 && row.mpb_taxcategory === 'standard';
}

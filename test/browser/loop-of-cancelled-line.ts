/**
 * Loop (b): a line is cancelled on B&Q after the order became a Sales Order; sales opens the Sales Order, sees the
 * difference and applies it there.
 */
import assert from 'node:assert/strict';
import { picture } from './screenshots.ts';
import type { Room } from './show-room.ts';
import type { Visit } from './visit.ts';
import { until } from './watched-page.ts';

export interface Imported {
  readonly orderId: string;
  readonly salesOrderId: string;
}

/** An order for three of one product, imported. */
export async function orderIsImported({ world }: Room): Promise<Imported> {
  const { orderId } = world.life.place('vat-by-line');
  const row = () => world.dataverse.find('mpb_order', (each) => each.mpb_name === orderId);
  await until(() => row()?.mpb_verifiedon != null, 'a Sales Order whose totals are proved');
  return { orderId, salesOrderId: String(row()?.mpb_salesorderid) };
}

export async function lineIsCancelled({ world }: Room, visit: Visit, order: Imported): Promise<void> {
  await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`, 'Marketplace');
  await visit.page.getByText(`To ${order.orderId}, the order on the screen.`).waitFor();
  await visit.makeHappen('Cancel a line');
  await until(
    () =>
      world.dataverse
        .rows('mpb_exception')
        .some((row) => row.statecode === 0 && row.mpb_recordkey === order.orderId),
    'an exception about the cancelled line',
  );
}

export async function salesAppliesIt(visit: Visit, order: Imported): Promise<void> {
  await visit.open('sales', `#/form/salesorder/${order.salesOrderId}`, 'Marketplace');
  const control = visit.control('ExceptionActions');
  await control.getByRole('button', { name: 'Apply the difference' }).click();
  const reason = control.getByRole('textbox', { name: 'Reason' });
  if ((await reason.count()) > 0) await reason.fill('The customer cancelled one.');
  await picture(visit.page, 'loop-cancelled-line-decision');
  await control.getByRole('button', { name: 'Apply it' }).click();
}

export async function bothSidesAgree({ world }: Room, visit: Visit, order: Imported): Promise<void> {
  const total = () => Number(world.dataverse.get('salesorder', order.salesOrderId)?.totalamount);
  const wanted = Number(world.mirakl.order(order.orderId)?.total_price);
  await until(() => total() === wanted, `a total of ${wanted} on the Sales Order`);
  await visit.control('ExceptionActions').getByText('Done').first().waitFor({ timeout: 120_000 });
  // The other controls of the form follow by themselves: nobody presses "Read again".
  const status = visit.control('OrderStatus');
  await status.getByText('The goods are to be dispatched.').waitFor({ timeout: 30_000 });
  assert.equal(await status.getByText('Held up').count(), 0);
  await picture(visit.page, 'loop-cancelled-line-done');
  const lines = world.dataverse
    .rows('salesorderdetail')
    .filter((row) => row.salesorderid === order.salesOrderId);
  assert.ok(
    lines.some((row) => row.quantity === 2),
    'two of three are left',
  );
}

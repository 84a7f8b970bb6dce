import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../clock.ts';
import { DataverseSandbox } from '../dataverse.ts';
import { standardModel } from '../standard/model.ts';
import { seedEnvironment, seedProducts } from '../standard/seed.ts';
import { requiresColumns } from './plugin-rules.ts';
import { salesRules, type SalesOptions } from './sales-rules.ts';

function environment(options: SalesOptions = {}) {
  const sandbox = new DataverseSandbox({
    clock: new ManualClock(),
    model: standardModel(),
    rules: salesRules(options),
  });
  const seeded = seedEnvironment(sandbox.engine);
  const products = seedProducts(sandbox.engine, seeded, [
    { sku: 'DRILL-1', name: 'Cordless drill', priceMinor: 4999 },
  ]);
  const send = async (
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: Record<string, unknown>; code: string }> => {
    const response = await sandbox.handle({
      method,
      url: `/api/data/v9.2/${path}`,
      headers: { host: 'sandbox', 'content-type': 'application/json' },
      body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    });
    const text = response.body.toString();
    const parsed = (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
    return {
      status: response.status,
      body: parsed,
      code: (parsed.error as { code: string } | undefined)?.code ?? '',
    };
  };
  const ORDER = '11111111-0000-4000-8000-000000000001';
  const LINE = '11111111-0000-4000-8000-000000000002';
  const line = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    'productid@odata.bind': `/products(${products.get('DRILL-1') ?? ''})`,
    'uomid@odata.bind': `/uoms(${seeded.unitId})`,
    quantity: 2,
    ...more,
  });
  const order = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    salesorderid: ORDER,
    name: 'BQ-1',
    'customerid_account@odata.bind': `/accounts(${seeded.accountId})`,
    'pricelevelid@odata.bind': `/pricelevels(${seeded.priceListId})`,
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${seeded.currencies.gbp})`,
    order_details: [line({ salesorderdetailid: LINE })],
    ...more,
  });
  const close = (action: string, Status: number): ReturnType<typeof send> =>
    send('POST', action, {
      OrderClose: { subject: 'Done', 'salesorderid@odata.bind': `/salesorders(${ORDER})` },
      Status,
    });
  return { sandbox, seeded, products, send, order, line, close, ORDER, LINE };
}

test('an order with its lines is one POST; number, names and totals are filled in', async () => {
  const { sandbox, send, order, ORDER, LINE } = environment();
  assert.equal(
    (await send('POST', 'salesorders', order({ shipto_line1: '1 High Street', shipto_city: 'Leeds' })))
      .status,
    204,
  );
  const header = sandbox.get('salesorder', ORDER);
  assert.match(String(header?.ordernumber), /^ORD-01000-[0-9A-Z]{6}$/);
  assert.equal(header?.totalamount, 99.98);
  assert.equal(header.shipto_composite, '1 High Street\r\nLeeds');
  const detail = sandbox.get('salesorderdetail', LINE);
  assert.equal(detail?.salesorderdetailname, 'Cordless drill');
  assert.equal(detail.sequencenumber, 1);
});

test('a number that was given is kept, and the count goes on for the others', async () => {
  const { sandbox, send, order } = environment();
  await send('POST', 'salesorders', order({ ordernumber: 'MINE-1' }));
  for (const end of [5, 6])
    await send(
      'POST',
      'salesorders',
      order({ salesorderid: `11111111-0000-4000-8000-00000000000${end}`, order_details: [] }),
    );
  const numbers = sandbox.rows('salesorder').map((row) => String(row.ordernumber).slice(0, 9));
  assert.deepEqual(numbers, ['MINE-1', 'ORD-01000', 'ORD-01001']);
});

test('FulfillSalesOrder closes the order, leaves an activity, and then nothing of it can be changed', async () => {
  const { sandbox, send, order, close, ORDER, LINE } = environment();
  await send('POST', 'salesorders', order());
  assert.equal((await close('FulfillSalesOrder', 100001)).status, 204);
  const header = sandbox.get('salesorder', ORDER);
  assert.deepEqual([header?.statecode, header?.statuscode], [3, 100001]);
  assert.equal(sandbox.get('salesorderdetail', LINE)?.salesorderstatecode, 3);
  assert.deepEqual(
    sandbox.rows('orderclose').map((row) => [row.salesorderid, row.statecode]),
    [[ORDER, 1]],
  );

  assert.equal((await send('PATCH', `salesorders(${ORDER})`, { name: 'Other' })).code, '0x80043b09');
  assert.equal(
    (await send('PATCH', `salesorders(${ORDER})`, { statecode: 0, statuscode: 1 })).code,
    '0x80043b09',
  );
  assert.equal(
    (await send('PATCH', `salesorderdetails(${LINE})`, { quantityshipped: 1 })).code,
    '0x80043b09',
  );
  assert.equal((await send('DELETE', `salesorderdetails(${LINE})`)).code, '0x80043b09');
  assert.equal((await close('CancelSalesOrder', 4)).code, '0x80043b09');
  assert.equal((await send('DELETE', `salesorders(${ORDER})`)).status, 204);
  assert.equal(sandbox.rows('salesorderdetail').length, 0);
});

test('CancelSalesOrder takes -1 for its default status and refuses one of another state', async () => {
  const { sandbox, send, order, close, ORDER } = environment();
  await send('POST', 'salesorders', order());
  assert.equal((await close('CancelSalesOrder', 100001)).code, '0x80048408');
  assert.equal(sandbox.rows('orderclose').length, 0);
  assert.equal((await close('CancelSalesOrder', -1)).status, 204);
  assert.deepEqual(
    [sandbox.get('salesorder', ORDER)?.statecode, sandbox.get('salesorder', ORDER)?.statuscode],
    [2, 4],
  );
});

test('while an order is active, shipped quantities can be written back', async () => {
  const { sandbox, send, order, LINE } = environment();
  await send('POST', 'salesorders', order());
  assert.equal((await send('PATCH', `salesorderdetails(${LINE})`, { quantityshipped: 1 })).status, 204);
  assert.equal(sandbox.get('salesorderdetail', LINE)?.quantityshipped, 1);
});

test('a submitted order is read-only except for an integration user while integration is on', async () => {
  const { sandbox, seeded, send, order, ORDER } = environment();
  await send('POST', 'salesorders', order());
  assert.equal((await send('PATCH', `salesorders(${ORDER})`, { statecode: 1, statuscode: 3 })).status, 204);
  assert.equal((await send('PATCH', `salesorders(${ORDER})`, { name: 'Other' })).code, '0x80043b09');
  assert.equal((await send('PATCH', `salesorders(${ORDER})`, { statecode: 0, statuscode: 1 })).status, 204);
  assert.equal((await send('PATCH', `salesorders(${ORDER})`, { statecode: 1, statuscode: 3 })).status, 204);
  sandbox.engine.patch('organization', seeded.organizationId, { issopintegrationenabled: true });
  const system = sandbox.find('systemuser', (row) => row.fullname === 'SYSTEM');
  sandbox.engine.patch('systemuser', String(system?.systemuserid), { isintegrationuser: true });
  assert.equal((await send('PATCH', `salesorders(${ORDER})`, { name: 'Other' })).status, 204);
});

test('whether PATCH may close an order is a switch; the actions always may', async () => {
  for (const closeByPatch of [true, false]) {
    const { send, order, close, ORDER } = environment({ orders: { closeByPatch } });
    await send('POST', 'salesorders', order());
    const patched = await send('PATCH', `salesorders(${ORDER})`, { statecode: 3, statuscode: 100001 });
    assert.equal(patched.status, closeByPatch ? 204 : 400);
    if (!closeByPatch) assert.equal((await close('FulfillSalesOrder', 100002)).status, 204);
  }
});

test('locking prices freezes them, and doing it twice is refused', async () => {
  const { sandbox, send, order, ORDER } = environment();
  await send('POST', 'salesorders', order());
  assert.equal((await send('POST', 'LockSalesOrderPricing', { SalesOrderId: ORDER })).status, 204);
  assert.equal(sandbox.get('salesorder', ORDER)?.ispricelocked, true);
  assert.equal((await send('POST', 'LockSalesOrderPricing', { SalesOrderId: ORDER })).code, '0x80043b1d');
  assert.equal((await send('POST', 'UnlockSalesOrderPricing', { SalesOrderId: ORDER })).status, 204);
  assert.equal((await send('POST', 'UnlockSalesOrderPricing', { SalesOrderId: ORDER })).code, '0x80043b1e');
});

test('a bad line leaves neither the order nor its good lines behind', async () => {
  const { sandbox, send, order, line } = environment();
  const response = await send(
    'POST',
    'salesorders',
    order({ order_details: [line(), line({ 'uomid@odata.bind': null })] }),
  );
  assert.equal(response.code, '0x80043b0d');
  assert.equal(sandbox.rows('salesorder').length + sandbox.rows('salesorderdetail').length, 0);
  assert.equal(sandbox.rows('organization')[0]?.currentordernumber, 1000);
});

test("a customer's plug-in refuses with its own words, and only where it is installed", async () => {
  const message = 'Contoso: every order needs a requested delivery date.';
  const plugin = requiresColumns('salesorder', ['requestdeliveryby'], message);
  const { send, order } = environment({ customPlugins: [plugin] });
  const refused = await send('POST', 'salesorders', order());
  assert.equal(refused.status, 400);
  assert.deepEqual(refused.body.error, { code: '0x80040265', message });
  assert.equal((await send('POST', 'salesorders', order({ requestdeliveryby: '2026-11-09' }))).status, 204);
});

test('what a restricting relationship points to cannot be deleted', async () => {
  const { send, order, seeded } = environment();
  await send('POST', 'salesorders', order());
  const response = await send('DELETE', `accounts(${seeded.accountId})`);
  assert.equal(response.status, 405);
  assert.equal(response.code, '0x80040227');
});

test('a merge re-points what named the subordinate, which names its master and is inactive', async () => {
  const { sandbox, seeded, send, order, ORDER } = environment();
  await send('POST', 'salesorders', order());
  const master = sandbox.insert('account', { name: 'Head office' });
  const merged = await send('POST', 'Merge', {
    Target: { '@odata.type': 'Microsoft.Dynamics.CRM.account', accountid: master },
    Subordinate: { '@odata.type': 'Microsoft.Dynamics.CRM.account', accountid: seeded.accountId },
    UpdateContent: { '@odata.type': 'Microsoft.Dynamics.CRM.account', telephone1: '0113 496 0000' },
    PerformParentingChecks: false,
  });
  assert.equal(merged.status, 204);
  const subordinate = sandbox.get('account', seeded.accountId);
  assert.deepEqual([subordinate?.merged, subordinate?.masterid, subordinate?.statecode], [true, master, 1]);
  assert.equal(sandbox.get('salesorder', ORDER)?.customerid, master);
  assert.equal(sandbox.get('account', master)?.telephone1, '0113 496 0000');
});

test('rows merged before keep naming the row they were merged into: masterid is a chain', async () => {
  const { sandbox, send } = environment();
  const [first, second, third] = ['A', 'B', 'C'].map((name) => sandbox.insert('account', { name }));
  const merge = (Target: unknown, Subordinate: unknown): ReturnType<typeof send> =>
    send('POST', 'Merge', { Target: { accountid: Target }, Subordinate: { accountid: Subordinate } });
  assert.equal((await merge(second, first)).status, 204);
  assert.equal((await merge(third, second)).status, 204);
  assert.equal(sandbox.get('account', String(first))?.masterid, second);
  assert.equal(sandbox.get('account', String(second))?.masterid, third);
  assert.equal((await merge(third, third)).code, '0x80040203');
});

test('a contact is called by its names', async () => {
  const { sandbox, send } = environment();
  await send('POST', 'contacts', { firstname: 'Ada', lastname: 'Byron' });
  assert.equal(sandbox.rows('contact')[0]?.fullname, 'Ada Byron');
});

test('product numbers and price list items are unique, units belong to the unit group, and a product starts as a draft', async () => {
  const { sandbox, seeded, products, send, order } = environment();
  const product = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    name: 'Saw',
    productnumber: 'SAW-1',
    quantitydecimal: 0,
    'defaultuomscheduleid@odata.bind': `/uomschedules(${seeded.unitGroupId})`,
    'defaultuomid@odata.bind': `/uoms(${seeded.unitId})`,
    ...more,
  });
  assert.equal((await send('POST', 'products', product({ productnumber: 'drill-1' }))).code, '0x80043b06');
  const schedule = sandbox.insert('uomschedule', { name: 'Lengths', baseuomname: 'Metre' });
  const metre = sandbox.insert('uom', { name: 'Metre', quantity: 1, uomscheduleid: schedule });
  assert.equal(
    (await send('POST', 'products', product({ 'defaultuomid@odata.bind': `/uoms(${metre})` }))).code,
    '0x80043b16',
  );
  assert.equal((await send('POST', 'products', product())).status, 204);
  const saw = sandbox.find('product', (row) => row.productnumber === 'SAW-1');
  const sawId = String(saw?.productid);
  assert.deepEqual([saw?.statecode, saw?.statuscode], [2, 0]);

  const item = (productId: string, unit = seeded.unitId): Record<string, unknown> => ({
    'pricelevelid@odata.bind': `/pricelevels(${seeded.priceListId})`,
    'productid@odata.bind': `/products(${productId})`,
    'uomid@odata.bind': `/uoms(${unit})`,
    amount: 12.5,
  });
  assert.equal(
    (await send('POST', 'productpricelevels', item(products.get('DRILL-1') ?? ''))).code,
    '0x80043b08',
  );
  assert.equal((await send('POST', 'productpricelevels', item(sawId, metre))).code, '0x80043b16');
  assert.equal((await send('POST', 'productpricelevels', item(sawId))).status, 204);
  const sawLine = {
    'productid@odata.bind': `/products(${sawId})`,
    'uomid@odata.bind': `/uoms(${seeded.unitId})`,
    quantity: 1,
  };
  assert.equal((await send('POST', 'salesorders', order({ order_details: [sawLine] }))).code, '0x80060623');
  assert.equal(
    (await send('POST', `products(${sawId})/Microsoft.Dynamics.CRM.PublishProductHierarchy`)).status,
    204,
  );
  assert.equal((await send('POST', 'salesorders', order({ order_details: [sawLine] }))).status, 204);
});

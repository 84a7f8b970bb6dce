import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../clock.ts';
import { serve } from '../http.ts';
import { SANDBOX_CLIENT, SANDBOX_SECRET, SANDBOX_TENANT, salesEnvironment } from './sales-environment.ts';
import { seedProducts } from './standard/seed.ts';

test('over a socket: a token, an order with its line, owned by a team, and the totals of the pricing engine', async () => {
  const { sandbox, seeded } = salesEnvironment({
    clock: new ManualClock(),
    roles: { users: { relay: ['System Administrator'] }, teams: { orders: ['Salesperson'] } },
  });
  const products = seedProducts(sandbox.engine, seeded, [
    { sku: 'DRILL-1', name: 'Cordless drill', priceMinor: 4999 },
  ]);
  const served = await serve(sandbox);
  const { origin } = served;
  try {
    const granted = await fetch(`${origin}/${SANDBOX_TENANT}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: SANDBOX_CLIENT,
        client_secret: SANDBOX_SECRET,
        scope: `${origin}/.default`,
      }),
    });
    const { access_token: token } = (await granted.json()) as { access_token: string };
    const response = await fetch(`${origin}/api/data/v9.2/salesorders?$select=totalamount,_ownerid_value`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        prefer: 'return=representation',
      },
      body: JSON.stringify({
        name: 'BQ-1',
        'customerid_account@odata.bind': `/accounts(${seeded.accountId})`,
        'pricelevelid@odata.bind': `/pricelevels(${seeded.priceListId})`,
        'ownerid@odata.bind': `/teams(${seeded.teams.orders})`,
        order_details: [
          {
            'productid@odata.bind': `/products(${products.get('DRILL-1') ?? ''})`,
            'uomid@odata.bind': `/uoms(${seeded.unitId})`,
            quantity: 3,
            ispriceoverridden: true,
            priceperunit: 8.3333,
            tax: 5,
          },
        ],
      }),
    });
    assert.equal(response.status, 201);
    const order = (await response.json()) as Record<string, unknown>;
    assert.equal(order.totalamount, 29.99);
    assert.equal(order._ownerid_value, seeded.teams.orders);
    assert.equal(response.headers.get('x-ms-ratelimit-burst-remaining-xrm-requests'), '5999');
  } finally {
    await served.close();
  }
});

test('without security everybody is SYSTEM', async () => {
  const { sandbox, security } = salesEnvironment({ clock: new ManualClock(), security: 'off' });
  assert.equal(security, undefined);
  const response = await sandbox.handle({
    method: 'GET',
    url: '/api/data/v9.2/WhoAmI',
    headers: { host: 'sandbox' },
    body: Buffer.from(''),
  });
  assert.equal(response.status, 200);
});

test('under the slow profile an order with one line spends two seconds of its caller, at once on a clock that stands still', async () => {
  const clock = new ManualClock();
  const { sandbox, seeded } = salesEnvironment({ clock, security: 'off', limits: { latency: 'slow' } });
  const products = seedProducts(sandbox.engine, seeded, [
    { sku: 'DRILL-1', name: 'Cordless drill', priceMinor: 4999 },
  ]);
  const response = await sandbox.handle({
    method: 'POST',
    url: '/api/data/v9.2/salesorders',
    headers: { host: 'sandbox', 'content-type': 'application/json' },
    body: Buffer.from(
      JSON.stringify({
        name: 'BQ-1',
        'customerid_account@odata.bind': `/accounts(${seeded.accountId})`,
        'pricelevelid@odata.bind': `/pricelevels(${seeded.priceListId})`,
        order_details: [
          {
            'productid@odata.bind': `/products(${products.get('DRILL-1') ?? ''})`,
            'uomid@odata.bind': `/uoms(${seeded.unitId})`,
            quantity: 1,
          },
        ],
      }),
    ),
  });
  assert.equal(response.status, 204);
  assert.equal(response.headers['x-ms-ratelimit-time-remaining-xrm-requests'], '1,197.94');
});

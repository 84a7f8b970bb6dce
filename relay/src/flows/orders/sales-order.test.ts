import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SalesOrderDraft, SalesOrderLineDraft } from '../../domain/orders/decision.ts';
import type { Address } from '../../domain/orders/marketplace-order.ts';
import { readOrder } from '../../mirakl/read-order.ts';
import { sampleOrder } from '../../mirakl/sample-order.ts';
import { sampleMarketplace } from '../sample-marketplace.ts';
import { addressColumns, contactUpsert, lineLinks, salesOrderInsert, type Import } from './sales-order.ts';

const address: Address = {
  firstName: 'Ada',
  lastName: 'Byron',
  company: null,
  street1: '1 Long Lane',
  street2: null,
  additionalInfo: null,
  city: 'Leeds',
  state: null,
  postcode: 'LS1 1AA',
  country: 'United Kingdom',
  countryCode: 'GBR',
  phone: '0113',
};
const line: SalesOrderLineDraft = {
  kind: 'goods',
  key: 'X1-A-1',
  lineId: 'X1-A-1',
  productId: 'drill',
  unitId: 'each',
  quantity: 3,
  price: 834,
  pricePlaces: 2,
  discount: 2,
  tax: 500,
  net: 2_500,
  gross: 3_000,
  rate: 200_000,
  taxCode: 'S',
};
const draft: SalesOrderDraft = {
  lines: [line, { ...line, key: 'delivery:200000:S', kind: 'delivery', lineId: null, productId: 'delivery' }],
  net: 5_000,
  tax: 1_000,
  gross: 6_000,
  billTo: address,
  shipTo: address,
  taxPoint: '2026-11-01',
  truncated: [],
  taxMethod: null,
};

function made(change: Partial<Import> = {}): Import {
  const reading = readOrder(sampleOrder());
  assert.ok(reading.ok);
  const importedOn = '2026-11-02T09:00:00Z';
  return {
    rowId: 'row',
    order: reading.order,
    draft,
    marketplace: sampleMarketplace(),
    importedOn,
    ...change,
  };
}

type Body = Record<string, unknown> & { order_details: Record<string, unknown>[] };
const bodyOf = (change: Partial<Import> = {}) => salesOrderInsert(made(change)).body as Body;

describe('a Sales Order', () => {
  it('goes in with its lines, for the account of the marketplace, owned by the team of orders', () => {
    const body = bodyOf();
    assert.equal(body['customerid_account@odata.bind'], '/accounts(account)');
    assert.equal(body['customerid_contact@odata.bind'], undefined);
    assert.equal(body['ownerid@odata.bind'], '/teams(orders)');
    assert.equal(body.mpb_marketplaceorderid, 'X1-A');
    assert.deepEqual(
      body.order_details.map((one) => one.lineitemnumber),
      [1, 2],
    );
    assert.equal(body.order_details[1]?.description, 'Delivery');
  });

  it('has its amounts as decimal numbers, the price with the organisation’s own decimals', () => {
    const [two, four] = [line, { ...line, price: 83_334, pricePlaces: 4 }].map((one) => {
      const { order_details } = bodyOf({ draft: { ...draft, lines: [one] } });
      const { priceperunit, manualdiscountamount, tax } = order_details[0] ?? {};
      return [priceperunit, manualdiscountamount, tax];
    });
    assert.deepEqual(two, [8.34, 0.02, 5]);
    assert.deepEqual(four, [8.3334, 0.02, 5]);
  });

  it('takes the defaults of the marketplace, which never win over what the order says', () => {
    const marketplace = sampleMarketplace({
      orderDefaults: { new_source: 7, name: 'theirs' },
      lineDefaults: { new_site: 'A', quantity: 99 },
    });
    const body = bodyOf({ marketplace });
    assert.equal(body.new_source, 7);
    assert.equal(body.name, 'B&Q Marketplace X1-A');
    assert.deepEqual([body.order_details[0]?.new_site, body.order_details[0]?.quantity], ['A', 3]);
  });

  it('fits its columns whatever the buyer wrote', () => {
    const long = Object.fromEntries(
      Object.keys(address).map((name) => [name, 'ä'.repeat(500)]),
    ) as unknown as Address;
    const columns = addressColumns('shipto', long);
    const lengths = Object.fromEntries(
      Object.entries(columns).map(([name, text]) => [name.replace('shipto_', ''), text?.length]),
    );
    assert.deepEqual(lengths, {
      name: 200,
      contactname: 150,
      line1: 250,
      line2: 250,
      line3: 250,
      city: 80,
      stateorprovince: 50,
      postalcode: 20,
      country: 80,
      telephone: 50,
    });
  });

  it('links our lines to its lines; of a split line to the first part, of delivery to none', () => {
    const lines = [line, { ...line, key: 'X1-A-1#2' }, { ...line, key: 'delivery:0', lineId: null }];
    const body = lineLinks(made({ draft: { ...draft, lines } }))?.body as {
      Targets: Record<string, unknown>[];
    };
    assert.equal(body.Targets.length, 1);
    assert.equal(body.Targets[0]?.mpb_taxrate, 20);
    assert.equal(body.Targets[0].mpb_tax, 10, 'the VAT of both parts');
    const bound = body.Targets[0]['mpb_salesorderdetailid@odata.bind'];
    assert.equal(bound, `/salesorderdetails(${String(bodyOf().order_details[0]?.salesorderdetailid)})`);
    assert.equal(lineLinks(made({ draft: { ...draft, lines: [] } })), null);
  });
});

describe('the customer', () => {
  const facts = { ...sampleMarketplace().facts, customerPolicy: 'contactPerBuyer' as const };
  const marketplace = sampleMarketplace({ facts });

  it('is nobody new where one account stands for the marketplace', () => {
    assert.equal(contactUpsert(made()), null);
  });

  it('is a contact whom nobody may canvass, the same for each order of the buyer', () => {
    const contact = contactUpsert(made({ marketplace }));
    const body = contact?.body as Record<string, unknown>;
    const flags = Object.entries(body).filter(([name]) => name.startsWith('donot'));
    assert.equal(flags.length, 6);
    for (const [name, value] of flags) assert.equal(value, true, name);
    assert.equal(bodyOf({ marketplace })['customerid_contact@odata.bind'], `/${contact?.path ?? ''}`);
    const other = made({ marketplace });
    assert.equal(contactUpsert({ ...other, order: { ...other.order, id: 'X9-A' } })?.path, contact?.path);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PresentLine } from '../../domain/orders/apply-difference-lines.ts';
import type { ApplyOutcome } from '../../domain/orders/apply-difference.ts';
import type { SalesOrderDraft, SalesOrderLineDraft } from '../../domain/orders/decision.ts';
import type { Address, MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import { sampleMarketplace } from '../sample-marketplace.ts';
import { lineRowId } from '../orders/rows.ts';
import { cancellationOf, changesOf } from './sales-order-changes.ts';
import type { SalesOrderDetail } from './sales-order-now.ts';

type Change = Extract<ApplyOutcome, { kind: 'change' }>;

const order = { id: 'A-1', currency: 'GBP', lines: [] } as unknown as MarketplaceOrder;
const marketplace = sampleMarketplace({ lineDefaults: { new_colour: 'red' } });
const made = { rowId: 'row', order, marketplace, importedOn: '2026-11-02T09:00:00Z' };

const draft = (key: string, more: Partial<SalesOrderLineDraft> = {}): SalesOrderLineDraft => ({
  ...{ kind: 'goods', key, lineId: key, productId: 'product', unitId: 'unit', quantity: 2 },
  ...{ price: 2083, pricePlaces: 2, discount: 1, tax: 833, net: 4165, gross: 4998 },
  ...{ rate: 200_000, taxCode: null },
  ...more,
});
const present = (key: string, more: Partial<PresentLine> = {}): PresentLine => ({
  ...{ id: `line-${key}`, key, name: key, productId: 'product', unitId: 'unit', quantity: 3 },
  ...{ unitPrice: 20.83, discount: 0, tax: 0, shipped: 0 },
  ...more,
});
const detail = {
  '@odata.etag': 'W/"1"',
  salesorderid: 'so',
  ordernumber: 'ORD-1',
  statecode: 0,
  order_details: [
    { salesorderdetailid: 'line-a', '@odata.etag': 'W/"5"', lineitemnumber: 7 },
    { salesorderdetailid: 'line-b', '@odata.etag': 'W/"6"', lineitemnumber: 2 },
  ],
} as unknown as SalesOrderDetail;

function change(lines: Partial<NonNullable<Change['lines']>> | null, more: Partial<Change> = {}): Change {
  const drafts = [...(lines?.change ?? []).map((one) => one.draft), ...(lines?.add ?? [])];
  const whole = { lines: drafts, tax: 0 } as unknown as SalesOrderDraft;
  return {
    ...{ kind: 'change', part: 'lines', target: order, shipTo: null, billTo: null, text: '' },
    lines: lines === null ? null : { remove: [], change: [], add: [], text: '', draft: whole, ...lines },
    ...more,
  };
}

describe('a difference as writes', () => {
  it('a line is let go by ours before it is deleted, and only in the version that was read', () => {
    const [free, gone, ...more] = changesOf(change({ remove: [present('a')] }), detail, made);
    assert.equal(free?.path, `mpb_orderlines(${lineRowId('A-1', 'a', marketplace)})`);
    assert.deepEqual(free.body, { 'mpb_salesorderdetailid@odata.bind': null });
    assert.deepEqual(gone, { method: 'DELETE', path: 'salesorderdetails(line-a)', ifMatch: 'W/"5"' });
    assert.equal(more.length, 0);
  });

  it('delivery and the second part of a split line have none of ours that points at them', () => {
    const remove = [present('delivery:200000', { id: 'line-a' }), present('a#2', { id: 'line-b' })];
    assert.deepEqual(
      changesOf(change({ remove }), detail, made).map(({ method }) => method),
      ['DELETE', 'DELETE'],
    );
  });

  it('a changed line keeps what people put on it', () => {
    const [patch, link] = changesOf(
      change({ change: [{ present: present('b'), draft: draft('b') }] }),
      detail,
      made,
    );
    assert.deepEqual(patch, {
      method: 'PATCH',
      path: 'salesorderdetails(line-b)',
      ifMatch: 'W/"6"',
      body: {
        ispriceoverridden: true,
        quantity: 2,
        priceperunit: 20.83,
        manualdiscountamount: 0.01,
        tax: 8.33,
      },
    });
    assert.match(link?.path ?? '', /UpdateMultiple$/);
  });

  it('another product or unit is bound anew', () => {
    const [patch] = changesOf(
      change({ change: [{ present: present('b', { productId: 'old', unitId: 'old' }), draft: draft('b') }] }),
      detail,
      made,
    );
    const { 'productid@odata.bind': product, 'uomid@odata.bind': unit } = patch?.body as Record<
      string,
      unknown
    >;
    assert.deepEqual([product, unit], ['/products(product)', '/uoms(unit)']);
  });

  it('an added line is like that of an import and stands behind the others', () => {
    const [post] = changesOf(change({ add: [draft('c'), draft('d')] }), detail, made);
    const body = post?.body as Record<string, unknown>;
    assert.equal(post?.path, 'salesorderdetails');
    assert.deepEqual(
      [body.lineitemnumber, body['salesorderid@odata.bind'], body.new_colour],
      [8, '/salesorders(so)', 'red'],
    );
  });

  it('the header is written for an address only, in the version that was read', () => {
    const moved: Address = {
      ...{ firstName: 'Ada', lastName: 'Byron', company: null, street1: '9 New Street', street2: null },
      ...{ additionalInfo: null, city: 'Leeds', state: null, postcode: 'LS1 4AP' },
      ...{ country: 'United Kingdom', countryCode: 'GBR', phone: null },
    };
    const [patch, ...more] = changesOf(change(null, { shipTo: moved }), detail, made);
    assert.equal(more.length, 0);
    assert.deepEqual([patch?.path, patch?.ifMatch], ['salesorders(so)', 'W/"1"']);
    const columns = Object.keys(patch?.body as object);
    assert.ok(columns.every((name) => name.startsWith('shipto_')));
    assert.deepEqual(changesOf(change(null), detail, made), []);
  });

  it('a cancellation leaves its close activity, with the status that the organisation has as default', () => {
    assert.deepEqual(cancellationOf(detail).body, {
      OrderClose: {
        subject: 'Cancelled on the marketplace',
        'salesorderid@odata.bind': '/salesorders(so)',
      },
      Status: -1,
    });
  });
});

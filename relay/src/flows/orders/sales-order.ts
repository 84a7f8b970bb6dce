/** A draft as the body of one deep insert: the Sales Order with its lines (DESIGN D5, TENANT 8, 9). */
import type { Operation } from '../../dataverse/client.ts';
import { sum } from '../../domain/money.ts';
import { unitPriceOf } from '../../domain/orders/apply-difference-lines.ts';
import type { SalesOrderDraft, SalesOrderLineDraft } from '../../domain/orders/decision.ts';
import type { Address, MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { salesOrderId } from './facts.ts';
import { cut, lineRowId, ownedBy, wireMoney } from './rows.ts';

export interface Import {
  readonly rowId: string;
  readonly order: MarketplaceOrder;
  readonly draft: SalesOrderDraft;
  readonly marketplace: Marketplace;
  /** When its lines became part of the Sales Order; ISO 8601, whole seconds. */
  readonly importedOn: string;
}

export function salesOrderInsert(made: Import): Operation {
  const { rowId, order, draft, marketplace } = made;
  return {
    method: 'POST',
    path: 'salesorders',
    body: {
      ...marketplace.orderDefaults,
      salesorderid: salesOrderId(rowId, marketplace),
      name: cut(`${marketplace.name} ${order.id}`, 300),
      mpb_orderkey: marketplace.ids.orderKey(order.id),
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      mpb_marketplaceorderid: cut(order.id, 200),
      ...customer(made),
      'pricelevelid@odata.bind': `/pricelevels(${marketplace.priceListId})`,
      'transactioncurrencyid@odata.bind': `/transactioncurrencies(${marketplace.currencyId})`,
      ...addressColumns('billto', draft.billTo),
      ...addressColumns('shipto', draft.shipTo),
      ...(order.shipBy === null ? {} : { requestdeliveryby: order.shipBy.slice(0, 10) }),
      ...ownedBy(marketplace),
      order_details: draft.lines.map((line, index) => salesOrderLine(line, index, made)),
    },
  };
}

export function salesOrderLineId(rowId: string, key: string, marketplace: Marketplace): string {
  return marketplace.ids.id('salesorderdetail', `${rowId}|${key}`);
}

export function salesOrderLine(
  line: SalesOrderLineDraft,
  index: number,
  { rowId, order, marketplace }: Import,
) {
  return {
    ...marketplace.lineDefaults,
    salesorderdetailid: salesOrderLineId(rowId, line.key, marketplace),
    'productid@odata.bind': `/products(${line.productId})`,
    'uomid@odata.bind': `/uoms(${line.unitId})`,
    'transactioncurrencyid@odata.bind': `/transactioncurrencies(${marketplace.currencyId})`,
    isproductoverridden: false,
    ispriceoverridden: true,
    quantity: line.quantity,
    priceperunit: unitPriceOf(line),
    manualdiscountamount: wireMoney(line.discount, order.currency),
    tax: wireMoney(line.tax, order.currency),
    lineitemnumber: index + 1,
    description: cut(
      line.lineId === null
        ? 'Delivery'
        : `${marketplace.name} line ${line.lineId}: ${order.lines.find((one) => one.id === line.lineId)?.title ?? ''}`,
      2000,
    ),
  };
}

/** Lines of ours linked to the Sales Order lines, in one bulk message inside the change set (one operation for all). */
export function lineLinks({ rowId, order, draft, marketplace, importedOn }: Import): Operation | null {
  const targets = draft.lines
    // A split line has two Sales Order lines; ours points at the first.
    .filter((line) => line.lineId !== null && !line.key.endsWith('#2'))
    .map((line) => ({
      '@odata.type': 'Microsoft.Dynamics.CRM.mpb_orderline',
      mpb_orderlineid: lineRowId(order.id, line.lineId ?? '', marketplace),
      'mpb_salesorderdetailid@odata.bind': `/salesorderdetails(${salesOrderLineId(rowId, line.key, marketplace)})`,
      'mpb_productid@odata.bind': `/products(${line.productId})`,
      mpb_tax: wireMoney(
        sum(draft.lines.filter(({ lineId }) => lineId === line.lineId).map(({ tax }) => tax)),
        order.currency,
      ),
      mpb_taxrate: line.rate / 10_000,
      mpb_importedon: importedOn,
    }));
  return targets.length === 0
    ? null
    : {
        method: 'POST',
        path: 'mpb_orderlines/Microsoft.Dynamics.CRM.UpdateMultiple',
        body: { Targets: targets },
      };
}

/** The buyer as a contact, where the marketplace wants one per buyer; every do-not-contact flag is set (TENANT 11). */
export function contactUpsert({ order, draft, marketplace }: Import): Operation | null {
  if (marketplace.facts.customerPolicy !== 'contactPerBuyer') return null;
  const { customer } = order;
  return {
    method: 'PATCH',
    path: `contacts(${contactId(order, marketplace)})`,
    body: {
      firstname: cut(customer.firstName ?? draft.billTo.firstName, 50),
      lastname: cut(customer.lastName ?? draft.billTo.lastName ?? order.id, 50),
      donotemail: true,
      donotphone: true,
      donotfax: true,
      donotpostalmail: true,
      donotbulkemail: true,
      donotbulkpostalmail: true,
      ...ownedBy(marketplace),
    },
  };
}

function customer({ order, marketplace }: Import) {
  return marketplace.facts.customerPolicy === 'contactPerBuyer'
    ? { 'customerid_contact@odata.bind': `/contacts(${contactId(order, marketplace)})` }
    : { 'customerid_account@odata.bind': `/accounts(${marketplace.accountId ?? ''})` };
}

function contactId(order: MarketplaceOrder, marketplace: Marketplace): string {
  return marketplace.ids.id('contact', order.customer.id ?? order.commercialId ?? order.id);
}

/** Column lengths: dataverse.md 9; what is cut was reported by the decision (`draft.truncated`). */
export function addressColumns(prefix: 'billto' | 'shipto', address: Address): Record<string, string | null> {
  const person = [address.firstName, address.lastName].filter(Boolean).join(' ');
  return {
    [`${prefix}_name`]: cut([person, address.company].filter(Boolean).join(', '), 200),
    [`${prefix}_contactname`]: cut(person, 150),
    [`${prefix}_line1`]: cut(address.street1, 250),
    [`${prefix}_line2`]: cut(address.street2, 250),
    [`${prefix}_line3`]: cut(address.additionalInfo, 250),
    [`${prefix}_city`]: cut(address.city, 80),
    [`${prefix}_stateorprovince`]: cut(address.state, 50),
    [`${prefix}_postalcode`]: cut(address.postcode, 20),
    [`${prefix}_country`]: cut(address.country ?? address.countryCode, 80),
    [`${prefix}_telephone`]: cut(address.phone, 50),
  };
}

/**
 * The main form "Order" that comes with Sales, cut down to what a difference can stand on: its id, its tabs and their ids
 * (solution.md 3.5), and the columns that matter on each. Sections and cells have ids of our own.
 */
import type { FormModel } from '../components.ts';

const CLASS = {
  text: '{4273EDBD-AC1D-40D3-9FB2-095C621B552D}',
  memo: '{E0DECE4B-6FC8-4A8F-A065-082708572369}',
  money: '{533B9E00-756B-4312-95A0-DC888637AC78}',
  choice: '{3EF39988-22BB-4F0B-BBBE-64B5A3748AEE}',
  status: '{5D68B988-0661-4DB2-BC3E-17598AD3BE6C}',
  moment: '{5B773807-9FB2-42DB-97C3-7A91EFF8ADFF}',
  lookup: '{270BD3DB-D9AF-4782-9025-509E298DEC0A}',
} as const;

interface Field {
  column: string;
  label: string;
  kind: keyof typeof CLASS;
}

const field = (column: string, label: string, kind: keyof typeof CLASS): Field => ({ column, label, kind });

let used = 0;
/** Fixed, since they are counted while this file is read. */
const nextId = (): string => `{0f0e0000-0000-4000-8000-${(++used).toString(16).padStart(12, '0')}}`;

const labels = (text: string): string =>
  `<labels><label description="${text}" languagecode="1033" /></labels>`;

function section(name: string, label: string, fields: readonly Field[]): string {
  const rows = fields.map(
    ({ column, label: shown, kind }) =>
      `<row><cell id="${nextId()}">${labels(shown)}<control id="${column}" classid="${CLASS[kind]}" datafieldname="${column}" /></cell></row>`,
  );
  return `<section name="${name}" showlabel="true" id="${nextId()}">${labels(label)}<rows>${rows.join('')}</rows></section>`;
}

function tab(name: string, id: string, label: string, sections: readonly string[]): string {
  return `<tab name="${name}" id="${id}" expanded="true">${labels(label)}<columns><column width="100%"><sections>${sections.join('')}</sections></column></columns></tab>`;
}

const SUMMARY = tab('summary_tab', '{F6A3F83B-6766-4EC9-83E4-142A099804BA}', 'Summary', [
  section('order_information', 'Order Information', [
    field('ordernumber', 'Order ID', 'text'),
    field('name', 'Name', 'text'),
    field('statuscode', 'Status Reason', 'status'),
    field('transactioncurrencyid', 'Currency', 'lookup'),
    field('pricelevelid', 'Price List', 'lookup'),
    field('customerid', 'Potential Customer', 'lookup'),
  ]),
  section('totals', 'Sales Information', [
    field('totallineitemamount', 'Detail Amount', 'money'),
    field('discountamount', 'Order Discount Amount', 'money'),
    field('freightamount', 'Freight Amount', 'money'),
    field('totaltax', 'Total Tax', 'money'),
    field('totalamount', 'Total Amount', 'money'),
  ]),
]);

const DETAILS = tab('details_tab', '{a0b0d41d-8551-5b1b-a464-4be6ee29e762}', 'Details', [
  section('shipping_information', 'Shipping Information', [
    field('requestdeliveryby', 'Requested Delivery Date', 'moment'),
    field('shipto_composite', 'Ship To Address', 'memo'),
  ]),
  section('billing_information', 'Billing Information', [
    field('billto_composite', 'Bill To Address', 'memo'),
  ]),
  section('description_section', 'Description', [field('description', 'Description', 'memo')]),
]);

export const orderForm: FormModel = {
  id: 'd598792c-3ff0-43f3-b3e3-bbd70b99e1a5',
  table: 'salesorder',
  type: 'main',
  name: 'Order',
  formXml: `<form shownavigationbar="true" showImage="false" maxWidth="1900"><tabs>${SUMMARY}${DETAILS}</tabs><controlDescriptions /></form>`,
  shipped: true,
};

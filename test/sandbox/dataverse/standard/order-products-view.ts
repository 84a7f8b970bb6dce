/** The view of order products on the shipped Order form: its id is in exports that do not bring it (solution.md 3.5). */
import type { ViewModel } from '../components.ts';

const COLUMNS = [
  'productid',
  'productdescription',
  'priceperunit',
  'quantity',
  'manualdiscountamount',
  'extendedamount',
];

export const orderProductsView: ViewModel = {
  id: '9ac6a187-5fb8-445c-914a-3b4a33c0017e',
  table: 'salesorderdetail',
  name: 'Order Products Inline',
  isDefault: false,
  queryType: 0,
  fetchXml: `<fetch version="1.0" mapping="logical"><entity name="salesorderdetail">${COLUMNS.map((name) => `<attribute name="${name}" />`).join('')}<attribute name="salesorderdetailid" /></entity></fetch>`,
  layoutXml: `<grid name="salesorderdetails" select="1" icon="1" preview="1"><row name="salesorderdetail" id="salesorderdetailid">${COLUMNS.map((name) => `<cell name="${name}" width="100" />`).join('')}</row></grid>`,
};

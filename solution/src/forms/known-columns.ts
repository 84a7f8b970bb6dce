/** What a form or a view has to know of a column: how it is drawn and what it is called. */
import type { Column } from '../column.ts';
import type { SolutionModel } from '../render/model.ts';

export type FieldKind =
  | 'text'
  | 'url'
  | 'memo'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'choice'
  | 'status'
  | 'datetime'
  | 'lookup';

export interface KnownColumn {
  readonly kind: FieldKind;
  readonly label: string;
}

type Columns = Readonly<Record<string, KnownColumn>>;

/** The column of a table, ours or the product's, as this solution or the one that it depends on knows it. */
export function columnOf(model: SolutionModel, table: string, column: string): KnownColumn | undefined {
  return columnsOf(model, table)?.[column];
}

/** Everything that we know of a table's columns; undefined for a table that we do not know. */
export function columnsOf(model: SolutionModel, tableName: string): Columns | undefined {
  const table = model.tables.find(({ name }) => name === tableName);
  if (table) {
    return {
      ...(table.ownership === 'user' ? owned : {}),
      ...everyTable,
      mpb_name: { kind: 'text', label: table.nameColumn.display },
      ...own(table.columns),
      ...(Object.values(table.columns).some(({ kind }) => kind === 'money') ? withMoney : {}),
      [`${table.name}id`]: { kind: 'text', label: table.display },
    };
  }
  const foreign = model.foreignTables.find(({ name }) => name === tableName);
  if (foreign) return { ...everyTable, ...foreign.columns };
  const extension = model.extensions.find((candidate) => candidate.extends === tableName);
  if (extension) return { ...productTables[tableName], ...own(extension.columns) };
  return model.requires ? columnsOf(model.requires, tableName) : productTables[tableName];
}

function own(columns: Readonly<Record<string, Column>>): Columns {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]): [string, KnownColumn][] => {
      const kind = kindOf(column);
      return kind === undefined ? [] : [[name, { kind, label: column.display }]];
    }),
  );
}

/** No kind: which control draws a file is not known (solution.md 3.5 lists none), so forms leave it out. */
function kindOf(column: Column): FieldKind | undefined {
  if (column.kind === 'file') return undefined;
  if (column.kind === 'date') return 'datetime';
  return column.kind === 'text' ? column.format : column.kind;
}

const everyTable: Columns = {
  createdby: { kind: 'lookup', label: 'Created By' },
  createdon: { kind: 'datetime', label: 'Created On' },
  modifiedby: { kind: 'lookup', label: 'Modified By' },
  modifiedon: { kind: 'datetime', label: 'Modified On' },
  statecode: { kind: 'choice', label: 'Status' },
  statuscode: { kind: 'status', label: 'Status Reason' },
};
const owned: Columns = { ownerid: { kind: 'lookup', label: 'Owner' } };
const withMoney: Columns = { transactioncurrencyid: { kind: 'lookup', label: 'Currency' } };

/** Columns of the product that our forms show: those of the shipped forms that matter to an order or a stock from outside. */
const productTables: Readonly<Record<string, Columns>> = {
  orderclose: everyTable,
  product: {
    ...everyTable,
    defaultuomid: { kind: 'lookup', label: 'Default Unit' },
    defaultuomscheduleid: { kind: 'lookup', label: 'Unit Group' },
    description: { kind: 'memo', label: 'Description' },
    name: { kind: 'text', label: 'Name' },
    pricelevelid: { kind: 'lookup', label: 'Default Price List' },
    productnumber: { kind: 'text', label: 'Product ID' },
    quantitydecimal: { kind: 'integer', label: 'Decimals Supported' },
    quantityonhand: { kind: 'decimal', label: 'Quantity On Hand' },
  },
  salesorder: {
    ...everyTable,
    ...owned,
    ...withMoney,
    billto_composite: { kind: 'memo', label: 'Bill To Address' },
    customerid: { kind: 'lookup', label: 'Potential Customer' },
    datefulfilled: { kind: 'datetime', label: 'Date Fulfilled' },
    description: { kind: 'memo', label: 'Description' },
    discountamount: { kind: 'money', label: 'Discount Amount' },
    freightamount: { kind: 'money', label: 'Freight Amount' },
    ispricelocked: { kind: 'boolean', label: 'Prices Locked' },
    name: { kind: 'text', label: 'Name' },
    ordernumber: { kind: 'text', label: 'Order ID' },
    pricelevelid: { kind: 'lookup', label: 'Price List' },
    requestdeliveryby: { kind: 'datetime', label: 'Requested Delivery Date' },
    shippingmethodcode: { kind: 'choice', label: 'Shipping Method' },
    shipto_composite: { kind: 'memo', label: 'Ship To Address' },
    totalamount: { kind: 'money', label: 'Total Amount' },
    totalamountlessfreight: { kind: 'money', label: 'Pre-Freight Amount' },
    totallineitemamount: { kind: 'money', label: 'Detail Amount' },
    totaltax: { kind: 'money', label: 'Total Tax' },
  },
};

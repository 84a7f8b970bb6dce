/**
 * The shipped pricing engine as rules of the sandbox: whatever a client posts as a price or a total of an order, the
 * platform's own figures replace it (dataverse.md 0.11 and 9).
 */
import type { Database, OperationCall, SandboxRules, WriteContext } from '../hooks.ts';
import { invalidArgument } from '../errors.ts';
import type { Row } from '../model.ts';
import { findUnitPrice, PRICING_ERROR, requireSellable } from './catalogue.ts';
import { cut, fromScaled, MONEY_PLACES, QUANTITY_PLACES, toScaled } from './decimal.ts';
import {
  defaultPricingSwitches,
  discountMethod,
  isSystemPriced,
  pricingPrecision,
  type PricingSwitches,
} from './organisation-pricing.ts';
import { currencyMismatch, twoDiscounts } from './refusals.ts';
import { priceLine, totalOrder, type LineAmounts } from './totals.ts';

const scaled = (value: unknown): bigint => toScaled(value, MONEY_PLACES);
const wire = (amount: bigint): number => fromScaled(amount, MONEY_PLACES);

export function pricingRules(given: Partial<PricingSwitches> = {}): SandboxRules {
  const switches: PricingSwitches = { ...defaultPricingSwitches, ...given };

  function beforeWrite(context: WriteContext): void {
    if (context.kind === 'delete') return;
    if (context.table.name === 'salesorder') beforeOrder(context, switches);
    if (context.table.name === 'salesorderdetail') beforeLine(context, switches);
  }

  function afterWrite(context: WriteContext): void {
    const { table, database, caller, row, kind } = context;
    if (table.name === 'salesorderdetail') {
      if (isSystemPriced(database, caller) && !isSkipped(context))
        totalAgain(database, row.salesorderid, switches);
    } else if (table.name === 'salesorder' && kind === 'update' && context.changed.has('pricelevelid')) {
      if (isSystemPriced(database, caller)) priceAgain(database, row, switches);
    }
  }

  /** RecalculatePrice {entityLogicalName, entityId}: what a form does when it is opened. */
  function recalculate({ parameters, database }: OperationCall): undefined {
    const { entityLogicalName, entityId } = parameters;
    const order =
      entityLogicalName === 'salesorder' && typeof entityId === 'string'
        ? database.get('salesorder', entityId)
        : undefined;
    if (!order) throw invalidArgument('RecalculatePrice needs the logical name and id of an order.');
    priceAgain(database, order, switches);
  }

  return { name: 'pricing', beforeWrite, afterWrite, operations: { RecalculatePrice: recalculate } };
}

function beforeOrder({ row, changed, database, caller }: WriteContext, switches: PricingSwitches): void {
  const priceList =
    typeof row.pricelevelid === 'string' ? database.get('pricelevel', row.pricelevelid) : undefined;
  row.transactioncurrencyid ??= database.organization().basecurrencyid ?? null;
  if (priceList && (changed.has('pricelevelid') || changed.has('transactioncurrencyid'))) {
    if (priceList.transactioncurrencyid !== row.transactioncurrencyid) throw currencyMismatch();
  }
  if (scaled(row.discountamount) !== 0n && scaled(row.discountpercentage) !== 0n) throw twoDiscounts();
  if (isSystemPriced(database, caller)) Object.assign(row, orderAmounts(database, row, switches));
}

function beforeLine(context: WriteContext, switches: PricingSwitches): void {
  const { row, changed, kind, database, caller } = context;
  const order =
    typeof row.salesorderid === 'string' ? database.get('salesorder', row.salesorderid) : undefined;
  // The engine itself refuses a line without an order: the column is required by the system.
  if (!order) return;
  if (kind === 'create' || changed.has('productid')) requireSellable(database, row);
  if (kind === 'create') row.transactioncurrencyid ??= order.transactioncurrencyid ?? null;
  if (!isSystemPriced(database, caller) || isSkipped(context)) return;
  const keepsPrice =
    kind === 'update' && order.ispricelocked === true && !changed.has('productid') && !changed.has('uomid');
  Object.assign(row, lineAmounts(database, { line: row, order, keepsPrice }, switches));
}

/** A line's own skippricecalculation: 1 on create, 2 on update, 3 on both (the header's choice differs). */
function isSkipped({ row, kind }: WriteContext): boolean {
  const skip = row.skippricecalculation;
  return skip === 3 || (skip === 1 && kind === 'create') || (skip === 2 && kind === 'update');
}

interface PricedLine {
  line: Readonly<Row>;
  order: Readonly<Row>;
  keepsPrice: boolean;
}

/** The columns of a line that belong to the engine. */
function lineAmounts(database: Database, facts: PricedLine, switches: PricingSwitches): Row {
  const found = findUnitPrice(database, facts, switches);
  if ('error' in found) return { pricingerrorcode: found.error, baseamount: null, extendedamount: null };
  const amounts = amountsOf(
    database,
    { ...facts.line, priceperunit: wire(found.price) },
    facts.order,
    switches,
  );
  return {
    pricingerrorcode: PRICING_ERROR.none,
    priceperunit: wire(amounts.pricePerUnit),
    ...(facts.line.manualdiscountamount == null
      ? {}
      : { manualdiscountamount: wire(amounts.manualDiscount) }),
    ...(facts.line.tax == null ? {} : { tax: wire(amounts.tax) }),
    volumediscountamount: 0,
    baseamount: wire(amounts.base),
    extendedamount: wire(amounts.extended),
  };
}

function amountsOf(
  database: Database,
  line: Readonly<Row>,
  order: Readonly<Row>,
  switches: PricingSwitches,
): LineAmounts {
  const facts = {
    pricePerUnit: scaled(line.priceperunit),
    quantity: toScaled(line.quantity, QUANTITY_PLACES),
    manualDiscount: scaled(line.manualdiscountamount),
    // Discount lists are not part of this environment.
    volumeDiscount: 0n,
    tax: scaled(line.tax),
  };
  return priceLine(
    facts,
    pricingPrecision(database, order.transactioncurrencyid, switches),
    discountMethod(database),
  );
}

/** The totals of an order from its stored lines; lines that could not be priced count nothing and are reported. */
function orderAmounts(database: Database, order: Readonly<Row>, switches: PricingSwitches): Row {
  const lines = database.where('salesorderdetail', 'salesorderid', order.salesorderid);
  const priced = lines.filter((line) => line.extendedamount != null);
  const { currency } = pricingPrecision(database, order.transactioncurrencyid, switches);
  const amounts = totalOrder(
    priced.map((line) => storedAmounts(line)),
    {
      freight: scaled(order.freightamount),
      discountAmount: scaled(order.discountamount),
      discountPercentage: toScaled(order.discountpercentage, 2),
    },
    currency,
  );
  return {
    ...(order.freightamount == null
      ? {}
      : { freightamount: wire(cut(scaled(order.freightamount), currency, 'half-up')) }),
    totallineitemamount: wire(amounts.lineItems),
    totallineitemdiscountamount: wire(amounts.lineItemDiscounts),
    totaldiscountamount: wire(amounts.discount),
    totalamountlessfreight: wire(amounts.lessFreight),
    totaltax: wire(amounts.tax),
    totalamount: wire(amounts.total),
    pricingerrorcode: orderError(order, lines),
  };
}

/** What a line says of itself: its discount is whatever lies between its amount, its tax and what it comes to. */
function storedAmounts(line: Readonly<Row>): Pick<LineAmounts, 'base' | 'discount' | 'tax'> {
  const base = scaled(line.baseamount);
  const tax = scaled(line.tax);
  return { base, tax, discount: base + tax - scaled(line.extendedamount) };
}

function orderError(order: Readonly<Row>, lines: readonly Readonly<Row>[]): number {
  if (order.pricelevelid == null) return PRICING_ERROR.missingPriceLevel;
  const failed = lines.some(
    (line) => line.pricingerrorcode !== PRICING_ERROR.none && line.pricingerrorcode != null,
  );
  return failed ? PRICING_ERROR.detail : PRICING_ERROR.none;
}

function totalAgain(database: Database, orderId: unknown, switches: PricingSwitches): void {
  const order = typeof orderId === 'string' ? database.get('salesorder', orderId) : undefined;
  if (order) database.patch('salesorder', String(orderId), orderAmounts(database, order, switches));
}

function priceAgain(database: Database, order: Readonly<Row>, switches: PricingSwitches): void {
  const keepsPrice = order.ispricelocked === true;
  for (const line of database.where('salesorderdetail', 'salesorderid', order.salesorderid)) {
    database.patch(
      'salesorderdetail',
      String(line.salesorderdetailid),
      lineAmounts(database, { line, order, keepsPrice }, switches),
    );
  }
  totalAgain(database, order.salesorderid, switches);
}

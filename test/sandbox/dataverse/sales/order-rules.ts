/**
 * The life of a Sales Order (dataverse.md 9, TENANT 3): only an active order and its lines can be changed; closing is
 * final; numbers and names that nobody gave are filled in.
 */
import { createHash } from 'node:crypto';
import type { Caller, Database, OperationCall, SandboxRules, WriteContext } from '../hooks.ts';
import type { Row } from '../model.ts';
import { addressText } from './address-text.ts';
import { orderActions } from './order-actions.ts';
import { parentReadOnly } from './refusals.ts';

export const ORDER_STATE = { active: 0, submitted: 1, canceled: 2, fulfilled: 3, invoiced: 4 } as const;

export interface OrderSwitches {
  /**
   * Whether PATCH of statecode may close an order, beside FulfillSalesOrder and CancelSalesOrder, which are the
   * supported way (dataverse.md 9, Actions).
   */
  closeByPatch: boolean;
}

export function orderRules({ closeByPatch = true }: Partial<OrderSwitches> = {}): SandboxRules {
  /** Orders that an action of the platform is closing right now. */
  const acting = new Set<string>();

  function beforeWrite(context: WriteContext): void {
    if (context.table.name === 'salesorder') beforeOrder(context);
    if (context.table.name === 'salesorderdetail') beforeLine(context);
  }

  function beforeOrder(context: WriteContext): void {
    const { kind, id, row, database } = context;
    if (kind === 'delete') {
      dropLines(database, id);
      return;
    }
    if (kind === 'create') fillNumber(database, id, row);
    else if (!acting.has(id)) checkOrderChange(context, closeByPatch);
    row.accountid = row.customeridtype === 'account' ? row.customerid : null;
    row.contactid = row.customeridtype === 'contact' ? row.customerid : null;
    row.billto_composite = addressText(row, 'billto');
    row.shipto_composite = addressText(row, 'shipto');
  }

  function afterWrite({ table, kind, before, row, id, database }: WriteContext): void {
    if (table.name !== 'salesorder' || kind !== 'update') return;
    if (before?.statecode === row.statecode && before?.ispricelocked === row.ispricelocked) return;
    const copy = { salesorderstatecode: row.statecode, salesorderispricelocked: row.ispricelocked };
    for (const line of database.where('salesorderdetail', 'salesorderid', id)) {
      database.patch('salesorderdetail', String(line.salesorderdetailid), copy);
    }
  }

  /** The write of an action: with the caller's rights, past the rule that closed orders cannot change. */
  function act({ caller, database }: OperationCall, id: string, patch: Row): void {
    acting.add(id);
    try {
      database.update(caller, 'salesorder', id, patch);
    } finally {
      acting.delete(id);
    }
  }

  return { name: 'orders', beforeWrite, afterWrite, operations: orderActions(act) };
}

const STATE_COLUMNS = new Set(['statecode', 'statuscode']);

function checkOrderChange(
  { before, row, changed, database, caller }: WriteContext,
  closeByPatch: boolean,
): void {
  const from = before?.statecode;
  const stateOnly = changed.size > 0 && [...changed].every((name) => STATE_COLUMNS.has(name));
  const closes = row.statecode !== ORDER_STATE.active && row.statecode !== ORDER_STATE.submitted;
  if (closes && row.statecode !== from && !closeByPatch) throw parentReadOnly();
  if (from === ORDER_STATE.active) return;
  if (from === ORDER_STATE.submitted && (stateOnly || isIntegration(database, caller))) return;
  throw parentReadOnly();
}

function beforeLine({ kind, row, database, caller }: WriteContext): void {
  const order = database.get('salesorder', String(row.salesorderid));
  if (!order) return;
  const submitted = order.statecode === ORDER_STATE.submitted && isIntegration(database, caller);
  if (order.statecode !== ORDER_STATE.active && !submitted) throw parentReadOnly();
  if (kind === 'delete') return;
  const product = typeof row.productid === 'string' ? database.get('product', row.productid) : undefined;
  row.productname = product?.name ?? row.productdescription ?? null;
  row.salesorderdetailname ??= row.productname;
  row.shipto_composite = addressText(row, 'shipto');
  if (kind === 'update') return;
  row.salesorderstatecode = order.statecode;
  row.salesorderispricelocked = order.ispricelocked ?? false;
  row.sequencenumber ??= database.where('salesorderdetail', 'salesorderid', row.salesorderid).length + 1;
}

/** A submitted order is read-only except for an integration user (dataverse.md 9). */
function isIntegration(database: Database, caller: Caller): boolean {
  if (database.organization().issopintegrationenabled !== true) return false;
  return database.get('systemuser', caller.userId)?.isintegrationuser === true;
}

/** Lines go with their order whatever its state; a line of its own accord would be refused. */
function dropLines(database: Database, orderId: string): void {
  for (const line of database.where('salesorderdetail', 'salesorderid', orderId)) {
    database.drop('salesorderdetail', String(line.salesorderdetailid));
  }
}

/** `ORD-01000-K4T2M9`: prefix and count of the organisation, and a suffix that looks random and is not. */
function fillNumber(database: Database, id: string, row: Row): void {
  if (row.ordernumber != null) return;
  const organization = database.organization();
  const count = Number(organization.currentordernumber ?? 1000);
  const suffix = BigInt(`0x${createHash('sha1').update(id).digest('hex').slice(0, 10)}`).toString(36);
  const prefix = typeof organization.orderprefix === 'string' ? organization.orderprefix : 'ORD';
  row.ordernumber = `${prefix}-${String(count).padStart(5, '0')}-${suffix.toUpperCase().padStart(6, '0').slice(-6)}`;
  if (typeof organization.organizationid === 'string') {
    database.patch('organization', organization.organizationid, { currentordernumber: count + 1 });
  }
}

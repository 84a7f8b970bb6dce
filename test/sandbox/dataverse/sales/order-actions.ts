/** The messages that close an order or freeze its prices (dataverse.md 9, Actions). */
import { doesNotExist, invalidArgument } from '../errors.ts';
import type { Database, OperationCall, OperationHandler } from '../hooks.ts';
import type { Row } from '../model.ts';
import { alreadyLocked, alreadyUnlocked, parentReadOnly } from './refusals.ts';

/** Writes an order on behalf of an action. */
export type OrderWrite = (call: OperationCall, id: string, patch: Row) => void;

/** States of standard/salesorder.ts; a status of another state is refused by the engine (0x80048408). */
const FULFILLED = 3;
const CANCELED = 2;
/** What a caller gives to get the state's own default status. */
const DEFAULT_STATUS = -1;

export function orderActions(write: OrderWrite): Record<string, OperationHandler> {
  return {
    FulfillSalesOrder: (call) => {
      close(call, FULFILLED, write);
      return undefined;
    },
    CancelSalesOrder: (call) => {
      close(call, CANCELED, write);
      return undefined;
    },
    LockSalesOrderPricing: (call) => {
      lock(call, true, write);
      return undefined;
    },
    UnlockSalesOrderPricing: (call) => {
      lock(call, false, write);
      return undefined;
    },
  };
}

/** From Active or Submitted [mem]; leaves a completed orderclose activity, on whose creation steps can stand. */
function close(call: OperationCall, state: number, write: OrderWrite): void {
  const { parameters, caller, database } = call;
  const given = parameters.OrderClose;
  if (typeof given !== 'object' || given === null)
    throw invalidArgument("The parameter 'OrderClose' is required.");
  const activity = given as Row;
  const order = findOrder(database, activity['salesorderid@odata.bind'] ?? activity.salesorderid);
  const id = String(order.salesorderid);
  if (order.statecode !== 0 && order.statecode !== 1) throw parentReadOnly();

  const activityid = database.create(caller, 'orderclose', {
    subject: typeof activity.subject === 'string' ? activity.subject : 'Order Close',
    description: activity.description ?? null,
    ordernumber: order.ordernumber ?? null,
    salesorderid: id,
    actualend: activity.actualend ?? null,
  });
  database.patch('orderclose', activityid, { statecode: 1, statuscode: 2 });
  const status = Number(parameters.Status ?? DEFAULT_STATUS);
  write(call, id, { statecode: state, ...(status === DEFAULT_STATUS ? {} : { statuscode: status }) });
}

function lock(call: OperationCall, wanted: boolean, write: OrderWrite): void {
  const order = findOrder(call.database, call.parameters.SalesOrderId);
  if (order.statecode !== 0) throw parentReadOnly();
  if ((order.ispricelocked === true) === wanted) throw wanted ? alreadyLocked() : alreadyUnlocked();
  write(call, String(order.salesorderid), { ispricelocked: wanted });
}

/** An order by `/salesorders(id)`, by a bare id, or by a nested object that has its key. */
function findOrder(database: Database, reference: unknown): Readonly<Row> {
  const text =
    typeof reference === 'object' && reference !== null ? (reference as Row).salesorderid : reference;
  const id =
    typeof text === 'string'
      ? /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase()
      : undefined;
  if (id === undefined) throw invalidArgument('The order that the action is for is missing.');
  const order = database.get('salesorder', id);
  if (!order) throw doesNotExist('salesorder', id);
  return order;
}

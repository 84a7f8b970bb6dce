/** The activity that FulfillSalesOrder and CancelSalesOrder leave behind (dataverse.md 9, Actions). */
import { integer, lookup, memo, moment, states, text } from './columns.ts';
import { defineTable } from './define-table.ts';

export const orderclose = defineTable({
  name: 'OrderClose',
  set: 'ordercloses',
  display: 'Order Close',
  primaryId: 'activityid',
  primaryName: 'subject',
  ownership: 'user',
  columns: [
    text('Subject', 200, { required: 'application' }),
    memo('Description', 2000),
    text('OrderNumber', 100),
    integer('Revision', 0, 1_000_000_000),
    text('Category', 250),
    lookup(
      'SalesOrderId',
      { table: 'salesorder', relationship: 'SalesOrder_OrderClose', onDelete: 'cascade' },
      { display: 'Order' },
    ),
    moment('ActualStart'),
    moment('ActualEnd'),
    moment('ScheduledEnd'),
    ...states(
      { value: 0, label: 'Open', statuses: { 1: 'Open' } },
      { value: 1, label: 'Completed', statuses: { 2: 'Completed' } },
      { value: 2, label: 'Canceled', statuses: { 3: 'Canceled' } },
    ),
  ],
});

/** The newest orders. */
import { byId, element, setAttribute, setText, showList } from './elements.ts';
import type { OrderLine, PageState } from './page-state.ts';
import { dayAndTime, money, nothing, outcomeWords } from './words.ts';

export function showOrders({ orders }: PageState): void {
  byId('orders-table').hidden = orders.length === 0;
  const empty = byId('no-orders');
  empty.hidden = orders.length > 0;
  setText(empty, 'No orders yet. They appear here as the marketplace receives them.');
  showList(byId('orders'), orders, { key: (order) => order.orderId, make: makeRow, update: updateRow });
}

function makeRow(): HTMLTableRowElement {
  const row = element('tr', '');
  const head = element('th', '');
  head.scope = 'row';
  const where = element('td', '');
  where.append(element('span', 'pill'), element('span', 'reason'));
  row.append(head, where, element('td', ''), element('td', 'number'), element('td', ''));
  return row;
}

function updateRow(row: HTMLTableRowElement, order: OrderLine): void {
  const [head, where, salesOrder, total, shipBy] = row.children;
  const [pill, reason] = where?.children ?? [];
  if (!head || !pill || !reason || !salesOrder || !total || !shipBy) return;
  setText(head, order.orderId);
  setAttribute(pill, 'class', `pill ${order.outcome}`);
  setText(pill, outcomeWords[order.outcome]);
  setText(reason, order.outcome === 'done' ? '' : (order.reason ?? ''));
  setText(salesOrder, order.salesOrder ?? nothing);
  setText(total, money(order.total));
  setText(shipBy, dayAndTime(order.shipBy));
}

import { KeyControl } from '../shared/key-control.ts';
import { OrderStatusView } from './order-status-view.tsx';

export class OrderStatus extends KeyControl {
  protected readonly property = 'orderKey';
  protected readonly view = OrderStatusView;
}

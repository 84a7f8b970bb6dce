import { OrderKeyControl } from '../shared/order-key-control.ts';
import { OrderStatusView } from './order-status-view.tsx';

export class OrderStatus extends OrderKeyControl {
  protected readonly view = OrderStatusView;
}

import { OrderKeyControl } from '../shared/order-key-control.ts';
import { FeeBreakdownView } from './fee-breakdown-view.tsx';

export class FeeBreakdown extends OrderKeyControl {
  protected readonly view = FeeBreakdownView;
}

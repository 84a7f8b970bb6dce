import { OrderKeyControl } from '../shared/order-key-control.ts';
import { ExceptionActionsView } from './view/exception-actions-view.tsx';

export class ExceptionActions extends OrderKeyControl {
  protected readonly view = ExceptionActionsView;
}

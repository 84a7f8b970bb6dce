import { KeyControl } from '../shared/key-control.ts';
import { ExceptionActionsView } from './view/exception-actions-view.tsx';

export class ExceptionActions extends KeyControl {
  protected readonly property = 'orderKey';
  protected readonly view = ExceptionActionsView;
}

import { KeyControl } from '../shared/key-control.ts';
import { FeeBreakdownView } from './fee-breakdown-view.tsx';

export class FeeBreakdown extends KeyControl {
  protected readonly property = 'orderKey';
  protected readonly view = FeeBreakdownView;
}

import { KeyControl } from '../shared/key-control.ts';
import { StockBadgeView } from './stock-badge-view.tsx';

export class StockBadge extends KeyControl {
  protected readonly property = 'recordKey';
  protected readonly view = StockBadgeView;
}

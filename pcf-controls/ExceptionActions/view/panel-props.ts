/** What the fixes of an exception, and the panels that they open, are given. */
import type { Host } from '../../shared/host.ts';
import type { OpenException } from '../model/open-exception.ts';
import { isUnderWay } from '../model/progress.ts';
import type { Progress } from '../model/progress.ts';
import type { Requests } from '../model/requests.ts';
import type { OrderRow } from '../model/rows.ts';

export interface FixProps {
  readonly host: Host;
  readonly order: OrderRow;
  readonly exception: OpenException;
  readonly progress: Progress | null;
  readonly requests: Requests;
}

export interface PanelProps extends FixProps {
  readonly close: () => void;
}

export function isBusy(progress: Progress | null): boolean {
  return progress !== null && isUnderWay(progress);
}

/** The dispatch deadline as a clock: how long is left, and how much that should worry. */
import type { OrderState } from '../../shared/choice-values.ts';
import type { Step } from './timeline.ts';

export interface Deadline {
  readonly at: string;
  /** Negative when it has passed. */
  readonly leftMs: number;
  readonly tone: 'calm' | 'soon' | 'urgent' | 'late';
}

const hour = 3_600_000;

/** Once the marketplace says that everything is on its way, or that nothing will be, nothing is due any more. */
const over: readonly OrderState[] = ['SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED', 'REFUSED', 'CANCELED'];

export function deadlineOf(shipBy: string | null, state: OrderState | null, now: Date): Deadline | null {
  if (shipBy === null || Number.isNaN(Date.parse(shipBy))) return null;
  if (state !== null && over.includes(state)) return null;
  const leftMs = Date.parse(shipBy) - now.getTime();
  return { at: shipBy, leftMs, tone: toneOf(leftMs) };
}

function toneOf(leftMs: number): Deadline['tone'] {
  if (leftMs < 0) return 'late';
  if (leftMs <= 4 * hour) return 'urgent';
  return leftMs <= 24 * hour ? 'soon' : 'calm';
}

/** Whether a deadline that is over was kept: by the first dispatch, which is what the marketplace measures. */
export function keptDeadline(shipBy: string | null, steps: readonly Step[]): boolean | null {
  const dispatched = steps.find((step) => step.kind === 'dispatched' && step.happened && step.at !== null);
  if (shipBy === null || dispatched?.at === undefined || dispatched.at === null) return null;
  return Date.parse(dispatched.at) <= Date.parse(shipBy);
}

/** How long until a moment, and how much that presses. */
export interface TimeLeft {
  readonly late: boolean;
  /** Until the moment, or since then when it is over. */
  readonly ms: number;
  /** For colour and icon, which never stand without the words. */
  readonly pressing: 'late' | 'soon' | 'later';
}

/** Less than this is soon: half a working day. */
const soon = 4 * 3_600_000;

/** @param moment ISO 8601; null where nothing is due, and for a text that is no moment */
export function timeLeft(moment: string | null, now: number): TimeLeft | null {
  const at = moment === null ? Number.NaN : Date.parse(moment);
  if (Number.isNaN(at)) return null;
  const late = at < now;
  const ms = Math.abs(at - now);
  return { late, ms, pressing: late ? 'late' : ms < soon ? 'soon' : 'later' };
}

/** How long until a moment, in the two largest units that people would say. */
export interface TimeLeft {
  readonly late: boolean;
  /** Days and hours, hours and minutes, or minutes alone; never both zero, but for less than a minute. */
  readonly unit: 'days' | 'hours' | 'minutes';
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  /** How much it presses: for colour and icon, which never stand without the words. */
  readonly pressing: 'late' | 'soon' | 'later';
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Less than this is soon: half a working day. */
const soon = 4 * hour;

/** @param moment ISO 8601; null where nothing is due, and for a text that is no moment */
export function timeLeft(moment: string | null, now: number): TimeLeft | null {
  const at = moment === null ? Number.NaN : Date.parse(moment);
  if (Number.isNaN(at)) return null;
  const late = at < now;
  const span = Math.abs(at - now);
  return {
    late,
    unit: span >= day ? 'days' : span >= hour ? 'hours' : 'minutes',
    days: Math.floor(span / day),
    hours: Math.floor((span % day) / hour),
    minutes: Math.floor((span % hour) / minute),
    pressing: late ? 'late' : span < soon ? 'soon' : 'later',
  };
}

/** When the census may read everything: by the clock on the wall of a time zone, summer time and all. */
import type { QuietHours } from './policy.ts';

const minuteMs = 60_000;
const dayMinutes = 1_440;
/** No country puts its clocks forward by more. */
const longestGapMinutes = 120;

export function isQuiet(hours: QuietHours, now: Date): boolean {
  return isWithin(hours, wallMinute(hours.timeZone, now.getTime()));
}

/** Now where it is quiet, else the first minute that is. */
export function nextQuiet(hours: QuietHours, now: Date): Date {
  if (isQuiet(hours, now)) return now;
  const quietAt = (at: number) => isWithin(hours, wallMinute(hours.timeZone, at));
  let at = Math.floor(now.getTime() / minuteMs) * minuteMs;
  // Once is enough on most days; twice where clocks are put back, or forward over the whole of the quiet hours.
  for (let jump = 0; jump < 4; jump += 1) {
    const before = at;
    at += minutesUntil(hours.from, wallMinute(hours.timeZone, at)) * minuteMs;
    const first = firstQuiet(quietAt, Math.max(before, at - longestGapMinutes * minuteMs), at);
    if (quietAt(first)) return new Date(first);
  }
  return new Date(at);
}

function firstQuiet(quietAt: (at: number) => boolean, from: number, to: number): number {
  for (let at = from; at < to; at += minuteMs) if (quietAt(at)) return at;
  return to;
}

/** At least a minute, so that a jump always leads on. */
function minutesUntil(wanted: number, minute: number): number {
  return (wanted - minute + dayMinutes) % dayMinutes || dayMinutes;
}

/** `from` later than `to` goes past midnight. */
function isWithin({ from, to }: QuietHours, minute: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallMinute(timeZone: string, at: number): number {
  const known = clocks.get(timeZone);
  const clock = known ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  if (known === undefined) clocks.set(timeZone, clock);
  const [hour = 0, minute = 0] = clock.format(at).split(':').map(Number);
  return (hour % 24) * 60 + minute;
}

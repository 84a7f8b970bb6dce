/** Numbers, money and times in the words of the page. Pure; no document. */
import type { Amount, CensusLine, Outcome, PageState, StockFileLine } from './page-state.ts';

const whole = new Intl.NumberFormat('en-GB');
const clock = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

export const nothing = '\u2013';

export function number(value: number): string {
  return whole.format(value);
}

export function money(amount: Amount | null): string {
  if (!amount) return nothing;
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: amount.currency }).format(
    amount.value,
  );
}

export function timeOfDay(iso: string): string {
  return clock.format(new Date(iso));
}

export function dayAndTime(iso: string | null): string {
  return iso === null ? nothing : day.format(new Date(iso));
}

/** "2 min ago": coarse on purpose, so that it changes seldom. */
export function ago(iso: string, now: string): string {
  const minutes = minutesBetween(iso, now);
  return minutes < 1 ? 'just now' : `${duration(minutes)} ago`;
}

/** "act within 3 h", "overdue by 2 days". */
export function urgency(deadline: string, now: string): string {
  const minutes = minutesBetween(now, deadline);
  return minutes < 0 ? `overdue by ${duration(-minutes)}` : `act within ${duration(minutes)}`;
}

function minutesBetween(earlier: string, later: string): number {
  return Math.floor((Date.parse(later) - Date.parse(earlier)) / 60_000);
}

function duration(minutes: number): string {
  if (minutes < 90) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  done: 'Done',
  waiting: 'Waiting',
  exception: 'Exception',
  unseen: 'Not read yet',
};

/** `no-tax-rule` as people read it. */
export function codeInWords(code: string): string {
  const words = code.replaceAll('-', ' ');
  return (words.charAt(0).toUpperCase() + words.slice(1))
    .replace(/\bvat\b/i, 'VAT')
    .replace(/\bsku\b/i, 'SKU');
}

export type Identity = { readonly holds: 'yes' | 'catching-up' | 'no'; readonly text: string };

/** seen = done + waiting + exception, worked out in front of the reader. */
export function identity({ counts, unseen }: Pick<PageState, 'counts' | 'unseen'>): Identity {
  const { seen, done, waiting, exception } = counts;
  if (seen === 0) return { holds: 'yes', text: 'No orders on the marketplace yet.' };
  const sum = `${number(done)} done + ${number(waiting)} waiting + ${number(exception)} exception`;
  const missing = seen - done - waiting - exception;
  if (missing === 0)
    return { holds: 'yes', text: `${number(seen)} seen = ${sum}. Every order is in exactly one place.` };
  if (missing === unseen) {
    return { holds: 'catching-up', text: `${number(seen)} seen = ${sum} + ${number(unseen)} not read yet.` };
  }
  return { holds: 'no', text: `${number(seen)} seen is not ${sum}: the difference is ${number(missing)}.` };
}

/** The same for listings, of which Dynamics knows only what it has found. */
export function listingIdentity({ seen, done, waiting, exception }: PageState['counts']): Identity {
  if (seen === 0) return { holds: 'yes', text: 'No listings are known yet; the first census finds them.' };
  const sum = `${number(done)} done + ${number(waiting)} waiting + ${number(exception)} exception`;
  const holds = seen === done + waiting + exception;
  return {
    holds: holds ? 'yes' : 'no',
    text: `${number(seen)} listings ${holds ? '=' : 'are not'} ${sum}.`,
  };
}

/** The picture of the counts in words. */
export function shares({ seen, done, waiting, exception }: PageState['counts'], of: string): string {
  if (seen === 0) return `No ${of} yet`;
  const part = (count: number) => `${Math.round((count / seen) * 100)} %`;
  return `Done ${part(done)}, waiting ${part(waiting)}, exception ${part(exception)}`;
}

/** "in 23 s", "now": when the next stock file may go. */
export function countdown(iso: string | null, now: string): string {
  if (iso === null) return nothing;
  const seconds = Math.ceil((Date.parse(iso) - Date.parse(now)) / 1000);
  return seconds <= 0 ? 'as soon as something changes' : `in ${seconds} s`;
}

/** "12 lines, 1 refused: Done". */
export function fileInWords({ lines, refused, state }: StockFileLine): string {
  const count = `${number(lines)} ${lines === 1 ? 'line' : 'lines'}`;
  return `${count}${refused === 0 ? '' : `, ${number(refused)} refused`}: ${state.toLowerCase()}`;
}

/** "240 of 243 offers agreed; 2 changed there, 1 never sent". */
export function censusInWords({ offers, agreed, found }: CensusLine): string {
  const rest = found.map(({ name, count }) => `${number(count)} ${name}`).join(', ');
  return `${number(agreed)} of ${number(offers)} offers agreed${rest === '' ? '' : `; ${rest}`}`;
}

/** Points of a polyline in a box of that size; the line starts at zero and ends at the highest value. */
export function polyline(values: readonly number[], box: { width: number; height: number }): string {
  const highest = Math.max(1, ...values);
  const step = box.width / Math.max(1, values.length - 1);
  return values
    .map((value, index) => `${round(index * step)},${round(box.height - (value / highest) * box.height)}`)
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

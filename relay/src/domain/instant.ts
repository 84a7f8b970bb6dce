/** Instants are ISO 8601 text in UTC; the domain computes with them and never asks a clock. */

/** Milliseconds since 1970, or null where the text is no instant. */
export function instant(text: string | null): number | null {
  if (text === null) return null;
  const value = Date.parse(text);
  return Number.isNaN(value) ? null : value;
}

/** The end of the time that a `Date` can hold. */
const lastInstant = 8.64e15;

/** The instant so many minutes later (earlier with a negative number). */
export function plusMinutes(text: string, minutes: number): string {
  return new Date(Math.min(Date.parse(text) + minutes * 60_000, lastInstant)).toISOString();
}

/** The earliest of several instants; null where none can be read. */
export function earliest(texts: readonly (string | null)[]): string | null {
  let best: { text: string; at: number } | null = null;
  for (const text of texts) {
    const at = instant(text);
    if (text !== null && at !== null && (best === null || at < best.at)) best = { text, at };
  }
  return best?.text ?? null;
}

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in London, `YYYY-MM-DD`: VAT goes by the local day, and in summer that is not the UTC day. */
export function londonDate(text: string): string {
  return london.format(Date.parse(text));
}

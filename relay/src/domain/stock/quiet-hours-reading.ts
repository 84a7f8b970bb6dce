import type { PolicyColumns, QuietHours } from './policy.ts';

/** What stands on the marketplace; problems are added to those of the rest of the policy. */
export function quietHoursOf(
  { quietHours, timeZone }: Pick<PolicyColumns, 'quietHours' | 'timeZone'>,
  problems: string[],
): QuietHours {
  const zone = textOr(timeZone, 'Europe/London');
  if (!isTimeZone(zone)) {
    problems.push(
      `"Time zone of the quiet hours" is "${zone}"; it must be an IANA name such as Europe/London.`,
    );
  }
  const text = textOr(quietHours, '02:00-05:00');
  const [from, to] = text.split('-').map(minuteOf);
  if (
    from === undefined ||
    to === undefined ||
    from === null ||
    to === null ||
    text.split('-').length > 2 ||
    from === to
  ) {
    problems.push(`"Quiet hours" is "${text}"; it must be two different times of day such as 01:00-05:00.`);
    return { from: 0, to: 0, timeZone: zone };
  }
  return { from, to, timeZone: zone };
}

function minuteOf(text: string): number | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
  return hour === undefined ? null : Number(hour) * 60 + Number(minute);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function textOr(text: string | null, otherwise: string): string {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? otherwise : trimmed;
}

/** How long ago something was, in one unit: enough to tell fresh from old at a glance. */
export interface Age {
  readonly unit: 'Now' | 'Second' | 'Minute' | 'Hour' | 'Day';
  readonly count: number;
}

const minute = 60_000;

/** Clocks of two systems differ a little; what lies ahead is now. */
export function ageOf(moment: string, now: Date): Age {
  const ms = now.getTime() - Date.parse(moment);
  if (ms < 10_000) return { unit: 'Now', count: 0 };
  if (ms < minute) return { unit: 'Second', count: Math.floor(ms / 10_000) * 10 };
  if (ms < 60 * minute) return { unit: 'Minute', count: Math.floor(ms / minute) };
  if (ms < 2 * 1_440 * minute) return { unit: 'Hour', count: Math.floor(ms / (60 * minute)) };
  return { unit: 'Day', count: Math.floor(ms / (1_440 * minute)) };
}

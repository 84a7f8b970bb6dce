/** How long something is, in the two largest units: 2 days 3 hours, 45 minutes. Words come from Unit_* texts. */
const minute = 60_000;
const units = [
  { unit: 'Day', ms: 1_440 * minute },
  { unit: 'Hour', ms: 60 * minute },
  { unit: 'Minute', ms: minute },
] as const;

export interface DurationPart {
  readonly count: number;
  readonly unit: 'Day' | 'Hour' | 'Minute';
}

/** Rounded down to minutes; less than one minute is 0 minutes. */
export function durationParts(ms: number): readonly DurationPart[] {
  let rest = Math.max(0, ms);
  const parts = units.map(({ unit, ms: size }) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return { count, unit };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  if (first === -1) return [{ count: 0, unit: 'Minute' }];
  return parts.slice(first, first + 2).filter(({ count }) => count > 0);
}

/** @param text a control's texts; Unit_Day, Unit_Days ... with {0} for the number */
export function durationText(
  ms: number,
  text: (key: string, ...values: readonly (string | number)[]) => string,
): string {
  return durationParts(ms)
    .map(({ count, unit }) => text(`Unit_${unit}${count === 1 ? '' : 's'}`, count))
    .join(' ');
}

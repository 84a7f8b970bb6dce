/** Columns of rows as the page needs them; what is empty, or is no such thing, says so. */

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Milliseconds. */
export function time(value: unknown): number | null {
  const parsed = Date.parse(text(value));
  return Number.isNaN(parsed) ? null : parsed;
}

export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function isoOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : iso(milliseconds);
}

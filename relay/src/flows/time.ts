/** Dataverse keeps whole seconds in its date-time columns; what we write is cut here and nowhere else. */
export function dataverseTime(time: Date | string): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function plus(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

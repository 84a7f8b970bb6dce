/**
 * Dates of the DataContractJsonSerializer: `/Date(1506384247000)/`, milliseconds since 1970 in UTC. In asynchronous
 * contexts OperationCreatedOn has an offset, and there the number is local time: true UTC is the number plus the offset
 * as it is written (dataverse.md 11, "DATE TRAP"; .NET itself reads it otherwise).
 */
const form = /^\/Date\((-?\d{1,17})(?:([+-])(\d{2})(\d{2}))?\)\/$/;
/** The widest instant that a Date holds. */
const widest = 8_640_000_000_000_000;

/** ISO 8601 in UTC; null where the text is no such date. */
export function instantOf(text: string): string | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, milliseconds = '', sign, hours, minutes] = match;
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  const instant = Number(milliseconds) + (sign === '-' ? -offset : offset);
  return Math.abs(instant) > widest ? null : new Date(instant).toISOString();
}

/** At most `length` UTF-16 units, which is what Dataverse counts, and never half of a character. */
export function fitting(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = /[\uD800-\uDBFF]/.test(text.charAt(length - 1));
  return text.slice(0, half ? length - 1 : length);
}

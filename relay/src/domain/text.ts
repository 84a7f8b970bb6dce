/** Text that must fit a column. */

/** At most `length` UTF-16 units (what Dataverse counts), never half of a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

/** Lower case without outer blanks: Dataverse compares text ignoring case, and so do our keys. */
export function folded(text: string): string {
  return text.trim().toLowerCase();
}

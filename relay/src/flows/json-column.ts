/**
 * A list as JSON in a column of limited length: whole items or none, so that whoever reads it can always read it. What had
 * to be left out is counted in a last item; nothing is dropped silently.
 */

export interface ListRules<T> {
  /** Stands for the items that were left out; short, whatever they are. */
  readonly leftOut: (items: readonly [T, ...T[]]) => T;
  /** What somebody depends on, and is short enough to fit in any case. */
  readonly mustStay?: (item: T) => boolean;
}

export function jsonColumn<T>(
  items: readonly T[],
  limit: number,
  { leftOut, mustStay = () => false }: ListRules<T>,
): string {
  const whole = JSON.stringify(items);
  if (whole.length <= limit) return whole;
  const texts = items.map((item) => JSON.stringify(item));
  const kept = new Set(items.keys());
  const dropped: T[] = [];
  let [length, remark] = [whole.length, ''];
  for (const [index, item] of [...items.entries()].reverse()) {
    if (length + remark.length <= limit) break;
    if (mustStay(item)) continue;
    kept.delete(index);
    dropped.unshift(item);
    length -= (texts[index]?.length ?? 0) + 1;
    remark = `,${JSON.stringify(leftOut([item, ...dropped.slice(1)]))}`;
  }
  const stays = texts.filter((_, index) => kept.has(index)).join(',');
  return `[${stays}${stays === '' ? remark.slice(1) : remark}]`;
}

/**
 * Which of the lines that were sent a report of refused lines speaks of (STO03, mirakl.md 5.2): by SKU where the report
 * repeats it, else by its number. Whether numbers count the header is written nowhere; lines that are known by their SKU
 * tell.
 */
import type { StockRefusal } from '../../mirakl/client.ts';
import type { Refusal } from './file-rows.ts';
import type { SentLine } from './open-files.ts';

/** Null: it speaks of something else. */
export function refusalsIn(
  lines: readonly Pick<SentLine, 'sku'>[],
  report: readonly StockRefusal[],
): readonly Refusal[] | null {
  const places = new Map(lines.map(({ sku }, place) => [sku, place]));
  const first = numberOfFirst(places, report);
  const reasons = new Map<string, string[]>();
  for (const { line, sku, reason } of report) {
    const name = sku !== null && places.has(sku) ? sku : line === null ? undefined : lines[line - first]?.sku;
    if (name === undefined) return null;
    const known = reasons.get(name);
    if (known === undefined) reasons.set(name, [reason]);
    else if (!known.includes(reason)) known.push(reason);
  }
  return [...reasons].map(([sku, said]) => ({ sku, reason: said.join('; ') || 'no reason was given' }));
}

/** The number that the report gives to the first line of the file; 1 where nothing tells. */
function numberOfFirst(places: ReadonlyMap<string, number>, report: readonly StockRefusal[]): number {
  for (const { line, sku } of report) {
    const place = sku === null ? undefined : places.get(sku);
    if (place !== undefined && line !== null) return line - place;
  }
  return 1;
}

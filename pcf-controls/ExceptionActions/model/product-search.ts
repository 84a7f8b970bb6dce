/** Which products a SKU may stand for: what to ask Dataverse for, and the likeliest first of what it answers. */
import { formatted } from '../../shared/dataverse.ts';
import { literal } from './rows.ts';

export interface ProductRow {
  readonly productid: string;
  readonly productnumber: string | null;
  readonly name: string | null;
  readonly _defaultuomid_value: string | null;
}

export interface Product {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly unitId: string | null;
  readonly unit: string | null;
}

/** What is known about the line. */
export interface Wanted {
  readonly sku: string;
  readonly title: string;
}

/** Asked for at once; ranked here and cut to `shown`. */
const fetched = 100;
const shown = 12;
const wordsAsked = 5;
const shortestWord = 3;

/** @param typed what the person typed; empty: what the SKU and the title on the marketplace suggest */
export function productQuery(typed: string, wanted: Wanted): string {
  const words = typed.trim() === '' ? wordsOf(`${wanted.sku} ${wanted.title}`) : [typed.trim()];
  const terms = words.flatMap((word) => {
    const part = literal(withoutWildcards(word));
    return [`contains(productnumber,${part})`, `contains(name,${part})`];
  });
  const filter = terms.length === 0 ? 'statecode eq 0' : `statecode eq 0 and (${terms.join(' or ')})`;
  return (
    '?$select=productid,productnumber,name,_defaultuomid_value' +
    `&$filter=${filter}&$orderby=productnumber&$top=${fetched}`
  );
}

/** The longest words tell the most. */
function wordsOf(text: string): readonly string[] {
  const words = new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= shortestWord),
  );
  return [...words].sort((a, b) => b.length - a.length || a.localeCompare(b)).slice(0, wordsAsked);
}

/** `%`, `_` and `[` are wildcards inside contains (dataverse.md 7); in brackets they are themselves. */
function withoutWildcards(text: string): string {
  return text.replace(/[[%_]/g, (character) => `[${character}]`);
}

export function rankedProducts(
  rows: readonly ProductRow[],
  typed: string,
  wanted: Wanted,
): readonly Product[] {
  return rows
    .map((row) => ({ row, score: likeness(row, typed.trim(), wanted) }))
    .sort((a, b) => b.score - a.score || (a.row.productnumber ?? '').localeCompare(b.row.productnumber ?? ''))
    .slice(0, shown)
    .map(({ row }) => ({
      id: row.productid,
      number: row.productnumber ?? '',
      name: row.name ?? '',
      unitId: row._defaultuomid_value,
      unit: formatted(row, '_defaultuomid_value'),
    }));
}

/** From 0 to 3: what was typed counts most, then how alike number and SKU are, then name and title. */
export function likeness(
  row: Pick<ProductRow, 'productnumber' | 'name'>,
  typed: string,
  wanted: Wanted,
): number {
  const number = plain(row.productnumber ?? '');
  const name = plain(row.name ?? '');
  const alike = Math.max(
    shared(number, plain(wanted.sku)),
    0.9 * shared(name, plain(wanted.title)),
    0.8 * shared(name, plain(wanted.sku)),
  );
  if (typed === '') return alike;
  const search = plain(typed);
  const begins = number.startsWith(search) || name.startsWith(search);
  return (number === search ? 2 : begins ? 1 : 0) + alike;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Sørensen-Dice over the pairs of neighbouring letters: 1 for the same text, 0 for nothing in common. */
function shared(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const pairs = pairsOf(a);
  const others = pairsOf(b);
  const common = [...pairs].filter((pair) => others.has(pair)).length;
  // Texts that differ are not wholly alike, though their pairs may be: "aaa" and "aaaa".
  return Math.min(0.99, (2 * common) / Math.max(1, pairs.size + others.size));
}

function pairsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.slice(1), (_letter, index) => text.slice(index, index + 2)));
}

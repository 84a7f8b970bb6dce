/**
 * Cause keys tie exceptions to what frees them: whoever adds a SKU mapping or a tax rule wakes every record that is
 * parked under the same key (DESIGN 5, Exceptions). Keys are in lower case and fit their column of 200 characters.
 */
import { cut, folded } from './text.ts';

const columnLength = 200;

export type CauseKind =
  | 'sku'
  | 'tax'
  | 'category'
  | 'order'
  | 'address'
  | 'set-up'
  | 'difference'
  | 'dynamics'
  | 'message'
  | 'listing'
  | 'stock';

/** `sku:ab-12`. A value too long for the column keeps its beginning and gets a digest of the whole. */
export function causeKey(kind: CauseKind, value: string): string {
  const key = `${kind}:${folded(value)}`;
  return key.length <= columnLength ? key : `${cut(key, columnLength - 9)}~${digest(key)}`;
}

/** What many records may have in common; the other kinds name one record, or one record's state. */
const shared: ReadonlySet<string> = new Set<CauseKind>(['sku', 'tax', 'category', 'set-up', 'dynamics']);

/** Whether other records may be held up by the same cause, so that it is counted once for all of them. */
export function isSharedCause(key: string): boolean {
  return shared.has(key.slice(0, key.indexOf(':')));
}

/** What saving the marketplace itself frees. */
export function isSetUpCause(key: string): boolean {
  return key.startsWith('set-up:');
}

/** What a new or changed SKU mapping, or a product with this number, frees. */
export function causeKeyOfMapping(sku: string): string {
  return causeKey('sku', sku);
}

/** What a new or changed tax rule frees. */
export function causeKeysOfRule(taxCategory: string, territory: string): readonly string[] {
  return [causeKey('tax', `${folded(taxCategory)}|${folded(territory)}`)];
}

/** FNV-1a over UTF-16 units, eight hexadecimal digits: tells long keys apart, nothing more. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

import { sha1 } from './sha1.ts';

/** UUIDv5 of `MarketplaceBridge`; the ids of the roles are made in it as well. */
const namespace = 'f0db6fb6-cd55-5db1-a584-661f5c53ddbc';

/** What the id identifies; an id is the same in every release and every environment, or an upgrade would not find it. */
export type ComponentKind = 'form' | 'view' | 'app' | 'endpoint' | 'step' | 'image';

/**
 * The id of a component: UUIDv5 of its kind and its path, lower case and without braces. Paths are made of names that
 * never change (`mpb_order/main/tab/status`), not of what people read.
 */
export function componentId(kind: ComponentKind, path: string): string {
  return uuidv5(namespace, `${kind}/${path}`);
}

/** In the braces that a solution writes around ids. */
export const braced = (id: string): string => `{${id}}`;

/** @param name ASCII only: an id must not depend on how somebody's editor encodes a letter */
export function uuidv5(space: string, name: string): string {
  const bytes = sha1([...hexBytes(space), ...asciiBytes(name)]).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const hexBytes = (id: string): number[] =>
  (id.replaceAll('-', '').match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

const asciiBytes = (text: string): number[] =>
  Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code > 0x7f) throw new Error(`the path of a component id is ASCII: ${text}`);
    return code;
  });

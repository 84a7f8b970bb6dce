import { create } from 'xmlbuilder2';
import { element, leaf } from '../src/render/element.ts';
import type { Element } from '../src/render/element.ts';

/** A document in our own form of it: elements and texts, without comments and white space. */
export function parseXml(text: string): Element {
  return read(
    create(text.replace(/^\uFEFF/, ''))
      .root()
      .toObject({ verbose: true }) as unknown as Verbose,
  );
}

/** What xmlbuilder2 makes of an element in its verbose form: `@` before attributes, `#` for text, lists of children. */
type Verbose = Readonly<Record<string, readonly Inner[]>>;
type Inner = string | Readonly<Record<string, unknown>>;

function read(document: Verbose): Element {
  const [name = '', [inner = ''] = []] = Object.entries(document)[0] ?? [];
  return readElement(name, inner);
}

function readElement(name: string, inner: Inner): Element {
  if (typeof inner === 'string') return leaf(name, inner);
  const entries = Object.entries(inner);
  const attributes = Object.fromEntries(
    entries.flatMap(([key, value]) => (key.startsWith('@') ? [[key.slice(1), String(value)]] : [])),
  );
  const children = entries.flatMap(([key, value]) =>
    /^[@#!?]/.test(key) || !Array.isArray(value)
      ? []
      : value.map((child) => readElement(key, child as Inner)),
  );
  return element(name, attributes, children);
}

/** XML as plain data, so that it is rendered without I/O and checked without a parser. `pack/` turns it into text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Child elements, or the text of a leaf. */
  readonly content: readonly Element[] | string;
}

type Scalar = string | number | boolean;

/** An element with attributes and child elements. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Scalar>> = {},
  children: readonly Element[] = [],
): Element {
  return { name, attributes: mapValues(attributes, textOf), content: children };
}

/** An element that holds text only; `true` and `false` become 1 and 0, as the format writes them. */
export function leaf(
  name: string,
  value: Scalar,
  attributes: Readonly<Record<string, Scalar>> = {},
): Element {
  return { name, attributes: mapValues(attributes, textOf), content: textOf(value) };
}

/** One leaf for each entry, in order. */
export function leaves(values: Readonly<Record<string, Scalar>>): Element[] {
  return Object.entries(values).map(([name, value]) => leaf(name, value));
}

/** Child elements; none for a leaf. */
export function childrenOf(parent: Element): readonly Element[] {
  return typeof parent.content === 'string' ? [] : parent.content;
}

/** The first child of that name. */
export function child(parent: Element, name: string): Element | undefined {
  return childrenOf(parent).find((candidate) => candidate.name === name);
}

/** Text of the first child of that name; empty where there is none. */
export function childText(parent: Element, name: string): string {
  const found = child(parent, name);
  return typeof found?.content === 'string' ? found.content : '';
}

/** Every element of that name, at any depth, in document order. */
export function descendants(parent: Element, name: string): Element[] {
  return childrenOf(parent).flatMap((candidate) => [
    ...(candidate.name === name ? [candidate] : []),
    ...descendants(candidate, name),
  ]);
}

function textOf(value: Scalar): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

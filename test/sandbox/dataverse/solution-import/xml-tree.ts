/** XML with its elements in order, for what is kept as XML: a form is merged, searched and handed on as it came. */
import { XMLParser } from 'fast-xml-parser';

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** Text between the tags, without that of the children. */
  text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

/** Parses one element, which has been found well formed before. */
export function parseElement(xml: string): Element {
  const [root] = elements(parser.parse(xml) as Parsed[]).children;
  if (!root) throw new Error('sandbox: no element in the given XML');
  return root;
}

export function writeElement({ name, attributes, children, text }: Element): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const inside = escape(text) + children.map(writeElement).join('');
  return inside === '' ? `<${name}${given.join('')} />` : `<${name}${given.join('')}>${inside}</${name}>`;
}

/** The element and everything below it, from the outside in. */
export function* walk(element: Element): Generator<Element> {
  yield element;
  for (const inner of element.children) yield* walk(inner);
}

export function all(element: Element, name: string): Element[] {
  return [...walk(element)].filter((one) => one.name === name);
}

export function childOf(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((one) => one.name === name);
}

type Parsed = Record<string, unknown>;

function elements(parsed: readonly Parsed[]): Pick<Element, 'children' | 'text'> {
  const children: Element[] = [];
  let text = '';
  for (const node of parsed) {
    for (const [name, inside] of Object.entries(node)) {
      if (name === '#text') text += String(inside);
      else if (name !== ':@' && !name.startsWith('?') && Array.isArray(inside)) {
        const attributes = (node[':@'] ?? {}) as Record<string, string>;
        children.push({ name, attributes: { ...attributes }, ...elements(inside as Parsed[]) });
      }
    }
  }
  return { children, text };
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

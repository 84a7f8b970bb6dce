/** XML as plain objects: attributes begin with @, text is #text, and elements that may repeat are always lists. */
import { XMLParser } from 'fast-xml-parser';
import { XmlDocument } from 'libxml2-wasm';
import { ImportRefusal } from './refusal.ts';

export type XmlNode = { [name: string]: XmlValue };
type XmlValue = string | XmlNode | XmlValue[] | undefined;

const lists = new Set([
  'RootComponent',
  'MissingDependency',
  'Entity',
  'attribute',
  'EntityKey',
  'AttributeName',
  'EntityRelationship',
  'EntityRelationshipRole',
  'Role',
  'RolePrivilege',
  'optionset',
  'option',
  'state',
  'status',
  'label',
  'displayname',
  'LocalizedName',
  'LocalizedCollectionName',
  'Default',
  'Override',
  'forms',
  'systemform',
  'savedquery',
  'CustomControl',
  'ServiceEndpoint',
  'SdkMessageProcessingStep',
  'SdkMessageProcessingStepImage',
  'AppModule',
  'AppModuleComponent',
  'AppModuleSiteMap',
  'property',
  'data-set',
  'code',
  'resx',
  'css',
  'img',
]);

/** Kept as the text that they are: what stands in them is in order, or is a language of its own. */
const verbatim = ['*.form', '*.fetchxml', '*.layoutxml', '*.SiteMap'];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  stopNodes: verbatim,
  isArray: (name, _path, _leaf, isAttribute) => !isAttribute && lists.has(name),
});

/** Parses one file of the solution; `name` is for the message. */
export function parseXml(text: string, name: string): XmlNode {
  const body = text.replace(/^\uFEFF/, '');
  checkWellFormed(body, name);
  return parser.parse(body) as XmlNode;
}

/** The reader above takes much that is no XML; a strict parser looks first. */
function checkWellFormed(body: string, name: string): void {
  try {
    XmlDocument.fromString(body).dispose();
  } catch (error) {
    throw new ImportRefusal(
      `The import file is invalid. ${name}: ${error instanceof Error ? error.message : 'not well formed'}`,
    );
  }
}

/** The element below `node` along a path of names; undefined when a step is absent or empty. */
export function child(node: XmlValue, ...path: string[]): XmlNode | undefined {
  let current: XmlValue = node;
  for (const name of path) current = isNode(current) ? current[name] : undefined;
  return isNode(current) ? current : undefined;
}

/** The elements of one repeated name. */
export function children(node: XmlValue, name: string): XmlNode[] {
  const value = isNode(node) ? node[name] : undefined;
  return Array.isArray(value) ? value.map((item) => (isNode(item) ? item : { '#text': item })) : [];
}

/** The text of a child element, with or without attributes. */
export function text(node: XmlValue, name: string): string | undefined {
  const value = isNode(node) ? node[name] : undefined;
  if (typeof value === 'string') return value;
  const inner = isNode(value) ? value['#text'] : undefined;
  return typeof inner === 'string' ? inner : undefined;
}

export function attribute(node: XmlValue, name: string): string | undefined {
  const value = isNode(node) ? node[`@${name}`] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** An element that was kept verbatim, with its own tag; undefined when it is absent. */
export function verbatimElement(node: XmlValue, name: string): string | undefined {
  const value = isNode(node) ? node[name] : undefined;
  if (typeof value === 'string') return `<${name}>${value}</${name}>`;
  if (!isNode(value)) return undefined;
  const given = Object.entries(value).map(([key, inside]) =>
    key.startsWith('@') && typeof inside === 'string'
      ? ` ${key.slice(1)}="${inside.replaceAll('"', '&quot;')}"`
      : '',
  );
  const inside = typeof value['#text'] === 'string' ? value['#text'] : '';
  return `<${name}${given.join('')}>${inside}</${name}>`;
}

function isNode(value: XmlValue): value is XmlNode {
  return typeof value === 'object' && !Array.isArray(value);
}

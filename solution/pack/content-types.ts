import { element } from '../src/render/element.ts';
import { xmlText } from './xml-text.ts';

const OCTETS = 'application/octet-stream';
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * [Content_Types].xml in the style of a server (solution.md 1.2): a default for each extension, an override for each
 * part that has none. Unlike the other two it does have a byte order mark and a declaration.
 */
export function contentTypes(paths: readonly string[]): string {
  const extensions = new Set(paths.map(extensionOf).filter((extension) => extension !== undefined));
  const types = element('Types', { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' }, [
    ...[...extensions]
      .sort()
      .map((extension) => element('Default', { Extension: extension, ContentType: OCTETS })),
    ...paths
      .filter((path) => extensionOf(path) === undefined)
      .map((path) => element('Override', { PartName: `/${path}`, ContentType: OCTETS })),
  ]);
  return `${BYTE_ORDER_MARK}<?xml version="1.0" encoding="utf-8"?>${xmlText(types)}`;
}

function extensionOf(path: string): string | undefined {
  return /\.([^./]+)$/.exec(path)?.[1];
}

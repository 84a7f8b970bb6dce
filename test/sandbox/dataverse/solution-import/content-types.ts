/** [Content_Types].xml: every part has a type, by its extension or by its own name (solution.md 1.2, 7). */
import { ImportRefusal } from './refusal.ts';
import { attribute, child, children, parseXml } from './xml.ts';

export function checkContentTypes(text: string, names: readonly string[]): void {
  const types = child(parseXml(text, '[Content_Types].xml'), 'Types');
  const extensions = new Set(
    children(types, 'Default').map((one) => (attribute(one, 'Extension') ?? '').toLowerCase()),
  );
  const overrides = new Set(children(types, 'Override').map((one) => attribute(one, 'PartName') ?? ''));
  for (const name of names) {
    if (name === '[Content_Types].xml' || name.endsWith('/') || overrides.has(`/${name}`)) continue;
    const extension = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase();
    if (extension !== undefined && extensions.has(extension)) continue;
    throw new ImportRefusal(`The solution file is invalid. The part /${name} has no content type.`);
  }
}

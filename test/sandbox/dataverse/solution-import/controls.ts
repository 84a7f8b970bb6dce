/** `<CustomControl>` and its files below `Controls/` (solution.md 3.9). */
import { strFromU8 } from 'fflate';
import type { ControlModel } from '../components.ts';
import { ImportRefusal } from './refusal.ts';
import { attribute, child, children, parseXml, text, type XmlNode } from './xml.ts';

export type Parts = Readonly<Record<string, Uint8Array>>;

/** What a form may say about a control, from its manifest. */
export interface ImportedControl {
  control: ControlModel;
  properties: { name: string; bound: boolean; required: boolean }[];
  dataSets: string[];
}

/** The platform's limit of a web resource, which is what a bundle becomes. */
const largestFile = 5 * 1024 * 1024;

export function readControls(root: XmlNode, parts: Parts, prefix: string): ImportedControl[] {
  return children(child(root, 'CustomControls'), 'CustomControl').map((node) => {
    const name = text(node, 'Name') ?? '';
    const path = (text(node, 'FileName') ?? '').replace(/^\//, '');
    const manifest = parts[path];
    if (!manifest)
      throw new ImportRefusal(
        `The file /${path} of the control ${name} does not exist in the solution file.`,
      );
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return readControl({ name, prefix }, strFromU8(manifest), filesBelow(parts, folder));
  });
}

function readControl(
  { name, prefix }: { name: string; prefix: string },
  manifest: string,
  files: ReadonlyMap<string, Uint8Array>,
): ImportedControl {
  const control = child(parseXml(manifest, `the manifest of ${name}`), 'manifest', 'control');
  const own = `${attribute(control, 'namespace') ?? ''}.${attribute(control, 'constructor') ?? ''}`;
  if (name !== `${prefix}_${own}`) {
    throw new ImportRefusal(
      `Publisher prefix ${name.split('_')[0] ?? ''} for this control ${own} does not match the prefix ${prefix} for the solution.`,
    );
  }
  const version = attribute(control, 'version') ?? '';
  if (!control || !/^\d+\.\d+\.\d+$/.test(version))
    throw new ImportRefusal(`The version '${version}' of the control ${name} is not valid.`);
  checkKeys(name, manifest);
  checkFiles(name, child(control, 'resources'), files);
  return {
    control: { name, version, files },
    properties: children(control, 'property').map((property) => ({
      name: attribute(property, 'name') ?? '',
      bound: attribute(property, 'usage') === 'bound',
      required: attribute(property, 'required') === 'true',
    })),
    dataSets: children(control, 'data-set').map((set) => attribute(set, 'name') ?? ''),
  };
}

/** The server's type of these keys is `noAposStringType` (solution.md 3.9). */
function checkKeys(name: string, manifest: string): void {
  for (const match of manifest.matchAll(/(?:display-name|description)-key=(?:"([^"]*)"|'([^']*)')/g)) {
    const key = match[1] ?? match[2] ?? '';
    if (!/'|&apos;|&#39;/.test(key)) continue;
    throw new ImportRefusal(
      `CustomControl with name ${name} failed to import with error: the value '${key}' is invalid according to its datatype 'noAposStringType'.`,
    );
  }
}

function checkFiles(
  name: string,
  resources: XmlNode | undefined,
  files: ReadonlyMap<string, Uint8Array>,
): void {
  const named = ['code', 'resx', 'css', 'img'].flatMap((kind) =>
    children(resources, kind).map((resource) => attribute(resource, 'path') ?? ''),
  );
  if (children(resources, 'code').length === 0)
    throw new ImportRefusal(`The control ${name} has no code in its manifest.`);
  for (const path of named) {
    const file = files.get(path);
    if (!file)
      throw new ImportRefusal(`The file ${path} of the control ${name} does not exist in the solution file.`);
    if (file.length > largestFile)
      throw new ImportRefusal(`Webresource content size is too big: ${path} of the control ${name}.`);
  }
}

function filesBelow(parts: Parts, folder: string): Map<string, Uint8Array> {
  const found = Object.entries(parts).filter(([path]) => path.startsWith(folder) && path !== folder);
  return new Map(found.map(([path, content]) => [path.slice(folder.length), content]));
}

/** An update whose version is not higher is not taken over, without a word (solution.md 3.9 and 5). */
export function takesOver(installed: ControlModel | undefined, next: ControlModel): boolean {
  return installed === undefined || compareVersions(next.version, installed.version) > 0;
}

export function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

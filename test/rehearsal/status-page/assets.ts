/** The files of the page, by address. Its scripts are typed TypeScript, stripped of its types when a browser first asks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripTypes } from '../strip-types.ts';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const folder = import.meta.dirname;
const files: Readonly<Record<string, string>> = {
  '/': 'page.html',
  '/page.css': 'page.css',
  '/icon.svg': 'icon.svg',
};
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};
const script = /^\/client\/([a-z-]+\.ts)$/;

const loaded = new Map<string, Promise<Asset | null>>();

/** Null where the page has no such file. */
export function assetAt(path: string): Promise<Asset | null> {
  const known = loaded.get(path);
  if (known) return known;
  const asset = load(path);
  // Only what exists is kept: addresses come from outside.
  void asset.then((found) => (found ? loaded.set(path, asset) : undefined));
  return asset;
}

async function load(path: string): Promise<Asset | null> {
  const file = files[path];
  if (file !== undefined) {
    return {
      type: types[file.split('.').at(-1) ?? ''] ?? '',
      body: readFileSync(join(folder, file), 'utf8'),
    };
  }
  const name = script.exec(path)?.[1];
  if (name === undefined || name.endsWith('.test.ts')) return null;
  return scriptNamed(name);
}

async function scriptNamed(name: string): Promise<Asset | null> {
  let source: string;
  try {
    source = readFileSync(join(folder, 'client', name), 'utf8');
  } catch {
    return null;
  }
  return { type: 'text/javascript; charset=utf-8', body: await stripTypes(source, name) };
}

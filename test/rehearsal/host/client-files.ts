/** The page's own files. Its scripts are TypeScript whose types the compiler strips when a browser first asks. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripTypes } from '../strip-types.ts';

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const folder = join(import.meta.dirname, 'client');
const named: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '': ['app.html', 'text/html; charset=utf-8'],
  stage: ['stage.html', 'text/html; charset=utf-8'],
  'app.css': ['app.css', 'text/css; charset=utf-8'],
};
const script = /^client\/((?:[a-z-]+\/)?[a-z-]+\.tsx?)$/;
const stripped = new Map<string, { changed: number; body: string }>();

/** Null where the page has no such file. */
export async function pageFile(path: string): Promise<PageFile | null> {
  const known = named[path];
  if (known !== undefined) return { type: known[1], body: readFileSync(join(folder, known[0]), 'utf8') };
  const name = script.exec(path)?.[1];
  if (name === undefined || /\.test\.tsx?$/.test(name)) return null;
  const changed = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return null;
  let held = stripped.get(name);
  if (held?.changed !== changed) {
    held = { changed, body: await stripTypes(readFileSync(join(folder, name), 'utf8'), name) };
    stripped.set(name, held);
  }
  return { type: 'text/javascript; charset=utf-8', body: held.body };
}

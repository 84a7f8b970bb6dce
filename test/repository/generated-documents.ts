/** Documents, or parts of them, that are made from the sources; a test holds that they are current. */
import { readFileSync } from 'node:fs';

import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './files.ts';
import { importDiagram } from './import-diagram.ts';
import { operationsManual } from './operations-manual.ts';

const generated: Readonly<Record<string, (file: string) => string | Promise<string>>> = {
  'relay/OPERATIONS.md': operationsManual,
  'ARCHITECTURE.md': async (file) =>
    between(readFileSync(file, 'utf8'), 'imports', await importDiagram(root)),
};

export const documents = Object.keys(generated);

/** The text that `name` (a path below the root) should have. */
export async function textOf(name: string): Promise<string> {
  const file = join(root, name);
  const make = generated[name];
  if (!make) throw new Error(`${name} is not generated; these are: ${documents.join(', ')}`);
  return format(await make(file), { ...(await resolveConfig(file)), filepath: file });
}

/** Puts `text` between the markers `<!-- name -->` and `<!-- /name -->`. */
export function between(document: string, name: string, text: string): string {
  const marked = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`);
  if (!marked.test(document)) throw new Error(`no place for ${name}`);
  return document.replace(marked, (_, open: string, close: string) => `${open}\n\n${text}\n\n${close}`);
}

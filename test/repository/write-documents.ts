/** `npm run diagram` and `npm run manual`: writes the generated documents that are named. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './files.ts';
import { textOf } from './generated-documents.ts';

for (const name of process.argv.slice(2)) {
  writeFileSync(join(root, name), await textOf(name));
  console.log(`${name} is current`);
}

/** `npm run pack`: writes the managed and the unmanaged zip and says where. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { packSolution, solutionFileName } from './pack.ts';

const folder = join(import.meta.dirname, '..', 'dist');
mkdirSync(folder, { recursive: true });
for (const type of ['managed', 'unmanaged'] as const) {
  const zip = packSolution(type);
  const file = join(folder, solutionFileName(type));
  writeFileSync(file, zip);
  console.log(`${relative(process.cwd(), file)}  ${zip.length} bytes`);
}

/** `npm run pack`: writes the managed and the unmanaged zip and says where; nothing that the linter objects to is packed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lintParts } from '../src/lint/parts.ts';
import { lintSolution } from '../src/lint/lint.ts';
import { bridgeSolution } from '../src/render/model.ts';
import { packSolution, solutionFileName, solutionParts } from './pack.ts';

const folder = join(import.meta.dirname, '..', 'dist');
mkdirSync(folder, { recursive: true });
for (const type of ['managed', 'unmanaged'] as const) {
  const findings = [...lintSolution(bridgeSolution, type), ...lintParts(solutionParts(type))];
  for (const { rule, where, problem } of findings) console.error(`${type}: ${rule}: ${where}: ${problem}`);
  if (findings.length > 0) {
    process.exitCode = 1;
    continue;
  }
  const zip = packSolution(type);
  const file = join(folder, solutionFileName(type));
  writeFileSync(file, zip);
  console.log(`${relative(process.cwd(), file)}  ${zip.length} bytes`);
}

/** `npm run pack`: writes the zips of the core and of the add-ons and says where; nothing that the linter objects to. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { addOns } from '../src/add-ons.ts';
import { lintParts } from '../src/lint/parts.ts';
import { lintSolution } from '../src/lint/lint.ts';
import type { PackageType } from '../src/render/manifest.ts';
import { bridgeSolution } from '../src/render/model.ts';
import type { SolutionModel } from '../src/render/model.ts';
import { packSolution, solutionFileName, solutionParts } from './pack.ts';

const folder = join(import.meta.dirname, '..', 'dist');
mkdirSync(folder, { recursive: true });
write('managed', bridgeSolution);
write('unmanaged', bridgeSolution);
for (const model of Object.values(addOns)) write('managed', model);

function write(type: PackageType, model: SolutionModel): void {
  const name = solutionFileName(type, model);
  const findings = [...lintSolution(model, type), ...lintParts(solutionParts(type, model))];
  for (const { rule, where, problem } of findings) console.error(`${name}: ${rule}: ${where}: ${problem}`);
  if (findings.length > 0) {
    process.exitCode = 1;
    return;
  }
  const zip = packSolution(type, model);
  writeFileSync(join(folder, name), zip);
  console.log(`${relative(process.cwd(), join(folder, name))}  ${zip.length} bytes`);
}

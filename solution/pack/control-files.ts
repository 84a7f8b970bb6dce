import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Control } from '../src/controls.ts';
import { lintControlManifest } from '../src/lint/control-manifest.ts';
import { controlFolder } from '../src/render/custom-control.ts';
import type { SolutionModel } from '../src/render/model.ts';
import { parseXml } from './parse-xml.ts';

/** Where `npm run controls` puts what it builds, seen from the sources and from what is compiled of them. */
export const builtControls = [join('..', '..'), join('..', '..', '..')]
  .map((up) => join(import.meta.dirname, up, 'pcf-controls'))
  .filter((folder) => existsSync(folder))
  .map((folder) => join(folder, 'out', 'controls'))
  .at(0);

/**
 * The built files of a solution's controls, by their path in the zip. They are taken as they were built, so that what is
 * tested is what is imported.
 * @throws where one is missing, or is not the control that the forms expect: such a zip would not import
 */
export function controlFiles(model: SolutionModel, folder = builtControls): Record<string, string> {
  return Object.fromEntries(
    model.controls.flatMap((control) => Object.entries(filesOf(model, control, folder))),
  );
}

function filesOf(model: SolutionModel, control: Control, folder: string | undefined): Record<string, string> {
  const built = join(folder ?? '', control.constructorName);
  const manifest = join(built, 'ControlManifest.xml');
  if (!existsSync(manifest) || !existsSync(join(built, 'bundle.js')))
    throw new Error(`the control ${control.constructorName} is not built: run "npm run controls" first`);
  const problems = lintControlManifest(model, control, parseXml(textOf(manifest)));
  if (problems.length > 0) {
    const list = problems.map(({ problem }) => `\n- ${problem}`).join('');
    throw new Error(`the built control ${control.constructorName} is not what the forms expect:${list}`);
  }
  return Object.fromEntries(
    filesUnder(built).map((file) => [
      `${controlFolder(control)}/${relative(built, file).split(sep).join('/')}`,
      textOf(file),
    ]),
  );
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .sort();
}

/** Everything that a build leaves is text; a byte that is none would be changed by packing, and is refused instead. */
function textOf(file: string): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
}

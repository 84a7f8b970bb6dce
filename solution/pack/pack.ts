import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { renderCustomizations } from '../src/render/customizations.ts';
import { renderManifest } from '../src/render/manifest.ts';
import type { PackageType } from '../src/render/manifest.ts';
import { bridgeSolution } from '../src/render/model.ts';
import type { SolutionModel } from '../src/render/model.ts';
import { contentTypes } from './content-types.ts';
import { xmlText } from './xml-text.ts';

/**
 * The bytes of a solution zip; the same bytes for the same definitions, wherever and whenever it is packed.
 * @param model another solution than the one that we ship, for tests
 */
export function packSolution(type: PackageType, model: SolutionModel = bridgeSolution): Uint8Array {
  return zipSync(deterministic(solutionParts(type, model)), { level: 9 });
}

/** Text of every part, by its path in the zip. */
export function solutionParts(
  type: PackageType,
  model: SolutionModel = bridgeSolution,
): Record<string, string> {
  const parts = {
    'solution.xml': xmlText(renderManifest(model, type)),
    'customizations.xml': xmlText(renderCustomizations(model)),
  };
  return { '[Content_Types].xml': contentTypes(Object.keys(parts)), ...parts };
}

/** Name of the file that an administrator imports. */
export function solutionFileName(type: PackageType, model: SolutionModel = bridgeSolution): string {
  const { uniqueName, version } = model.identity;
  return `${uniqueName}_${version.replaceAll('.', '_')}_${type}.zip`;
}

/** A zip stores local time without a zone, so its moment is given in local time: the bytes are then the same anywhere. */
function deterministic(parts: Readonly<Record<string, string>>): Zippable {
  const mtime = new Date(2020, 0, 1);
  return Object.fromEntries(
    Object.entries(parts).map(([path, text]): [string, Zippable[string]] => [
      path,
      [strToU8(text), { mtime }],
    ]),
  );
}

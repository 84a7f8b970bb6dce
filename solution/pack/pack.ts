import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import { addOns } from '../src/add-ons.ts';
import type { AddOnName } from '../src/add-ons.ts';
import { renderCustomizations } from '../src/render/customizations.ts';
import { renderManifest } from '../src/render/manifest.ts';
import type { PackageType } from '../src/render/manifest.ts';
import { bridgeSolution } from '../src/render/model.ts';
import type { SolutionModel } from '../src/render/model.ts';
import { contentTypes } from './content-types.ts';
import { controlFiles } from './control-files.ts';
import { xmlText } from './xml-text.ts';

export { addOnNames, type AddOnName } from '../src/add-ons.ts';

/**
 * The bytes of a solution zip; the same bytes for the same definitions and controls, wherever and whenever it is packed.
 * @param model another solution than the core, for add-ons and tests
 * @param controlsFolder where the controls are built, if not by `npm run controls`
 */
export function packSolution(
  type: PackageType,
  model: SolutionModel = bridgeSolution,
  controlsFolder?: string,
): Uint8Array {
  return zipSync(deterministic(solutionParts(type, model, controlsFolder)), { level: 9 });
}

/** An add-on, which exists as a managed solution only. */
export function packAddOn(name: AddOnName): Uint8Array {
  return packSolution('managed', addOns[name]);
}

/** Text of every part, by its path in the zip. */
export function solutionParts(
  type: PackageType,
  model: SolutionModel = bridgeSolution,
  controlsFolder?: string,
): Record<string, string> {
  const parts = { ...solutionDocuments(type, model), ...controlFiles(model, controlsFolder) };
  return { '[Content_Types].xml': contentTypes(Object.keys(parts)), ...parts };
}

/** The two documents that say what the solution is, without what is built elsewhere. */
export function solutionDocuments(
  type: PackageType,
  model: SolutionModel = bridgeSolution,
): Record<'solution.xml' | 'customizations.xml', string> {
  return {
    'solution.xml': xmlText(renderManifest(model, type)),
    'customizations.xml': xmlText(renderCustomizations(model)),
  };
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

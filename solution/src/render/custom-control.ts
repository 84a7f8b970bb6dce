import { controlName } from '../controls.ts';
import type { Control } from '../controls.ts';
import { element, leaves } from './element.ts';
import type { Element } from './element.ts';

/** Folder of a control in the zip; its files are put there by `pack/`. */
export const controlFolder = ({ constructorName }: Control): string =>
  `Controls/${controlName(constructorName)}`;

/** solution.md 3.9: the manifest in the zip says everything else. */
export function renderCustomControl(control: Control): Element {
  return element(
    'CustomControl',
    {},
    leaves({
      Name: controlName(control.constructorName),
      FileName: `/${controlFolder(control)}/ControlManifest.xml`,
    }),
  );
}

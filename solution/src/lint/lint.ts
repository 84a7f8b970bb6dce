import { renderCustomizations } from '../render/customizations.ts';
import { renderManifest } from '../render/manifest.ts';
import type { PackageType } from '../render/manifest.ts';
import type { SolutionModel } from '../render/model.ts';
import { lintApps } from './apps.ts';
import { lintColumns } from './columns.ts';
import type { Finding } from './finding.ts';
import { lintForms } from './forms.ts';
import { lintKeys } from './keys.ts';
import { lintLabels } from './labels.ts';
import { lintNames } from './names.ts';
import { lintRendered } from './rendered.ts';
import { lintRoles } from './roles.ts';
import { lintSteps } from './steps.ts';
import { lintValues } from './values.ts';
import { lintViews } from './views.ts';

const rules: readonly ((model: SolutionModel) => Finding[])[] = [
  lintNames,
  lintLabels,
  lintColumns,
  lintKeys,
  lintValues,
  lintRoles,
  lintForms,
  lintViews,
  lintApps,
  lintSteps,
];

/** Rules over the definitions; each stands for a failed import or a wrong right that somebody has met. */
export function lintModel(model: SolutionModel): Finding[] {
  return rules.flatMap((rule) => rule(model));
}

/** Everything that can be found without a Dataverse environment; empty for a solution that may be shipped. */
export function lintSolution(model: SolutionModel, type: PackageType): Finding[] {
  return [
    ...lintModel(model),
    ...lintRendered({ manifest: renderManifest(model, type), customizations: renderCustomizations(model) }),
  ];
}

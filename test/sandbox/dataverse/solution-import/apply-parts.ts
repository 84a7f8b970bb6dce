/** Forms, views, controls, endpoints, steps and site maps of a checked plan, put into the environment. */
import type { FormModel } from '../components.ts';
import type { EnvironmentModel } from '../model.ts';
import type { Plan } from './checks.ts';
import { takesOver } from './controls.ts';
import type { ImportedForm } from './forms.ts';
import { mergeForm } from './merge-form.ts';
import { parseElement, writeElement } from './xml-tree.ts';

export function applyParts(model: EnvironmentModel, plan: Plan): void {
  model.forms = plan.forms.reduce(withForm, model.forms ?? []);
  model.views = replaced(model.views, plan.views);
  model.endpoints = replaced(model.endpoints, plan.endpoints);
  model.steps = replaced(
    model.steps,
    plan.steps.map(({ step }) => step),
  );
  const controls = new Map((model.controls ?? []).map((control) => [control.name, control]));
  for (const { control } of plan.controls) {
    if (takesOver(controls.get(control.name), control)) controls.set(control.name, control);
  }
  model.controls = [...controls.values()];
  const given = plan.siteMaps.map(({ name, areas }) => ({ name, areas }));
  const others = (model.siteMaps ?? []).filter((known) => !given.some(({ name }) => name === known.name));
  model.siteMaps = [...others, ...given];
}

function withForm(
  forms: FormModel[],
  { id, table, type, name, form, difference }: ImportedForm,
): FormModel[] {
  const at = forms.findIndex((known) => known.id === id);
  const known = forms[at];
  if (known && difference) {
    const formXml = writeElement(mergeForm(parseElement(known.formXml), form));
    return forms.with(at, { ...known, formXml });
  }
  const next: FormModel = { id, table, type, name, formXml: writeElement(form) };
  return known ? forms.with(at, next) : [...forms, next];
}

function replaced<T extends { id: string }>(installed: readonly T[] | undefined, given: readonly T[]): T[] {
  const byId = new Map((installed ?? []).map((one) => [one.id, one]));
  for (const one of given) byId.set(one.id, one);
  return [...byId.values()];
}

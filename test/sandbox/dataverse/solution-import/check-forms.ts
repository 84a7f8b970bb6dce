/** Every reference of a form resolves, and its custom controls are wired as exports have them (solution.md 3.5, 5, 7). */
import type { EnvironmentModel } from '../model.ts';
import type { Plan } from './checks.ts';
import type { ImportedForm } from './forms.ts';
import type { Known } from './known.ts';
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { all, childOf, type Element } from './xml-tree.ts';

/** "In all 139 real cases": what stands on the form is this, and the native control moves into its description. */
const CUSTOM_CONTROL = 'f9a8a302-114e-466a-b582-6771b2ae0d92';
const PLATFORM_CONTROLS = 'MscrmControls.';

export function checkForms(model: EnvironmentModel, plan: Plan, known: Known): void {
  for (const form of plan.forms) {
    checkPlace(model, plan, form);
    if (form.type === 'quick' && all(form.form, 'events').length > 0)
      throw refusal(form, "the element 'events' is not allowed in a quick view form");
    const stranger = form.roleIds.find((id) => !known.role(id));
    if (stranger !== undefined) throw refusal(form, `the role ${stranger} does not exist`);
    checkCells(form, known);
    checkDescriptions(model, plan, form, known);
  }
}

/** A form on a table that is not ours is listed by itself; a difference needs the form that it changes. */
function checkPlace(model: EnvironmentModel, plan: Plan, form: ImportedForm): void {
  const { id, table, difference } = form;
  const installed = model.forms?.find((one) => one.id === id);
  const own = plan.tables.some((one) => one.name === table && one.own !== undefined);
  if (!own && !plan.manifest.roots.some((root) => root.type === '60' && root.name === id)) {
    throw new ImportRefusal(
      `The import has failed because component ${id} of type 60 is not declared in the solution file as a root component. To fix this, import again using the XML file that was generated when you exported the solution.`,
    );
  }
  if (difference && installed?.table !== table)
    throw refusal(form, 'the form that it changes does not exist in the target system');
  // [INF] A managed file restates nobody else's form: it carries the difference.
  if (!difference && plan.manifest.managed && installed?.shipped === true)
    throw refusal(form, 'it belongs to the product and is restated without solutionaction');
}

function checkCells(form: ImportedForm, known: Known): void {
  for (const control of all(form.form, 'control')) {
    const { datafieldname: column, indicationOfSubgrid } = control.attributes;
    if (column !== undefined && !known.column(form.table, column))
      throw refusal(form, `the attribute ${column} does not exist`);
    if (indicationOfSubgrid === 'true') checkGrid(form, childOf(control, 'parameters'), known);
  }
}

/** What a sub-grid or a data set shows. */
function checkGrid(form: ImportedForm, parameters: Element | undefined, known: Known): void {
  const given = (name: string): string => childOf(parameters, name)?.text ?? '';
  const table = given('TargetEntityType');
  if (!known.table(table)) throw refusal(form, `the entity '${table}' of a grid does not exist`);
  const relationship = given('RelationshipName');
  if (relationship !== '' && !known.relationship(relationship))
    throw refusal(form, `the relationship ${relationship} of a grid does not exist`);
  const views = `${given('ViewId')},${given('ViewIds')},${given('FilteredViewIds')}`
    .split(',')
    .filter((id) => id !== '');
  for (const id of views) {
    if (known.view(bareId(id))?.table !== table)
      throw refusal(form, `the view ${bareId(id)} of a grid is no view of ${table}`);
  }
}

function checkDescriptions(model: EnvironmentModel, plan: Plan, form: ImportedForm, known: Known): void {
  const descriptions = all(form.form, 'controlDescription');
  const described = new Set(descriptions.map((one) => bareId(one.attributes.forControl ?? '')));
  const custom = all(form.form, 'control').filter(
    (one) => bareId(one.attributes.classid ?? '') === CUSTOM_CONTROL,
  );
  const undescribed = custom.find((one) => !described.has(bareId(one.attributes.uniqueid ?? '')));
  if (undescribed)
    throw refusal(form, `the custom control ${undescribed.attributes.id ?? ''} has no controlDescription`);
  for (const description of descriptions) {
    const target = bareId(description.attributes.forControl ?? '');
    if (!custom.some((one) => bareId(one.attributes.uniqueid ?? '') === target))
      throw refusal(form, `the controlDescription for ${target} has no control`);
    for (const control of description.children.filter(({ name }) => name === 'customControl'))
      checkControl(model, plan, { form, control }, known);
  }
}

function checkControl(
  model: EnvironmentModel,
  plan: Plan,
  { form, control }: { form: ImportedForm; control: Element },
  known: Known,
): void {
  const { name } = control.attributes;
  if (name === undefined || name.startsWith(PLATFORM_CONTROLS)) return;
  const brought = plan.controls.find((one) => one.control.name === name);
  if (!brought && !model.controls?.some((one) => one.name === name))
    throw refusal(form, `the custom control ${name} does not exist`);
  const parameters = childOf(control, 'parameters');
  for (const set of parameters?.children.filter((one) => one.name === 'data-set') ?? []) {
    if (brought && !brought.dataSets.includes(set.attributes.name ?? ''))
      throw refusal(form, `the control ${name} has no data set ${set.attributes.name ?? ''}`);
    checkGrid(form, set, known);
  }
  for (const property of parameters?.children.filter((one) => one.name !== 'data-set') ?? []) {
    if (brought && !brought.properties.some((one) => one.name === property.name))
      throw refusal(form, `the control ${name} has no property ${property.name}`);
    if (
      property.attributes.static !== 'true' &&
      property.text !== '' &&
      !known.column(form.table, property.text)
    )
      throw refusal(form, `the attribute ${property.text} that ${name} is bound to does not exist`);
  }
  const unbound = brought?.properties.find(
    (one) => one.required && childOf(parameters, one.name) === undefined,
  );
  if (unbound) throw refusal(form, `the property ${unbound.name} of ${name} is required`);
}

function refusal(form: ImportedForm, why: string): ImportRefusal {
  return new ImportRefusal(`The form ${form.id} of entity ${form.table} cannot be imported: ${why}.`);
}

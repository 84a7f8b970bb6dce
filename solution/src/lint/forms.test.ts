import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addOns } from '../add-ons.ts';
import { shown } from '../forms/form.ts';
import type { Cell, Form } from '../forms/form.ts';
import { bridgeSolution } from '../render/model.ts';
import type { SolutionModel } from '../render/model.ts';
import { lintForms } from './forms.ts';

/** The form of causes with a broken cell in its first section. */
const withCell = (cell: Cell): SolutionModel =>
  withForm((form) => ({ tabs: [tabWith(form, [cell]), ...form.tabs.slice(1)] }));
const withForm = (change: (form: Form) => Partial<Form>): SolutionModel => ({
  ...bridgeSolution,
  forms: bridgeSolution.forms.map((form) =>
    form.table === 'mpb_cause' ? { ...form, ...change(form) } : form,
  ),
});

function tabWith(form: Form, cells: readonly Cell[]): Form['tabs'][number] {
  const tab = form.tabs[0]!;
  const section = { ...tab.columns[0]!.sections[0]!, cells };
  return { ...tab, columns: [{ width: '100%', sections: [section] }] };
}

const exceptions = bridgeSolution.forms.find(({ table }) => table === 'mpb_cause')!.tabs[0]!.columns[0]!
  .sections[1]!.cells[0]!;
assert.ok(exceptions.kind === 'subGrid');

function reports(model: SolutionModel, problem: RegExp, where = 'mpb_cause/main'): void {
  const findings = lintForms(model);
  assert.ok(
    findings.some((finding) => finding.where === where && problem.test(finding.problem)),
    `expected ${String(problem)}; got ${JSON.stringify(findings)}`,
  );
}

it('finds nothing wrong with the forms that we ship, the changed one among them', () => {
  assert.deepEqual(lintForms(bridgeSolution), []);
  assert.deepEqual(lintForms(addOns.SalesForm), []);
});

it('reports a column that is not on the table, in a cell and in the header', () => {
  reports(withCell(shown('mpb_heldup')[0]!), /no column mpb_heldup/);
  reports(
    withForm(() => ({ header: ['mpb_heldup'] })),
    /no column mpb_heldup/,
  );
});

it('reports a file on a form, for which no control is known', () => {
  const model = {
    ...bridgeSolution,
    forms: bridgeSolution.forms.map((form) =>
      form.table === 'mpb_rawpage' ? { ...form, tabs: [tabWith(form, shown('mpb_content'))] } : form,
    ),
  };
  reports(model, /no column mpb_content/, 'mpb_rawpage/main');
});

it('reports a header that is too wide, and tabs and sections that are there twice', () => {
  const five = ['mpb_open', 'mpb_held', 'mpb_fixedon', 'mpb_countedon', 'mpb_causekey'];
  reports(
    withForm(() => ({ header: five })),
    /more than 4/,
  );
  reports(
    withForm(({ tabs }) => ({ tabs: [...tabs, ...tabs] })),
    /tab cause is there twice/,
  );
  reports(
    withForm(({ tabs }) => ({ tabs: [...tabs, ...tabs] })),
    /section cause\/cause is there twice/,
  );
});

it('reports a control that is not there, one in the wrong place, and one bound to no text', () => {
  const control = (name: string, column = 'mpb_causekey'): Cell => ({
    kind: 'control',
    control: name,
    column,
    label: 'X',
  });
  reports(withCell(control('OrderLife')), /OrderLife is no control/);
  reports(withCell(control('ExceptionList')), /cannot stand there/);
  reports(withCell({ ...exceptions, control: 'OrderStatus' }), /cannot stand there/);
  reports(withCell(control('OrderStatus', 'mpb_open')), /no text column/);
});

it('reports a sub-grid with a relationship or a view of something else', () => {
  reports(withCell({ ...exceptions, relationship: 'mpb_exception_mpb_orderid' }), /does not lead from/);
  reports(
    withCell({ ...exceptions, viewId: '00000000-0000-5000-8000-000000000000' }),
    /view that is not there/,
  );
});

it('reports a table whose rows cannot be opened, and a form that is there twice', () => {
  const { forms } = bridgeSolution;
  reports(
    { ...bridgeSolution, forms: forms.filter(({ table }) => table !== 'mpb_cause') },
    /no main form/,
    'mpb_cause',
  );
  reports({ ...bridgeSolution, forms: [...forms, forms[0]!] }, /twice/, 'mpb_marketplace/main');
});

it('reports an add-on whose tab holds a control that the core does not have', () => {
  const core = { ...bridgeSolution, controls: bridgeSolution.controls.slice(1) };
  reports({ ...addOns.SalesForm, requires: core }, /OrderStatus is no control/, 'salesorder/shipped-order');
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addOns } from '../add-ons.ts';
import type { SolutionModel } from '../render/model.ts';
import { bridgeSolution } from '../render/model.ts';
import type { Step } from '../steps.ts';
import { lintApps } from './apps.ts';
import { lintSteps } from './steps.ts';

const withStep = (name: string, change: Partial<Step>): SolutionModel => ({
  ...addOns.EventsBus,
  steps: addOns.EventsBus.steps.map((step) => (step.name === name ? { ...step, ...change } : step)),
});

function reports(model: SolutionModel, problem: RegExp, lint = lintSteps): void {
  const findings = lint(model);
  assert.ok(
    findings.some((finding) => problem.test(finding.problem)),
    `expected ${String(problem)}; got ${JSON.stringify(findings)}`,
  );
}

it('finds nothing wrong with the steps of any add-on', () => {
  for (const model of Object.values(addOns)) assert.deepEqual(lintSteps(model), []);
});

it('reports a step on a table that nobody knows, or on columns that are not there', () => {
  reports(withStep('Create of mpb_action', { table: 'mpb_wish' }), /nobody knows/);
  reports(withStep('Update of mpb_taxrule', { filter: ['mpb_gone'] }), /no column mpb_gone/);
  reports(withStep('Update of mpb_taxrule', { image: ['mpb_gone'] }), /no column mpb_gone/);
});

it('reports an Update step that runs for every change, and a Create step that asks what changed', () => {
  reports(withStep('Update of mpb_taxrule', { filter: [] }), /without filtering columns/);
  reports(withStep('Create of mpb_action', { filter: ['mpb_kind'] }), /cannot have filtering/);
});

it('reports a step on rows that the relay itself writes', () => {
  reports(withStep('Create of mpb_action', { table: 'mpb_event' }), /wake itself/);
  reports(withStep('Create of mpb_action', { message: 'Update', filter: ['mpb_outcome'] }), /wake itself/);
});

it('reports steps of one name, and steps without an endpoint', () => {
  reports(withStep('Create of mpb_action', { name: 'Create of mpb_taxrule' }), /twice/);
  reports({ ...addOns.EventsBus, endpoint: null }, /no endpoint/);
  reports({ ...addOns.StockEventsBus, requires: bridgeSolution }, /no endpoint/);
});

it('reports a step on a table of Field Service in a solution that does not say that it needs it', () => {
  reports(
    { ...addOns.FieldServiceEventsBus, foreignTables: [] },
    /msdyn_productinventory, which nobody knows/,
  );
});

it('knows the rights of the relay through an add-on between', () => {
  const [step] = addOns.StockEventsBus.steps;
  reports(
    { ...addOns.StockEventsBus, steps: [{ ...step!, table: 'mpb_listing', filter: ['mpb_published'] }] },
    /wake itself/,
  );
});

it('reports an app with a table that nobody knows, one listed twice, a foreign role or name', () => {
  const app = bridgeSolution.apps[0]!;
  const withPages = (...tables: string[]): SolutionModel => {
    const pages = tables.map((table) => ({ table, label: table }));
    const areas = [{ key: 'a', label: 'A', groups: [{ key: 'g', label: 'G', pages }] }];
    return { ...bridgeSolution, apps: [{ ...app, areas }] };
  };
  assert.deepEqual(lintApps(bridgeSolution), []);
  reports(withPages('mpb_gone'), /mpb_gone, which nobody knows/, lintApps);
  reports(withPages('mpb_order', 'mpb_order'), /mpb_order twice/, lintApps);
  reports({ ...bridgeSolution, apps: [{ ...app, roles: ['x'] }] }, /role x/, lintApps);
  reports({ ...bridgeSolution, apps: [{ ...app, uniqueName: 'Marketplace' }] }, /prefix/, lintApps);
});

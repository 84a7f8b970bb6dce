import assert from 'node:assert/strict';
import { it } from 'node:test';
import { bridgeSolution } from '../render/model.ts';
import type { SolutionModel } from '../render/model.ts';
import { ascending, is } from '../views/view.ts';
import type { View } from '../views/view.ts';
import { lintViews } from './views.ts';

const withView = (key: string, change: Partial<View>): SolutionModel => ({
  ...bridgeSolution,
  views: bridgeSolution.views.map((view) =>
    view.table === 'mpb_cause' && view.key === key ? { ...view, ...change } : view,
  ),
});

function reports(model: SolutionModel, where: string, problem: RegExp): void {
  const findings = lintViews(model);
  assert.ok(
    findings.some((finding) => finding.where === where && problem.test(finding.problem)),
    `expected ${String(problem)} at ${where}; got ${JSON.stringify(findings)}`,
  );
}

it('finds nothing wrong with the views that we ship', () => {
  assert.deepEqual(lintViews(bridgeSolution), []);
});

it('reports a column that is not on the table, wherever a view uses it', () => {
  const uses: Partial<View>[] = [
    { columns: [['mpb_gone', 100]] },
    { order: [ascending('mpb_gone')] },
    { conditions: [is('mpb_gone', 1)] },
  ];
  for (const change of uses) reports(withView('open', change), 'mpb_cause/open', /no column mpb_gone/);
});

it('reports a column that is shown twice', () => {
  const columns = [
    ['mpb_open', 100],
    ['mpb_open', 100],
  ] as const;
  reports(withView('open', { columns }), 'mpb_cause/open', /shows mpb_open twice/);
});

it('reports a search for what is no text, a search elsewhere, and a quick find that searches nothing', () => {
  reports(withView('quick-find', { find: ['mpb_open'] }), 'mpb_cause/quick-find', /no text/);
  reports(withView('open', { find: ['mpb_causekey'] }), 'mpb_cause/open', /only quick find/);
  reports(withView('quick-find', { find: [] }), 'mpb_cause/quick-find', /only quick find/);
});

it('reports two views of one key or of one name', () => {
  reports(withView('all', { key: 'open' }), 'mpb_cause/open', /twice/);
  reports(
    withView('all', { name: 'Causes that Hold Something Up' }),
    'mpb_cause: causes that hold something up',
    /tell two/,
  );
});

it('reports a table without a default list, and one with two', () => {
  reports(withView('open', { isDefault: false }), 'mpb_cause', /0 default views of kind public/);
  reports(withView('all', { isDefault: true }), 'mpb_cause', /2 default views of kind public/);
});

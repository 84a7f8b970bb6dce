import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choices } from '../choices.ts';
import { decimal, file, integer, lookup, memo, money, pick, text } from '../column.ts';
import type { Column } from '../column.ts';
import { bridgeSolution } from '../render/model.ts';
import type { SolutionModel } from '../render/model.ts';
import type { Table } from '../table.ts';
import { lintModel, lintSolution } from './lint.ts';

/** The shipped solution with one table changed. */
const withTable = (name: string, change: (table: Table) => Partial<Table>): SolutionModel => ({
  ...bridgeSolution,
  tables: bridgeSolution.tables.map((table) =>
    table.name === name ? { ...table, ...change(table) } : table,
  ),
});
const withColumns = (name: string, columns: Record<string, Column>): SolutionModel =>
  withTable(name, (table) => ({ columns: { ...table.columns, ...columns } }));
const withKey = (...columns: string[]): SolutionModel =>
  withTable('mpb_order', (table) => ({
    keys: [...table.keys, { name: 'mpb_new_key', display: 'New', columns }],
  }));
function reports(model: SolutionModel, rule: string, where: string, problem: RegExp): void {
  const findings = lintModel(model);
  const found = findings.some(
    (finding) => finding.rule === rule && finding.where === where && problem.test(finding.problem),
  );
  assert.ok(
    found,
    `expected ${rule} at ${where}: ${String(problem)}; got ${JSON.stringify(findings, null, 1)}`,
  );
}

it('finds nothing wrong with the solution that we ship', () => {
  assert.deepEqual(lintSolution(bridgeSolution, 'managed'), []);
  assert.deepEqual(lintSolution(bridgeSolution, 'unmanaged'), []);
});

describe('names', () => {
  const cases: [what: string, model: SolutionModel, where: string, problem: RegExp][] = [
    [
      'a column without our prefix',
      withColumns('mpb_fee', { amount: money('Sum') }),
      'mpb_fee.amount',
      /prefix/,
    ],
    ['capital letters', withColumns('mpb_fee', { mpb_Sum: money('Sum') }), 'mpb_fee.mpb_Sum', /lower case/],
    [
      'a long name',
      withColumns('mpb_fee', { [`mpb_${'x'.repeat(50)}`]: money('S') }),
      `mpb_fee.mpb_${'x'.repeat(50)}`,
      /50/,
    ],
    [
      'a column of the platform',
      withColumns('mpb_fee', { statecode: integer('S') }),
      'mpb_fee.statecode',
      /platform/,
    ],
    [
      'the primary key again',
      withColumns('mpb_fee', { mpb_feeid: integer('S') }),
      'mpb_fee.mpb_feeid',
      /platform/,
    ],
    [
      'the name column again',
      withColumns('mpb_fee', { mpb_name: text('S', 5) }),
      'mpb_fee.mpb_name',
      /platform/,
    ],
    [
      'the companion of a money column',
      withColumns('mpb_fee', { mpb_amount_base: money('S') }),
      'mpb_fee columns',
      /twice/,
    ],
    [
      'the companion of a file column',
      withColumns('mpb_rawpage', { mpb_content_name: text('S', 5) }),
      'mpb_rawpage columns',
      /twice/,
    ],
    [
      'two tables with one entity set',
      withTable('mpb_fee', () => ({ set: 'mpb_orders' })),
      'entity sets',
      /mpb_orders/,
    ],
    [
      'two tables of one name',
      { ...bridgeSolution, tables: [...bridgeSolution.tables, bridgeSolution.tables[0]!] },
      'tables',
      /twice/,
    ],
    [
      'two choices of one name',
      { ...bridgeSolution, choices: [...choices, choices[0]] },
      'choices',
      /mpb_place/,
    ],
    [
      'two roles with one id',
      { ...bridgeSolution, roles: [...bridgeSolution.roles, { ...bridgeSolution.roles[0]!, name: 'Copy' }] },
      'role ids',
      /twice/,
    ],
  ];
  for (const [what, model, where, problem] of cases) {
    it(`reports ${what}`, () => {
      reports(model, 'names', where, problem);
    });
  }
});

describe('labels', () => {
  it('reports a column without a label', () => {
    reports(withColumns('mpb_fee', { mpb_x: money(' ') }), 'labels', 'mpb_fee.mpb_x', /no label/);
  });
  it('reports two columns that people cannot tell apart', () => {
    reports(withColumns('mpb_fee', { mpb_x: money('amount') }), 'labels', 'mpb_fee columns', /amount/);
  });
  it('reports a table that people take for one of the product', () => {
    reports(
      withTable('mpb_order', () => ({ display: 'Order' })),
      'labels',
      'mpb_order',
      /Marketplace/,
    );
  });
  it('reports a value of a choice without a label', () => {
    const broken = { ...choices[0], labels: { ...choices[0].labels, done: '' } };
    reports(
      { ...bridgeSolution, choices: [broken, ...choices.slice(1)] },
      'labels',
      'mpb_place.done',
      /no label/,
    );
  });
});

describe('columns', () => {
  const column = (broken: Column): SolutionModel => withColumns('mpb_fee', { mpb_x: broken });
  const unknown = { ...choices[0], name: 'mpb_unknown' };
  const cases: [what: string, column: Column, problem: RegExp][] = [
    ['a text that is too long', text('X', 4_001), /4000/],
    ['a memo that is too long', memo('X', 1_048_577), /1048576/],
    ['a range the wrong way round', integer('X', { min: 2, max: 1 }), /minimum/],
    ['a decimal with too many places', decimal('X', 11), /places/],
    ['a decimal beyond its range', decimal('X', 2, { max: 1e12 }), /within/],
    ['a choice that is not in the solution', pick('X', unknown), /mpb_unknown/],
    ['a lookup to a table that nobody knows', lookup('X', 'mpb_nothing'), /mpb_nothing/],
    ['a file that is too large', file('X', 200_000), /131072/],
  ];
  for (const [what, broken, problem] of cases) {
    it(`reports ${what}`, () => {
      reports(column(broken), 'columns', 'mpb_fee.mpb_x', problem);
    });
  }
});

describe('keys', () => {
  it('reports a key that does not fit an index', () => {
    reports(withKey('mpb_reason', 'mpb_commercialid'), 'keys', 'mpb_new_key', /1200 bytes/);
  });
  it('reports a key on a column that is not there', () => {
    reports(withKey('mpb_nothing'), 'keys', 'mpb_new_key', /mpb_nothing/);
  });
  it('reports a key on a column that cannot be keyed', () => {
    reports(withKey('mpb_observation'), 'keys', 'mpb_new_key', /mpb_observation/);
  });
  it('reports a key without columns', () => {
    reports(withKey(), 'keys', 'mpb_new_key', /no column/);
  });
});

describe('values', () => {
  it("reports a value outside the publisher's range", () => {
    const broken = { ...choices[0], values: { ...choices[0].values, done: 100_000_000 } };
    const model = { ...bridgeSolution, choices: [broken, ...choices.slice(1)] };
    reports(model, 'values', 'mpb_place', /92713/);
  });
  it('reports a value that two names share', () => {
    const broken = { ...choices[0], values: { ...choices[0].values, done: choices[0].values.waiting } };
    reports({ ...bridgeSolution, choices: [broken, ...choices.slice(1)] }, 'values', 'mpb_place', /twice/);
  });
  it('reports a status outside the range and a state without a status', () => {
    const model = withTable('mpb_fee', () => ({ statuses: [{ value: 3, state: 'active', label: 'Open' }] }));
    reports(model, 'values', 'mpb_fee', /^3 does not/);
    reports(model, 'values', 'mpb_fee', /no inactive/);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bridgeSolution } from '../render/model.ts';
import type { SolutionModel } from '../render/model.ts';
import type { Role } from '../role.ts';
import { lintModel } from './lint.ts';

/** The shipped solution with one right more, or one less. */
const withPrivilege = (roleName: string, privilege: string): SolutionModel => ({
  ...bridgeSolution,
  roles: bridgeSolution.roles.map((role): Role =>
    role.name === roleName
      ? { ...role, privileges: [...role.privileges, { name: privilege, level: 'Global' }] }
      : role,
  ),
});
const withoutPrivilege = (roleName: string, privilege: string): SolutionModel => ({
  ...bridgeSolution,
  roles: bridgeSolution.roles.map((role) =>
    role.name === roleName
      ? { ...role, privileges: role.privileges.filter(({ name }) => name !== privilege) }
      : role,
  ),
});

function reports(model: SolutionModel, role: string, problem: RegExp): void {
  const findings = lintModel(model).filter(({ rule }) => rule === 'roles');
  assert.ok(
    findings.some(({ where, problem: found }) => where === role && problem.test(found)),
    `expected ${String(problem)} at ${role}; got ${JSON.stringify(findings)}`,
  );
}

describe('roles', () => {
  const cases: [what: string, model: SolutionModel, role: string, problem: RegExp][] = [
    [
      'a person who edits exceptions',
      withPrivilege('Marketplace Sales', 'prvWritempb_exception'),
      'Marketplace Sales',
      /more than/,
    ],
    [
      'a person who deletes events',
      withPrivilege('Marketplace Admin', 'prvDeletempb_event'),
      'Marketplace Admin',
      /more than/,
    ],
    [
      'a person who rewrites an action',
      withPrivilege('Marketplace Controller', 'prvWritempb_action'),
      'Marketplace Controller',
      /more than/,
    ],
    [
      'a relay that writes the set-up',
      withPrivilege('Marketplace Relay', 'prvWritempb_marketplace'),
      'Marketplace Relay',
      /more than/,
    ],
    [
      'a relay that deletes orders',
      withPrivilege('Marketplace Relay', 'prvDeletempb_order'),
      'Marketplace Relay',
      /more than/,
    ],
    [
      'a misspelt privilege',
      withPrivilege('Marketplace Sales', 'prvSeempb_order'),
      'Marketplace Sales',
      /no name/,
    ],
    [
      'a privilege on a table that is not there',
      withPrivilege('Marketplace Sales', 'prvReadmpb_odrer'),
      'Marketplace Sales',
      /not in the solution/,
    ],
    [
      'a misspelt privilege of the product',
      withPrivilege('Marketplace Sales', 'prvReadSalesorder'),
      'Marketplace Sales',
      /no privilege of the product/,
    ],
    [
      'a privilege on a table that not every environment has',
      withPrivilege('Marketplace Relay', 'prvReadmsdyn_productinventory'),
      'Marketplace Relay',
      /no privilege of the product/,
    ],
    [
      'a person who makes listings',
      withPrivilege('Marketplace Operations', 'prvCreatempb_listing'),
      'Marketplace Operations',
      /more than/,
    ],
    [
      'a privilege given twice',
      withPrivilege('Marketplace Sales', 'prvReadmpb_order'),
      'Marketplace Sales',
      /twice/,
    ],
    [
      'a lookup that its creator cannot fill',
      withoutPrivilege('Marketplace Relay', 'prvAppendToSalesOrder'),
      'Marketplace Relay',
      /mpb_order.mpb_salesorderid takes prvAppendToSalesOrder/,
    ],
    [
      'a creator who may not append',
      withoutPrivilege('Marketplace Sales', 'prvAppendmpb_action'),
      'Marketplace Sales',
      /takes prvAppendmpb_action/,
    ],
  ];
  for (const [what, model, role, problem] of cases) {
    it(`reports ${what}`, () => {
      reports(model, role, problem);
    });
  }
  it('reports a right below the organisation on rows that have no owner', () => {
    const narrowed = bridgeSolution.roles.map((role) => ({
      ...role,
      privileges: role.privileges.map((privilege) => ({ ...privilege, level: 'Basic' as const })),
    }));
    reports({ ...bridgeSolution, roles: narrowed }, 'Marketplace Relay', /prvReadmpb_taxrule must be Global/);
  });
});

/** Steps: what they stand on is there, and nothing that the relay writes wakes it (TENANT 16). */
import { columnOf, columnsOf } from '../forms/known-columns.ts';
import { privilegeSubject } from '../roles.ts';
import { roleNames } from '../role-names.ts';
import { endpointOf, type SolutionModel } from '../render/model.ts';
import type { Step } from '../steps.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

export function lintSteps(model: SolutionModel): Finding[] {
  return [
    ...model.steps.flatMap((step) => stepProblems(model, step).map((problem) => finding(step.name, problem))),
    ...repeated(model.steps.map(({ name }) => name)).map((name) => finding(name, 'is there twice')),
    ...(model.steps.length > 0 && endpointOf(model) === null
      ? [finding('steps', 'have no endpoint to send to')]
      : []),
  ];
}

function stepProblems(model: SolutionModel, { table, message, filter, image }: Step): string[] {
  if (columnsOf(model, table) === undefined) return [`stands on ${table}, which nobody knows`];
  return [
    ...[...filter, ...image]
      .filter((column) => columnOf(model, table, column) === undefined)
      .map((column) => `${table} has no column ${column}`),
    ...(message === 'Update' && filter.length === 0 ? ['an Update step without filtering columns'] : []),
    ...(message === 'Create' && filter.length > 0 ? ['a Create step cannot have filtering columns'] : []),
    ...(relayMay(model, `prv${message === 'Create' ? 'Create' : 'Write'}`, table) && table.startsWith('mpb_')
      ? [`the relay itself causes ${message} of ${table}: it would wake itself`]
      : []),
  ];
}

function relayMay(model: SolutionModel, access: string, table: string): boolean {
  const relay = model.roles.find(({ name }) => name === roleNames.relay);
  if (!relay && model.requires) return relayMay(model.requires, access, table);
  return relay?.privileges.some(({ name }) => name === `${access}${privilegeSubject(table)}`) ?? false;
}

const finding = (where: string, problem: string): Finding => ({ rule: 'steps', where, problem });

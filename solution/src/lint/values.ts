import type { SolutionModel } from '../render/model.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

/** The platform gives every table statuses 1 and 2; any further status is ours. */
const PLATFORM_STATUSES: readonly number[] = [1, 2];

/** Values of choices and statuses begin with the publisher's option prefix and are used once. */
export function lintValues(model: SolutionModel): Finding[] {
  const first = model.publisher.optionValuePrefix * 10_000;
  const outside = (value: number): boolean => value < first || value >= first + 10_000;
  const problem = (where: string, value: number): Finding =>
    finding(where, `${value} does not begin with ${model.publisher.optionValuePrefix}`);
  return [
    ...model.choices.flatMap(({ name, values }) => [
      ...Object.values(values)
        .filter(outside)
        .map((value) => problem(name, value)),
      ...unique(Object.values(values), name),
    ]),
    ...model.tables.flatMap(({ name, statuses }) => [
      ...statuses
        .filter(({ value }) => !PLATFORM_STATUSES.includes(value) && outside(value))
        .map(({ value }) => problem(name, value)),
      ...unique(
        statuses.map(({ value }) => value),
        name,
      ),
      ...(['active', 'inactive'] as const)
        .filter((state) => !statuses.some((status) => status.state === state))
        .map((state) => finding(name, `has no ${state} status`)),
    ]),
  ];
}

const unique = (values: readonly number[], where: string): Finding[] =>
  repeated(values.map(String)).map((value) => finding(where, `value ${value} is there twice`));

const finding = (where: string, problem: string): Finding => ({ rule: 'values', where, problem });

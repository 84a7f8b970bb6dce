import type { Key } from '../table.ts';
import type { SolutionModel } from '../render/model.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

const LONGEST_LABEL = 100;
const LONGEST_DESCRIPTION = 2_000;

interface Labelled {
  readonly where: string;
  readonly display: string;
  readonly description?: string;
}

interface Owner {
  readonly name: string;
  readonly columns: Readonly<Record<string, Omit<Labelled, 'where'>>>;
  readonly keys: readonly Key[];
}

/** People read labels, never names: each is there, fits, and is the only one of its kind. */
export function lintLabels(model: SolutionModel): Finding[] {
  const owners: Owner[] = [
    ...model.tables.map(({ name, nameColumn, columns, keys }) => ({
      name,
      columns: { mpb_name: nameColumn, ...columns },
      keys,
    })),
    ...model.extensions.map(({ extends: name, columns, keys }) => ({ name, columns, keys })),
  ];
  const labelled: Labelled[] = [
    ...model.tables.map(({ name, display, description }) => ({ where: name, display, description })),
    ...model.tables.map(({ name, plural }) => ({ where: `${name} plural`, display: plural })),
    ...owners.flatMap((owner) => [
      ...Object.entries(owner.columns).map(([name, column]) => ({
        ...column,
        where: `${owner.name}.${name}`,
      })),
      ...owner.keys.map(({ name, display }) => ({ where: name, display })),
    ]),
    ...model.choices.map(({ name, display, description }) => ({ where: name, display, description })),
    ...model.choices.flatMap(({ name, values, labels }) =>
      Object.keys(values).map((value) => ({ where: `${name}.${value}`, display: labels[value] ?? '' })),
    ),
  ];
  return [
    ...labelled.flatMap(fits),
    ...owners.flatMap(({ name, columns }) =>
      unique(
        Object.values(columns).map(({ display }) => display),
        `${name} columns`,
      ),
    ),
    ...model.choices.flatMap(({ name, labels }) => unique(Object.values(labels), name)),
    ...model.tables.flatMap(({ name, statuses }) =>
      unique(
        statuses.map(({ label }) => label),
        `${name} statuses`,
      ),
    ),
    ...unique(
      [...model.tables, ...model.choices].map(({ display }) => display),
      'tables and choices',
    ),
    ...[...model.tables, ...model.choices].flatMap(({ name, display }) =>
      // Plain "Order" and "Return" are taken (TENANT 19).
      display.startsWith('Marketplace')
        ? []
        : [finding(name, `"${display}" does not begin with "Marketplace"`)],
    ),
  ];
}

function fits({ where, display, description = '' }: Labelled): Finding[] {
  return [
    ...(display.trim() === '' ? [finding(where, 'has no label')] : []),
    ...(display.length > LONGEST_LABEL
      ? [finding(where, `label of more than ${LONGEST_LABEL} characters`)]
      : []),
    ...(description.length > LONGEST_DESCRIPTION
      ? [finding(where, `description of more than ${LONGEST_DESCRIPTION} characters`)]
      : []),
  ];
}

const unique = (labels: readonly string[], where: string): Finding[] =>
  repeated(labels).map((label) => finding(where, `label "${label}" is there twice`));

const finding = (where: string, problem: string): Finding => ({ rule: 'labels', where, problem });

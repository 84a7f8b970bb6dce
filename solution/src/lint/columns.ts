import type { Column } from '../column.ts';
import type { SolutionModel } from '../render/model.ts';
import { schemaNameOf } from '../render/relationship.ts';
import type { Finding } from './finding.ts';

/** What Dataverse takes: characters of a text and of a memo, decimal places and range of a decimal, size of a file. */
const limits = {
  text: 4_000,
  memo: 1_048_576,
  places: 10,
  decimal: 100_000_000_000,
  kilobytes: 131_072,
} as const;

/** Each column is within what its kind can hold, and what it refers to exists. */
export function lintColumns(model: SolutionModel): Finding[] {
  const owners = [
    ...model.tables.map(({ name, columns }) => ({ name, columns })),
    ...model.extensions.map((extension) => ({ name: extension.extends, columns: extension.columns })),
  ];
  return owners.flatMap((owner) =>
    Object.entries(owner.columns).flatMap(([name, column]) =>
      problemsOf(model, column).map((problem) => ({
        rule: 'columns',
        where: `${owner.name}.${name}`,
        problem,
      })),
    ),
  );
}

function problemsOf(model: SolutionModel, column: Column): string[] {
  const ordered = (min: number, max: number): string[] =>
    min <= max ? [] : ['its minimum exceeds its maximum'];
  switch (column.kind) {
    case 'text':
    case 'memo':
      return column.maxLength >= 1 && column.maxLength <= limits[column.kind]
        ? []
        : [`a ${column.kind} holds 1 to ${limits[column.kind]} characters`];
    case 'integer':
      return ordered(column.min, column.max);
    case 'decimal':
      return [
        ...ordered(column.min, column.max),
        ...(column.places <= limits.places ? [] : [`a decimal has at most ${limits.places} places`]),
        ...(Math.max(-column.min, column.max) <= limits.decimal
          ? []
          : [`a decimal is within ±${limits.decimal}`]),
      ];
    case 'choice':
      return model.choices.some((choice) => choice.name === column.choice.name)
        ? []
        : [`choice ${column.choice.name} is not in the solution`];
    case 'lookup':
      return schemaNameOf(model, column.to) === undefined ? [`no table ${column.to} is known`] : [];
    case 'file':
      return column.maxKilobytes <= limits.kilobytes ? [] : [`a file holds at most ${limits.kilobytes} KB`];
    case 'money':
    case 'boolean':
    case 'datetime':
    case 'date':
      return [];
  }
}

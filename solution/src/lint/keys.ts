import type { Column } from '../column.ts';
import type { Key } from '../table.ts';
import type { SolutionModel } from '../render/model.ts';
import type { Finding } from './finding.ts';

/** Limits of the index behind an alternate key, and of keys per table. */
const MOST_BYTES = 900;
const MOST_COLUMNS = 16;
const MOST_KEYS = 10;

/** Alternate keys are on columns that exist, can be keyed, and fit an index. */
export function lintKeys(model: SolutionModel): Finding[] {
  const owners = [
    ...model.tables.map(({ name, columns, keys }) => ({ name, columns, keys })),
    ...model.extensions.map(({ extends: name, columns, keys }) => ({ name, columns, keys })),
  ];
  return owners.flatMap(({ name, columns, keys }) => [
    ...keys.flatMap((key) => lintKey(key, columns)),
    ...(keys.length <= MOST_KEYS ? [] : [finding(name, `has more than ${MOST_KEYS} keys`)]),
  ]);
}

function lintKey(key: Key, columns: Readonly<Record<string, Column>>): Finding[] {
  const parts = key.columns.map((name) => ({ name, bytes: keyBytes(columns[name]) }));
  const total = parts.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  return [
    ...(parts.length === 0 ? [finding(key.name, 'has no column')] : []),
    ...(parts.length > MOST_COLUMNS ? [finding(key.name, `has more than ${MOST_COLUMNS} columns`)] : []),
    ...parts
      .filter(({ bytes }) => bytes === undefined)
      .map(({ name }) => finding(key.name, `${name} is no column that can be in a key`)),
    ...(total > MOST_BYTES ? [finding(key.name, `takes ${total} bytes; an index takes ${MOST_BYTES}`)] : []),
  ];
}

/** Bytes that a column takes in an index; undefined if it cannot be in one. */
function keyBytes(column: Column | undefined): number | undefined {
  switch (column?.kind) {
    case 'text':
      return 2 * column.maxLength;
    case 'lookup':
      return 16;
    case 'decimal':
      return 13;
    case 'datetime':
    case 'date':
      return 8;
    case 'integer':
    case 'choice':
      return 4;
    case 'memo':
    case 'money':
    case 'boolean':
    case 'file':
    case undefined:
      return undefined;
  }
}

const finding = (where: string, problem: string): Finding => ({ rule: 'keys', where, problem });

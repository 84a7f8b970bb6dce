import type { Extension, Table } from '../table.ts';
import { relationshipName } from '../table.ts';
import { lookupsOf } from '../render/relationship.ts';
import type { SolutionModel } from '../render/model.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

/** Longest names that the designer accepts; longer ones get cut or refused in one tool or another. */
const LONGEST_NAME = 50;
const LONGEST_RELATIONSHIP = 100;

/** Columns that the platform adds to a table by itself, without the prefix of any publisher. */
const systemColumns = [
  'createdby',
  'createdon',
  'createdonbehalfby',
  'exchangerate',
  'importsequencenumber',
  'modifiedby',
  'modifiedon',
  'modifiedonbehalfby',
  'organizationid',
  'overriddencreatedon',
  'ownerid',
  'owningbusinessunit',
  'owningteam',
  'owninguser',
  'statecode',
  'statuscode',
  'timezoneruleversionnumber',
  'transactioncurrencyid',
  'utcconversiontimezonecode',
  'versionnumber',
] as const;

/** Names are ours, lower case, not too long, not taken by the platform and not used twice. */
export function lintNames(model: SolutionModel): Finding[] {
  const prefixed = new RegExp(`^${model.publisher.prefix}_[a-z][a-z0-9_]*$`);
  const spelled = (name: string, where: string, longest = LONGEST_NAME): Finding[] => [
    ...(prefixed.test(name) ? [] : [finding(where, `"${name}" is not lower case with our prefix`)]),
    ...(name.length <= longest ? [] : [finding(where, `"${name}" has more than ${longest} characters`)]),
  ];
  const owners: { name: string; owner: Table | Extension; taken: readonly string[] }[] = [
    ...model.tables.map((table) => ({ name: table.name, owner: table, taken: takenByTable(table) })),
    ...model.extensions.map((extension) => ({ name: extension.extends, owner: extension, taken: [] })),
  ];
  return [
    ...model.tables.flatMap(({ name, set }) => [...spelled(name, name), ...spelled(set, name)]),
    ...model.choices.flatMap(({ name }) => spelled(name, name)),
    ...owners.flatMap(({ name: tableName, owner, taken }) => [
      ...Object.keys(owner.columns).flatMap((name) => [
        ...spelled(name, `${tableName}.${name}`),
        ...(taken.includes(name)
          ? [finding(`${tableName}.${name}`, 'the platform has a column of that name')]
          : []),
      ]),
      ...owner.keys.flatMap(({ name }) => spelled(name, `${tableName} key`)),
      ...lookupsOf(owner).flatMap(([name]) =>
        spelled(relationshipName(tableName, name), `${tableName}.${name}`, LONGEST_RELATIONSHIP),
      ),
      ...unique(allColumns(owner), `${tableName} columns`),
    ]),
    ...unique(
      model.tables.map(({ name }) => name),
      'tables',
    ),
    ...unique(
      [...model.tables, ...model.extensions].map(({ set }) => set),
      'entity sets',
    ),
    ...unique(
      model.choices.map(({ name }) => name),
      'choices',
    ),
    ...unique(
      owners.flatMap(({ owner }) => owner.keys.map(({ name }) => name)),
      'keys',
    ),
    ...unique(
      model.roles.map(({ name }) => name),
      'roles',
    ),
    ...unique(
      model.roles.map(({ id }) => id),
      'role ids',
    ),
  ];
}

const takenByTable = (table: Table): string[] => [...systemColumns, `${table.name}id`, 'mpb_name'];

/** Our columns and the companions that money and files bring along. */
function allColumns(owner: Pick<Table | Extension, 'columns'>): string[] {
  return Object.entries(owner.columns).flatMap(([name, { kind }]) => [
    name,
    ...(kind === 'money' ? [`${name}_base`] : []),
    ...(kind === 'file' ? [`${name}_name`] : []),
  ]);
}

const unique = (names: readonly string[], where: string): Finding[] =>
  repeated(names).map((name) => finding(where, `"${name}" is there twice`));

const finding = (where: string, problem: string): Finding => ({ rule: 'names', where, problem });

/** The one source of every table and column name of ours. */
export { choices } from './choices.ts';
export * as choice from './choices.ts';
export { publisher, solutionIdentity } from './publisher.ts';
export type { ReadRow, Selectable, WriteRow } from './row.ts';
export type { Extension, Table } from './table.ts';
export { extensions, tables } from './tables/index.ts';
export * as t from './tables/index.ts';
export { imageAlias, steps } from './steps.ts';
export type { Step, StepEvent } from './steps.ts';
export { relationshipName } from './table.ts';
export { roleIds, roleNames } from './role-names.ts';
export type { RoleName } from './role-names.ts';
export { roles } from './roles.ts';
export type { Role } from './role.ts';
export { bridgeSolution } from './render/model.ts';
export type { SolutionModel } from './render/model.ts';

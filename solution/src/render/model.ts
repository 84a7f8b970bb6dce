import type { Choice } from '../column.ts';
import { choices } from '../choices.ts';
import { publisher, solutionIdentity } from '../publisher.ts';
import { roles } from '../roles.ts';
import type { Role } from '../role.ts';
import type { Extension, Table } from '../table.ts';
import { extensions, tables } from '../tables/index.ts';

/** Everything that goes into one solution zip. The renderer and the linter see nothing else. */
export interface SolutionModel {
  readonly identity: typeof solutionIdentity;
  readonly publisher: typeof publisher;
  readonly tables: readonly Table[];
  readonly extensions: readonly Extension[];
  readonly choices: readonly Choice[];
  readonly roles: readonly Role[];
}

/** The solution that we ship. */
export const bridgeSolution: SolutionModel = {
  identity: solutionIdentity,
  publisher,
  tables,
  extensions,
  choices,
  roles,
};

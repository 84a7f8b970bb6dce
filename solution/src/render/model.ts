import type { App } from '../app/app.ts';
import { marketplaceApp } from '../app/marketplace-app.ts';
import type { Choice } from '../column.ts';
import { choices } from '../choices.ts';
import type { Control } from '../controls.ts';
import { controls } from '../controls.ts';
import type { Endpoint } from '../endpoints.ts';
import type { Form, FormChange } from '../forms/form.ts';
import { forms } from '../forms/index.ts';
import type { KnownColumn } from '../forms/known-columns.ts';
import { publisher, solutionIdentity } from '../publisher.ts';
import type { SolutionIdentity } from '../publisher.ts';
import { roles } from '../roles.ts';
import type { Role } from '../role.ts';
import type { Step } from '../steps.ts';
import type { Extension, Table } from '../table.ts';
import { extensions, tables } from '../tables/index.ts';
import { views } from '../views/index.ts';
import type { View } from '../views/view.ts';

/** Everything that goes into one solution zip. The renderer and the linter see nothing else. */
export interface SolutionModel {
  readonly identity: SolutionIdentity;
  readonly publisher: typeof publisher;
  readonly tables: readonly Table[];
  readonly extensions: readonly Extension[];
  readonly choices: readonly Choice[];
  readonly roles: readonly Role[];
  readonly controls: readonly Control[];
  readonly forms: readonly Form[];
  readonly views: readonly View[];
  readonly apps: readonly App[];
  /** Changes of forms that are not ours; exists in managed solutions only (solution.md 1.4). */
  readonly formChanges: readonly FormChange[];
  /** Where the steps send, brought by this solution; null where it has none, or they send where a required one says. */
  readonly endpoint: Endpoint | null;
  readonly steps: readonly Step[];
  /** Tables that another solution of Microsoft's brings, and not every environment has. */
  readonly foreignTables: readonly ForeignTable[];
  /** The solution that must be there before; null for the core. */
  readonly requires: SolutionModel | null;
}

export interface ForeignTable {
  readonly name: string;
  readonly display: string;
  /** Unique name and lowest version, for the words of a refusal. */
  readonly ownerSolution: string;
  readonly columns: Readonly<Record<string, KnownColumn>>;
}

/** Where the steps of a solution send: its own endpoint, or that of the solution that has to be there before. */
export function endpointOf({ endpoint, requires }: SolutionModel): Endpoint | null {
  return endpoint ?? (requires ? endpointOf(requires) : null);
}

/** The core solution, a working product by itself (TENANT 18). */
export const bridgeSolution: SolutionModel = {
  identity: solutionIdentity,
  publisher,
  tables,
  extensions,
  choices,
  roles,
  controls,
  forms,
  views,
  apps: [marketplaceApp],
  formChanges: [],
  endpoint: null,
  steps: [],
  foreignTables: [],
  requires: null,
};

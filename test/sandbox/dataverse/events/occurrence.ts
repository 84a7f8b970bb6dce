/** What happened to one row, held until its transaction commits. */
import type { StepModel } from '../components.ts';
import type { Caller } from '../hooks.ts';
import type { Row, TableModel } from '../model.ts';

export interface Occurrence {
  step: StepModel;
  table: TableModel;
  id: string;
  /** The row before and after the operation; after a Create there is no before, after a Delete no after. */
  before: Readonly<Row> | undefined;
  after: Readonly<Row> | undefined;
  /** The columns that the request named. */
  changed: ReadonlySet<string>;
  caller: Caller;
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** What `--report FILE` writes: every order with its outcome, the counts of the flow, the requests to each side. */
import { writeFileSync } from 'node:fs';
import type { StateOfOrders } from './state-of-orders.ts';
import type { World } from './world.ts';

export interface Report {
  readonly flow: StateOfOrders['counts'];
  /** seen = done + waiting + exception (invariant 8). */
  readonly identityHolds: boolean;
  readonly exceptionsByCode: StateOfOrders['exceptionsByCode'];
  readonly clearedByCause: StateOfOrders['clearedByCause'];
  readonly requests: {
    readonly mirakl: {
      readonly total: number;
      readonly byOperation: Readonly<Record<string, number>>;
      readonly refused429: number;
    };
    readonly dataverse: {
      readonly requests: number;
      readonly operations: number;
      readonly refused429: number;
    };
  };
  readonly problems: readonly { file: string; reason: string }[];
  readonly orders: StateOfOrders['orders'];
}

export function reportOf(world: World, state: StateOfOrders, problems: Report['problems']): Report {
  const { counts } = state;
  const byOperation = world.mirakl.counts() as Record<string, number>;
  const dataverse = world.dataverse.log.counts;
  const limited = world.dataverse.log.entries.filter((entry) => entry.status === 429).length;
  return {
    flow: counts,
    identityHolds: counts.seen === counts.done + counts.waiting + counts.exception,
    exceptionsByCode: state.exceptionsByCode,
    clearedByCause: state.clearedByCause,
    requests: {
      mirakl: {
        total: world.mirakl.log.length,
        byOperation,
        refused429: world.mirakl.log.filter((call) => call.status === 429).length,
      },
      dataverse: { requests: dataverse.requests, operations: dataverse.operations, refused429: limited },
    },
    problems,
    orders: state.orders,
  };
}

export function writeReport(file: string, report: Report): void {
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

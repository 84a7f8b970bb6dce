/** What the flows need of the world; the composition root hands it in. */
import type { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import type { DataverseClient } from '../dataverse/client.ts';
import type { MiraklClient } from '../mirakl/client.ts';

/** Structured log; records carry ids and counts, never names or addresses of people. */
export interface Log {
  info(record: object, message: string): void;
  warn(record: object, message: string): void;
  error(record: object, message: string): void;
}

export interface Ports {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly mirakl: MiraklClient;
  readonly dataverse: DataverseClient;
  readonly log: Log;
}

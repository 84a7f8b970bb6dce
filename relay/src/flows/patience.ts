/**
 * A long backlog uses up the allowance of Dataverse, and then has to wait for its turn. Waiting is part of the work: the
 * request was not sent, so it is sent again after the pause, during which the lease is kept.
 */
import type { DataverseClient } from '../dataverse/client.ts';
import { OperatingError } from '../errors.ts';

const betweenTries = 10_000;

export function patient(
  dataverse: DataverseClient,
  pause: (milliseconds: number) => Promise<void>,
): DataverseClient {
  async function untilItsTurn<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof OperatingError) || error.code !== 'dataverse.limited') throw error;
        await pause(error.retryAfterMs ?? betweenTries);
      }
    }
  }
  return {
    ...dataverse,
    batch: (items, lane) => untilItsTurn(() => dataverse.batch(items, lane)),
    send: (operation, lane) => untilItsTurn(() => dataverse.send(operation, lane)),
    uploadFile: (path, fileName, content, lane) =>
      untilItsTurn(() => dataverse.uploadFile(path, fileName, content, lane)),
  };
}

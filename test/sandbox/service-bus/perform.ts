/** One operation of a client under the script of faults: done or not, answered or not. */
import { drop } from './broken-off.ts';
import type { AmqpError } from './conditions.ts';
import type { FaultScript, Operation } from './faults.ts';
import type { PeerConnection } from './rhea-peer.ts';

export interface Steps<Result> {
  /** Changes the queue. */
  act(): Result;
  answer(result: Result): void;
  refuse(error: AmqpError): void;
}

export function perform<Result>(
  script: FaultScript,
  operation: Operation,
  connection: PeerConnection,
  steps: Steps<Result>,
): void {
  const fault = script.meet(operation);
  switch (fault?.kind) {
    case undefined:
      steps.answer(steps.act());
      return;
    case 'refuse':
      steps.refuse(fault.error);
      return;
    case 'ignore':
      return;
    case 'lose-answer':
      steps.act();
      return;
    case 'drop-before':
      drop(connection.socket);
      return;
    case 'drop-after':
      steps.act();
      drop(connection.socket);
      return;
  }
}

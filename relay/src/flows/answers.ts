/** Reading the answers of a $batch: what is expected to succeed, and the two refusals that flows know what to do with. */
import { OperatingError } from '../errors.ts';
import type { BatchAnswer, DataverseError } from '../dataverse/client.ts';
import type { Log } from './ports.ts';

/** The rows of a GET on a table. */
export function rowsOf<T>(answer: BatchAnswer | undefined): T[] {
  return (bodyOf(answer) as { value: T[] }).value;
}

/** The body of a GET; a refusal of a read is an operating error, because no flow can go on without it. */
export function bodyOf(answer: BatchAnswer | undefined): unknown {
  if (answer === undefined || 'changeSet' in answer) throw new Error('a read is not a change set');
  if (answer.error) throw refused(answer.error);
  return answer.body;
}

/** Throws what Dataverse refused; for writes that nothing but a bug or a missing right can refuse. */
export function mustSucceed(answer: BatchAnswer | undefined): void {
  if (answer?.error) throw refused(answer.error);
}

/** What a customer's own plug-in says (TENANT 9). It may quote what a buyer wrote, so that only Dynamics is told of it. */
const pluginRefusal = '0x80040265';

/** The message goes to logs and to the status page. */
export function refused(error: DataverseError): OperatingError {
  const said = error.code === pluginRefusal ? 'a plug-in of this environment refused it' : error.message;
  return new OperatingError('dataverse.refused', `${error.code} ${said}`, { status: error.status });
}

/** Somebody else wrote the row in between, or made it already: observe again (PROTOCOL, Fence). */
export function isStale(error: DataverseError): boolean {
  return error.status === 412;
}

/** Another row has the key that is ours to give (dataverse.md 4). In a race it passes; where it lasts, a person must look. */
export function isKeyClash(error: DataverseError): boolean {
  return error.code === '0x80060892';
}

/** Trouble of the moment that the same write may not meet a second time: a deadlock, a limit, a failing server. */
export function isTemporary(error: DataverseError): boolean {
  return error.status >= 500 || error.status === 429 || /\b1205\b/.test(error.message);
}

/**
 * For writes after which the row stays due whatever comes of them. A stale one is somebody else's turn; any other
 * refusal would come back at every sweep, so it is said. Only its code: the message may quote what a customer wrote.
 */
export function warnOfRefusals(answers: readonly BatchAnswer[], log: Log): void {
  for (const { error } of answers) {
    if (error && !isStale(error)) {
      log.warn({ code: error.code, status: error.status }, 'Dynamics refused a write; the row stays due');
    }
  }
}

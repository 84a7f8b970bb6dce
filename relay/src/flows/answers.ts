/** Reading the answers of a $batch: what is expected to succeed, and the two refusals that flows know what to do with. */
import { OperatingError } from '../errors.ts';
import type { Answer, BatchAnswer, DataverseError } from '../dataverse/client.ts';

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

export function refused(error: DataverseError): OperatingError {
  return new OperatingError('dataverse.refused', `${error.code} ${error.message}`, { status: error.status });
}

/** Somebody else wrote the row in between, or made it already: observe again (PROTOCOL, Fence). */
export function isStale(error: DataverseError): boolean {
  return error.status === 412;
}

/** Trouble of the moment that the same write may not meet a second time: a deadlock, a limit, a failing server. */
export function isTemporary(error: DataverseError): boolean {
  return error.status >= 500 || error.status === 429 || /\b1205\b/.test(error.message);
}

export function etagOf(answer: Answer): string {
  const etag = (answer.body as { '@odata.etag'?: string } | null)?.['@odata.etag'] ?? answer.headers.etag;
  if (etag === undefined) throw new Error('the answer has no row version');
  return etag;
}

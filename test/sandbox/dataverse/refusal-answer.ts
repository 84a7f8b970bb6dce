/** A refusal as the answer to its operation: the error body of dataverse.md 2, with the annotations that were asked for. */
import { randomUUID } from 'node:crypto';
import { DataverseError } from './errors.ts';
import { annotationFilter } from './odata/annotations.ts';
import type { OperationAnswer } from './operation.ts';
import { parsePrefer } from './prefer.ts';

/** Throws on what is no refusal: a bug of the sandbox. */
export function refusalAnswer(error: unknown, prefer: string | undefined): OperationAnswer {
  if (!(error instanceof DataverseError)) throw error;
  const wanted = annotationFilter(parsePrefer(prefer).annotations);
  const annotations = Object.entries(error.annotations).filter(([name]) => wanted(name.replace(/^@/, '')));
  const body = { error: { code: error.code, message: error.message, ...Object.fromEntries(annotations) } };
  return {
    status: error.status,
    headers: {
      REQ_ID: randomUUID(),
      'Content-Type': 'application/json; odata.metadata=minimal',
      ...error.headers,
      'OData-Version': '4.0',
    },
    body: JSON.stringify(body),
  };
}

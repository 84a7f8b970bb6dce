import { z } from 'zod';
import { OperatingError } from '../errors.ts';
import type { HttpResponse } from '../http-port.ts';

/** The body of an answer as its schema says; `path` is for the message. */
export function readAnswer<T extends z.ZodType>(answer: HttpResponse, schema: T, path: string): z.output<T> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    throw unreadable(answer, `${path}: not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw unreadable(answer, `${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** An answer of 2xx that is not what the interface promises. */
export function unreadable({ status }: { readonly status: number }, what: string): OperatingError {
  return new OperatingError('mirakl.unreadable', what, { status });
}

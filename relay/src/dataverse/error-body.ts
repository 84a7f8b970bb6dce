import { z } from 'zod';
import type { DataverseError } from './client.ts';

const schema = z.object({
  error: z.object({ code: z.string().nullish().catch(null), message: z.string().nullish().catch(null) }),
});

/** SQL chose this transaction as the victim of a deadlock and rolled it back (dataverse.md 2, 0x80044150). */
const deadlock = /\b1205\b/;

/** What Dataverse says about a request that it refused; code and message are empty where it says nothing. */
export function dataverseError(status: number, body: unknown): DataverseError {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return { status, code: '', message: '' };
  return { status, code: parsed.data.error.code ?? '', message: parsed.data.error.message ?? '' };
}

/** Nothing was written, and the same request may well succeed at once. */
export function isDeadlock(error: DataverseError): boolean {
  return deadlock.test(error.message) && error.status !== 412;
}

/** The delta link is older than Dataverse remembers; the status is unverified, the code is not (dataverse.md 6). */
export function isExpiredLink(error: DataverseError): boolean {
  return error.code.toLowerCase() === '0x80044352' || error.status === 410;
}

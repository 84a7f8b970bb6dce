import { z } from 'zod';
import { OperatingError } from '../errors.ts';
import type { Answer, Changes, Lane, Operation } from './client.ts';
import { isExpiredLink } from './error-body.ts';
import { collection } from './odata.ts';

type Send = (operation: Operation, lane?: Lane) => Promise<Answer>;

const deletion = z.object({ id: z.string(), reason: z.literal('deleted') });

/** Change tracking (dataverse.md 6): all pages behind a delta link, or the whole table when there is none or it is too old. */
export async function readChanges(send: Send, path: string, deltaLink: string | null): Promise<Changes> {
  const since = deltaLink === null ? null : await walk(send, { method: 'GET', path: deltaLink });
  if (since !== null) return { ...since, expired: false };
  const whole = await walk(send, { method: 'GET', path, prefer: 'odata.track-changes' });
  if (whole === null)
    throw new OperatingError('dataverse.unreadable', 'a first delta link that is already too old');
  return { ...whole, expired: deltaLink !== null };
}

/** Null when the link is too old. */
async function walk(send: Send, first: Operation): Promise<Omit<Changes, 'expired'> | null> {
  const rows: unknown[] = [];
  const deleted: string[] = [];
  let operation = first;
  for (;;) {
    const answer = await send(operation, 'due');
    if (answer.error) {
      if (isExpiredLink(answer.error)) return null;
      const { status, code, message } = answer.error;
      throw new OperatingError('dataverse.refused', `change tracking: ${code} ${message}`, { status });
    }
    const page = collection(answer.body);
    for (const row of page.value) {
      const gone = deletion.safeParse(row);
      if (gone.success) deleted.push(gone.data.id);
      else rows.push(row);
    }
    if (page.deltaLink !== undefined) return { rows, deleted, deltaLink: page.deltaLink };
    if (page.nextLink === undefined) {
      throw new OperatingError('dataverse.unreadable', 'change tracking ended without a delta link');
    }
    operation = { ...first, path: page.nextLink };
  }
}

import { z } from 'zod';
import type { HttpResponse } from '../http-port.ts';

/** The two shapes of mirakl.md 1.8: `{message}` of the older calls, `{errors: [{code, field, message}]}` of the newer. */
const schema = z.object({
  message: z.string().optional().catch(undefined),
  errors: z
    .array(
      z.object({
        code: z.string().optional().catch(undefined),
        field: z.string().optional().catch(undefined),
        message: z.string().optional().catch(undefined),
      }),
    )
    .optional()
    .catch(undefined),
});

const LONGEST = 500;

/** What Mirakl says about a call that it did not carry out; the status alone when it says nothing that can be quoted. */
export function messageOf(answer: HttpResponse): string {
  const status = `status ${answer.status}`;
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return status; // a page for people, from a proxy
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) return status;
  const said = [parsed.data.message, ...(parsed.data.errors ?? []).map(itemMessage)].filter((text) => text);
  return said.length === 0 ? status : `${status}, ${said.join('; ').slice(0, LONGEST)}`;
}

/** One line for one item-level error. */
export function itemMessage(error: {
  readonly code?: string | null | undefined;
  readonly field?: string | null | undefined;
  readonly message?: string | null | undefined;
}): string {
  return [error.code, error.field, error.message].filter((text) => text).join(' ');
}

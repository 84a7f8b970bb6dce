import { z } from 'zod';
import { OperatingError } from '../errors.ts';

const schema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

export interface Collection {
  readonly value: unknown[];
  readonly nextLink: string | undefined;
  readonly deltaLink: string | undefined;
}

/** A page of rows (dataverse.md 1, JSON shapes). */
export function collection(body: unknown): Collection {
  const page = schema.safeParse(body);
  if (!page.success)
    throw new OperatingError('dataverse.unreadable', 'a query answered without a list of rows');
  return {
    value: page.data.value,
    nextLink: page.data['@odata.nextLink'],
    deltaLink: page.data['@odata.deltaLink'],
  };
}

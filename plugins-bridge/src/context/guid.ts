import { Malformed } from './malformed.ts';

const form = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i;
const empty = '00000000-0000-0000-0000-000000000000';

/** Lower case without braces; null for the empty GUID, which Dataverse sends where there is none. */
export function readGuid(value: unknown, path: string): string | null {
  const id = typeof value === 'string' ? form.exec(value)?.[1]?.toLowerCase() : undefined;
  if (id === undefined) throw new Malformed(path, 'a GUID');
  return id === empty ? null : id;
}

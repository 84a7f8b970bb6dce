import type { World } from '../rehearsal/world.ts';

/** No 429 is provoked, whatever dies. Each one in words. */
export function calledTooOften({ mirakl, dataverse }: World): string[] {
  return [
    ...mirakl.log.filter((call) => call.status === 429).map((call) => call.operation),
    ...dataverse.log.entries.filter((entry) => entry.status === 429).map((entry) => entry.url),
  ].map((call) => `${call} was called too often`);
}

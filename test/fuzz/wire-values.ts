/** The building blocks of OR11 bodies: what Mirakl's schema calls str, num, int64, datetime and so on (mirakl.md, Appendix A). */
import fc from 'fast-check';
import type { Json, JsonObject } from '../sandbox/mirakl/lossless-json.ts';

export type Value = fc.Arbitrary<Json>;

/** Names and remarks as people type them, in any script. */
export const str: Value = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('Ada', 'Leeds', 'Standard', 'STD', 'A1', '11', 'next to the shed'),
  },
  { weight: 2, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', 'مرحبا بالعالم', '👩‍👩‍👧‍👦', 'Zoë O’Neill', '日本語') },
);

/** An amount: mostly pounds and pence, now and then what a schema of plain numbers lets through as well. */
export const num: Value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 500_000 }).map((pence) => pence / 100) },
  { weight: 1, arbitrary: fc.integer({ min: -100_000, max: 100_000 }).map((tenths) => tenths / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1e15, 0.1 + 0.2, 99_999_999_999.99) },
);

export const int: Value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 20 }) },
  { weight: 1, arbitrary: fc.integer() },
);

export const bool: Value = fc.boolean();

/** ISO 8601 in UTC, without milliseconds where there are none (mirakl.md 1.5). */
export const datetime: fc.Arbitrary<string> = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2035-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().replace('.000Z', 'Z'));

export const oneOf = (words: string): fc.Arbitrary<string> => fc.constantFrom(...words.split('|'));

export const list = (item: Value, maxLength = 2): Value => fc.array(item, { maxLength });

/** An object with every required field; an optional one may be there, be null, or be absent. */
export function object(
  required: Record<string, Value>,
  optional: Record<string, Value> = {},
): fc.Arbitrary<JsonObject> {
  const nullable = Object.fromEntries(
    Object.entries(optional).map(([name, value]) => [name, fc.option(value, { freq: 6 })]),
  );
  return fc.record({ ...required, ...nullable }, { requiredKeys: Object.keys(required) });
}

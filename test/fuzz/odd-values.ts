/** Values that somebody's software has sent, or will. */
import type { Json } from '../sandbox/mirakl/lossless-json.ts';

/** A number exactly as written, through an object tree that has doubles only (lossless-json.ts). */
const asWritten = (literal: string): Json => `\u0000number:${literal}`;

export const raw: readonly Json[] = ['1e400', '-1e400', '12345678901234567890', '0.1000000000000000055'].map(
  asWritten,
);

export const numbers: readonly Json[] = [
  ...raw,
  ...[0, -1, -0.01, 10.005, 1.234, 0.001, 1e-7, 1e21, 4_294_967_296, 999_999_999_999.99].map(
    (value) => value,
  ),
  ...['-0', '1e3', '10.00', '1E+2', '100000000000000.01', '0.30000000000000004'].map(asWritten),
  ...['10.50', ' 12 ', '1,50', '£5', 'NaN', 'Infinity', '', '0x10', '1e999999999'],
];

export const texts: readonly Json[] = [
  ...['', ' ', '\t\n', '\u0000', 'a\u0000b', '\ud800', 'x\udfffy', '\u202Eevil', '\uFEFF', '\u0085\u2028'],
  ...['👩‍👩‍👧‍👦'.repeat(60), 'e\u0301'.repeat(200), 'שלום עולם', "Robert'); DROP TABLE--", "O'Neill & Söhne <b>"],
  ...[
    '%00%2F',
    '../../etc/passwd',
    '\\"',
    '{{7*7}}',
    '=cmd|calc',
    'undefined',
    'null',
    '__proto__',
    'constructor',
  ],
  ...['x'.repeat(201), 'y'.repeat(4001), 'z'.repeat(100_000), '🧱'.repeat(25_000)],
];

/** Enum values that nobody has documented, and names that every JavaScript object answers to. */
export const words: readonly Json[] = [
  ...['NEW_STATE', 'shipping', 'Shipping ', 'ÉXPÉDIÉ', '', 'S'.repeat(300), 'XXX', 'GB', 'gbp', 'ZZZ', '£££'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'a\u0000', '\ud800'],
];

export const dates: readonly Json[] = [
  ...['2026-11-01', '2026-11-01T10:00', '2026-11-01T10:00:00+01:00', '2026-11-01T10:00:00.123456789Z'],
  ...['01/11/2026', 'Sun, 01 Nov 2026 10:00:00 GMT', '2026-02-30T10:00:00Z', '2026-11-01T25:00:00Z'],
  ...['9999-12-31T23:59:59Z', '1990-01-01T00:00:00Z', '2026-11-01 10:00:00', 'soon', '', '2026-W44-7'],
  ...[1_793_527_200_000, 1_793_527_200],
];

export const others: readonly Json[] = [
  ...[true, false, 0, 1, -1, 1.5, '', 'text', [], {}, [null], [[]], [{}], [1, 'a', null], { a: { b: {} } }],
  ...['x'.repeat(100_000), { length: 3 }, { toString: 'x' }, ['__proto__'], { order_id: 'X' }],
];

/** Ids from which the original can still be told. */
export const ids: readonly ((id: string) => Json)[] = [
  (id) => `${id}/1`,
  (id) => `${id}'"\`;--`,
  (id) => `${id}%2F%00?x=1&y=2#z`,
  (id) => `${id}|${id}`,
  (id) => `${id},${id}`,
  (id) => `${id} `,
  (id) => ` ${id}`,
  (id) => id.toLowerCase(),
  (id) => `${id}\u0000`,
  (id) => `${id}\ud800`,
  (id) => `${id}👩‍👩‍👧‍👦\u202E`,
  (id) => `${id}-${'long'.repeat(60)}`,
  (id) => `${id}-${'longer'.repeat(10_000)}`,
  (id) => Number(id.replace(/\D/g, '').slice(0, 15)),
  (id) => asWritten(`9${id.replace(/\D/g, '').slice(0, 30)}12345678901`),
  (id) => `__proto__${id}`,
];

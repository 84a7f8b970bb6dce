import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLine, csvRows, quoted } from './csv.ts';

void test('whatever is written is read again, quoted where needed or everywhere, with either line end', () => {
  const value = fc.string({ unit: fc.constantFrom('a', 'é', ';', '"', '\n', '\r', ' ', '') });
  const rows = fc.array(fc.array(value, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.boolean(), (given, end, all) => {
      const line = (row: string[]): string => (all ? row.map(quoted).join(';') : csvLine(row));
      assert.deepEqual(csvRows(given.map((row) => line(row) + end).join('')), given);
      assert.deepEqual(csvRows(given.map(line).join(end)), given);
    }),
  );
});

void test('an open quote, and something behind a closed one, make no rows; empty lines and values do', () => {
  for (const broken of ['"a;b', 'a;"b"c\n', '"a"\rb']) assert.equal(csvRows(broken), undefined, broken);
  assert.deepEqual(csvRows('a;\n\n;b\n'), [
    ['a', ''],
    ['', 'b'],
  ]);
  assert.deepEqual(csvRows('a;'), [['a', '']]);
});

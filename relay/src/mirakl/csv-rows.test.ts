import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvRows, UnreadableCsv } from './csv-rows.ts';

/** The bytes of a text, cut at every so many. */
async function* cutEvery(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

async function read(text: string, size = 7): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const some of csvRows(cutEvery(new TextEncoder().encode(text), size))) rows.push(...some);
  return rows;
}

describe('records of CSV', () => {
  it('come with semicolons or commas, as the first line says, and with any line end', async () => {
    const table: [string, string[][]][] = [
      ['a;b\n1;2\n', [['a', 'b'], ['1', '2']]], // prettier-ignore
      ['a,b\r\n1,"2;3"', [['a', 'b'], ['1', '2;3']]], // prettier-ignore
      ['"a,b,c";d\r1;2', [['a,b,c', 'd'], ['1', '2']]], // prettier-ignore
      ['a\n\n1\r\n\r\n', [['a'], ['1']]],
      ['a;b\n;\n', [['a', 'b'], ['', '']]], // prettier-ignore
      ['a;b;', [['a', 'b', '']]],
      ['a;""', [['a', '']]],
      ['a;b\n5" pipe;x', [['a', 'b'], ['5" pipe', 'x']]], // prettier-ignore
      ['\uFEFFa;b', [['a', 'b']]],
      ['', []],
      ['\n', []],
    ];
    for (const [text, rows] of table) {
      for (const size of [1, 2, 1000]) assert.deepEqual(await read(text, size), rows, JSON.stringify(text));
    }
  });

  it('survive every value, quoted or not, wherever the pieces are cut', async () => {
    const value = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\n', '\r', ' ', 'é', '😀') });
    const written = fc.tuple(value, fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(written, written), { minLength: 1 }),
        fc.constantFrom(';', ','),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (rows, separator, end, size) => {
          const lines = [['one', 'two'], ...rows.map((row) => row.map(([text]) => text))];
          const quotes = [[false, false], ...rows.map((row) => row.map(([, always]) => always))];
          const text = lines
            .map((line, at) => line.map((one, column) => cell(one, quotes[at]![column]!)).join(separator))
            .join(end);
          assert.deepEqual(await read(text, size), lines);
        },
      ),
    );
  });

  it('are refused where a quote is not closed or something stands behind it', async () => {
    for (const text of ['a;b\n1;"2', 'a;b\n"1"2;3', '"']) {
      for (const size of [1, 1000]) await assert.rejects(read(text, size), UnreadableCsv, text);
    }
  });

  it('gather no more than a megabyte behind an open quote', async () => {
    const read: number[] = [];
    const endless = async function* () {
      yield Buffer.from('a;b\n"');
      for (let piece = 0; piece < 1000; piece += 1) {
        await Promise.resolve();
        read.push(piece);
        yield Buffer.from('x'.repeat(64 * 1024));
      }
    };
    await assert.rejects(async () => {
      for await (const rows of csvRows(endless())) assert.deepEqual(rows, [['a', 'b']]);
    }, UnreadableCsv);
    assert.ok(read.length <= 17, `${read.length} pieces`);
  });
});

function cell(value: string, isQuoted: boolean): string {
  return isQuoted || /[";,\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { csvRows } from './csv-rows.ts';
import { stockFile } from './stock-file.ts';
import type { FileBody } from './stock-file.ts';

const unique = () => 'once';

async function piecesOf(file: FileBody): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of file.pieces()) pieces.push(piece);
  return pieces;
}

/** The file as a server takes it out of the body, by a parser that is not ours. */
async function uploaded(file: FileBody): Promise<File> {
  const body = Buffer.concat(await piecesOf(file));
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Node advises servers against it; here a parser that is not ours checks our file
  const form = await new Response(body, { headers: { 'content-type': file.contentType } }).formData();
  assert.deepEqual([...form.keys()], ['file']);
  const part = form.get('file');
  assert.ok(part instanceof File);
  return part;
}

async function rowsOf(file: File): Promise<string[][]> {
  const whole = async function* () {
    yield new Uint8Array(await file.arrayBuffer());
  };
  const rows: string[][] = [];
  for await (const some of csvRows(whole())) rows.push(...some);
  return rows;
}

describe('the stock file', () => {
  it('is one part with the columns of STO01, all quoted, and no warehouse', async () => {
    const file = await uploaded(
      stockFile([{ sku: 'LUO-NTB-A5', quantity: 4 }, { sku: '5"', quantity: 0 }], unique), // prettier-ignore
    );
    assert.equal(file.name, 'stock.csv');
    assert.equal(file.type, 'text/csv');
    assert.equal(
      await file.text(),
      '"offer-sku";"quantity";"warehouse-code";"update-delete"\n' +
        '"LUO-NTB-A5";"4";"";"update"\n"5""";"0";"";"update"\n',
    );
  });

  it('carries every SKU and quantity unharmed, and is as long as it says', async () => {
    const sku = fc.string({
      unit: fc.constantFrom('a', 'B', '"', ';', ',', '\n', '\r', '-', ' ', 'é', '漢', '😀'),
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ sku, quantity: fc.nat({ max: Number.MAX_SAFE_INTEGER }) })),
        async (lines) => {
          const file = stockFile(lines, unique);
          const [, ...rows] = await rowsOf(await uploaded(file));
          assert.deepEqual(
            rows,
            lines.map((line) => [line.sku, String(line.quantity), '', 'update']),
          );
          const bytes = (await piecesOf(file)).reduce((sum, piece) => sum + piece.length, 0);
          assert.equal(bytes, file.length);
        },
      ),
    );
  });

  it('comes in pieces of some 64 KB, and again from the start when it is sent again', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => ({ sku: `SKU-${at}-é`, quantity: at }));
    const file = stockFile(lines, unique);
    const pieces = await piecesOf(file);
    assert.ok(pieces.every((piece) => piece.length <= 80 * 1024));
    assert.ok(pieces.length >= file.length / (80 * 1024) && pieces.length <= 1 + file.length / (64 * 1024));
    assert.deepEqual(Buffer.concat(await piecesOf(file)), Buffer.concat(pieces));
  });

  it('has a boundary that stands in no SKU', async () => {
    const names = ['first', 'second'];
    const sku = 'X\r\n--stock-first--\r\n';
    const file = stockFile([{ sku, quantity: 1 }], () => names.shift()!);
    assert.match(file.contentType, /boundary=stock-second$/);
    assert.deepEqual((await rowsOf(await uploaded(file)))[1], [sku, '1', '', 'update']);
  });

  it('is not written for a quantity that is no count', () => {
    for (const quantity of [-1, 1.5, NaN, Infinity]) {
      assert.throws(() => stockFile([{ sku: 'A', quantity }], unique), assert.AssertionError);
    }
  });
});

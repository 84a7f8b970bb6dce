import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UnreadableCsv } from './csv-rows.ts';
import { readStockReport } from './stock-report.ts';

const read = (text: string) =>
  readStockReport(
    (async function* () {
      await Promise.resolve();
      yield Buffer.from(text);
    })(),
  );

describe('the error report of a stock file', () => {
  it('names the line, the reason and the SKU', async () => {
    const header = '"error-line";"error-message";"offer-sku";"quantity";"warehouse-code";"update-delete"';
    assert.deepEqual(
      await read(`${header}\n2;"No such offer; ""X""";"X\n1";"4";"";"update"\n"7";" Not a number ";Y;;;\n`),
      [
        { line: 2, sku: 'X\n1', reason: 'No such offer; "X"' },
        { line: 7, sku: 'Y', reason: 'Not a number' },
      ],
    );
  });

  it('goes by the place of the first two columns, and finds the SKU by its name alone', async () => {
    assert.deepEqual(await read('Line number,Error reason,Offer_SKU\r\nfirst,bad,A\r\n'), [
      { line: null, sku: 'A', reason: 'bad' },
    ]);
    assert.deepEqual(await read('Line;Reason\n3;bad\n'), [{ line: 3, sku: null, reason: 'bad' }]);
    assert.deepEqual(await read('line;reason;quantity;offer-sku\n3;bad\n'), [
      { line: 3, sku: null, reason: 'bad' },
    ]);
    assert.deepEqual(await read('3;bad;A\n4;worse;B\n'), [
      { line: 3, sku: null, reason: 'bad' },
      { line: 4, sku: null, reason: 'worse' },
    ]);
  });

  it('refuses nothing when it is empty', async () => {
    assert.deepEqual(await read(''), []);
    assert.deepEqual(await read('error-line;error-message;offer-sku\n'), []);
  });

  it('is no page for people and no JSON', async () => {
    for (const text of [
      '<!DOCTYPE html>\n<html></html>',
      '{"message":"Not found","status":404}',
      '{"a":1,"b":2}',
      'error-line;error-message\n5\n',
      'error-line;error-message\n5;"open',
    ]) {
      await assert.rejects(read(text), UnreadableCsv, text);
    }
  });
});

/** The file of STO01 (mirakl.md 5.2), as the one part of a multipart/form-data body (RFC 7578). */
import assert from 'node:assert/strict';
import type { StockLine } from './client.ts';

export interface FileBody {
  readonly contentType: string;
  /** Bytes in all. */
  readonly length: number;
  /** The bytes, anew with each call. */
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

const HEADER = '"offer-sku";"quantity";"warehouse-code";"update-delete"\n';

/** Characters that become one piece, mostly as many bytes. */
const PIECE = 64 * 1024;

/**
 * The body is written twice, once to know its length: with a length the other side notices a file that was cut, and some
 * gateways refuse a body without one. `unique` gives a text that has not been there before with each call.
 */
export function stockFile(lines: readonly StockLine[], unique: () => string): FileBody {
  const boundary = boundaryFor(lines, unique);
  let length = 0;
  for (const piece of encoded(lines, boundary)) length += piece.length;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length,
    async *pieces() {
      for (const piece of encoded(lines, boundary)) {
        yield piece;
        await Promise.resolve();
      }
    },
  };
}

/** A SKU may hold anything; the boundary stands in none. */
function boundaryFor(lines: readonly StockLine[], unique: () => string): string {
  for (;;) {
    const boundary = `stock-${unique()}`;
    if (!lines.some(({ sku }) => sku.includes(boundary))) return boundary;
  }
}

function* encoded(lines: readonly StockLine[], boundary: string): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="stock.csv"\r\n` +
    `Content-Type: text/csv\r\n\r\n${HEADER}`;
  for (const line of lines) {
    text += csvLine(line);
    if (text.length < PIECE) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(`${text}\r\n--${boundary}--\r\n`);
}

/** Without a warehouse the quantity is that of the offer in all. */
function csvLine({ sku, quantity }: StockLine): string {
  assert.ok(Number.isSafeInteger(quantity) && quantity >= 0, 'a quantity is whole and not negative');
  return `"${sku.replaceAll('"', '""')}";"${quantity}";"";"update"\n`;
}

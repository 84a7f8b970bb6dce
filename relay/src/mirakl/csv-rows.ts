/**
 * CSV as it comes in (RFC 4180), for error reports and exports of any length: at no time is there more in memory than a
 * piece and the record that it cuts through. Of our own because a census reads a million lines: csv-parse takes five to
 * eight times as long for them, and Papa Parse, which is nearly as fast, gathers all that follows an unclosed quote.
 */

/** What cannot be read as CSV. */
export class UnreadableCsv extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'UnreadableCsv';
  }
}

/** No record that means anything is as long; an unclosed quote must not gather the rest of a file. */
const LONGEST_RECORD = 1024 * 1024;

const [QUOTE, CARRIAGE_RETURN, LINE_FEED] = [0x22, 0x0d, 0x0a];

/**
 * The records, all that a piece completes at once; empty lines are none. The first line tells whether the separator is a
 * semicolon or a comma.
 */
export async function* csvRows(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string[][]> {
  const decoder = new TextDecoder(); // drops a byte order mark
  const reader = new RecordReader();
  for await (const piece of pieces) {
    const rows = reader.read(decoder.decode(piece, { stream: true }), false);
    if (rows.length > 0) yield rows;
  }
  const rows = reader.read(decoder.decode(), true);
  if (rows.length > 0) yield rows;
}

class RecordReader {
  #rest = '';
  #separator: number | null = null;

  /** The records that are complete with this text. */
  read(more: string, isEnd: boolean): string[][] {
    const text = this.#rest + more;
    this.#separator ??= separatorOf(text, isEnd);
    const rows: string[][] = [];
    let from = 0;
    while (this.#separator !== null && from < text.length) {
      const row: string[] = [];
      const end = readRecord({ text, separator: this.#separator, isEnd }, from, row);
      if (end === null) break;
      if (row.length > 1 || row[0] !== '') rows.push(row);
      from = end;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LONGEST_RECORD) throw new UnreadableCsv('a record without an end');
    return rows;
  }
}

interface Source {
  readonly text: string;
  readonly separator: number;
  /** Whether nothing follows the text. */
  readonly isEnd: boolean;
}

/** Fills in the values of one record; answers where the next begins, null where the text ends before the record does. */
function readRecord(source: Source, from: number, row: string[]): number | null {
  const { text, separator, isEnd } = source;
  let at = from;
  for (;;) {
    const begin = at;
    if (text.charCodeAt(at) === QUOTE) {
      at = closingQuote(source, at);
      if (at < 0) return null;
      const value = text.slice(begin + 1, at);
      row.push(value.includes('"') ? value.replaceAll('""', '"') : value);
      at += 1;
    } else {
      at = plainEnd(source, at);
      row.push(text.slice(begin, at));
    }
    if (at >= text.length) return isEnd ? at : null;
    const code = text.charCodeAt(at);
    if (code === separator) {
      at += 1;
      continue;
    }
    if (code === LINE_FEED) return at + 1;
    if (code !== CARRIAGE_RETURN) throw new UnreadableCsv('something behind a closing quote');
    if (at + 1 >= text.length) return isEnd ? at + 1 : null;
    return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  }
}

/** Where the quote stands that closes the one at `from`; negative where the text ends first. */
function closingQuote({ text, isEnd }: Source, from: number): number {
  let at = text.indexOf('"', from + 1);
  // At the end of a piece it may be the first of two, which stand for one.
  while (at >= 0 && (at + 1 < text.length || isEnd)) {
    if (text.charCodeAt(at + 1) !== QUOTE) return at;
    at = text.indexOf('"', at + 2);
  }
  if (isEnd) throw new UnreadableCsv('a quote that is not closed');
  return -1;
}

function plainEnd({ text, separator }: Source, from: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === separator || code === LINE_FEED || code === CARRIAGE_RETURN) break;
  }
  return at;
}

/** Null as long as the first line is not whole. Quoted text counts for nothing. */
function separatorOf(text: string, isEnd: boolean): number | null {
  const counts = { ';': 0, ',': 0 };
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === ';' || character === ',') counts[character] += 1;
    else if (character === '\n' || character === '\r') return chosen(counts);
  }
  return isEnd ? chosen(counts) : null;
}

function chosen(counts: { readonly ';': number; readonly ',': number }): number {
  return (counts[','] > counts[';'] ? ',' : ';').charCodeAt(0);
}

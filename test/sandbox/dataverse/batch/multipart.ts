/**
 * multipart/mixed as $batch speaks it (dataverse.md 3). Bytes are handled as Latin-1 text, one character per byte, so
 * that lengths are byte lengths; bodies are handed on as bytes.
 */
import { badPayload, badQuery, DataverseError } from '../errors.ts';

export interface Part {
  /** Lower-case names. */
  headers: Record<string, string>;
  /** What follows the part's headers, as Latin-1 text. */
  content: string;
}

/** The HTTP request inside an application/http part. */
export interface InnerRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** The boundary of a multipart content type; anything else is a 400. */
export function boundaryOf(contentType: string | undefined): string {
  const match = /^multipart\/mixed\s*;.*?boundary=("([^"]+)"|([^\s;]+))/i.exec(contentType ?? '');
  const boundary = match?.[2] ?? match?.[3];
  if (boundary === undefined)
    throw badQuery(`The content type '${contentType ?? ''}' is not multipart/mixed with a boundary.`);
  return boundary;
}

/** Cuts a multipart text at its delimiters. Lines must end in CRLF; a missing end delimiter is an error. */
export function splitParts(text: string, boundary: string): Part[] {
  const delimiter = `--${boundary}`;
  const end = text.lastIndexOf(`${delimiter}--`);
  const start = text.indexOf(delimiter);
  if (start < 0 || end < 0) throw streamNotReadable('the delimiters of the batch are missing');
  const parts: Part[] = [];
  let at = start;
  while (at < end) {
    const from = at + delimiter.length;
    if (text.slice(from, from + 2) !== '\r\n') throw streamNotReadable('a delimiter does not end in CRLF');
    const next = text.indexOf(`\r\n${delimiter}`, from);
    if (next < 0) throw streamNotReadable('a part does not end in CRLF and a delimiter');
    parts.push(readHead(text.slice(from + 2, next + 2)));
    at = next + 2;
  }
  return parts;
}

/** Reads the request of an application/http part. */
export function readInnerRequest(part: Part, lengthRequired: boolean): InnerRequest {
  const firstLine = /^([A-Z]+) (\S+) HTTP\/1\.1\r\n/.exec(part.content);
  if (!firstLine) throw streamNotReadable('a part does not begin with a request line');
  const [line, method = '', url = ''] = firstLine;
  const { headers, content } = readHead(part.content.slice(line.length));
  const given = headers['content-length'] ?? part.headers['content-length'];
  const writes = method === 'POST' || method === 'PATCH' || method === 'PUT';
  if (given === undefined && lengthRequired && writes)
    throw streamNotReadable('the inner Content-Length is missing');
  let body = content.trimEnd();
  if (headers['content-length'] !== undefined) {
    if (body.length > Number(given))
      throw streamNotReadable('the inner Content-Length does not fit the body');
    body = content.slice(0, Number(given));
  }
  return { method, url, headers, body: Buffer.from(body, 'latin1') };
}

/** Header lines, a blank line, and the rest. A part without body may end after its headers. */
function readHead(text: string): Part {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < text.length) {
    const end = text.indexOf('\r\n', at);
    if (end < 0) throw streamNotReadable('a header line does not end in CRLF');
    if (end === at) return { headers, content: text.slice(end + 2) };
    const line = text.slice(at, end);
    const colon = line.indexOf(':');
    if (colon < 1) throw streamNotReadable(`'${line.slice(0, 40)}' is not a header`);
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    at = end + 2;
  }
  return { headers, content: '' };
}

/** 400 0x80048d19, which the platform answers to a malformed inner request (dataverse.md 2, DWA #183). */
function streamNotReadable(why: string): DataverseError {
  return badPayload('', `Stream was not readable: ${why}.`);
}

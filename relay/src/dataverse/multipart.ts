/**
 * The text of multipart/mixed bodies (RFC 2046 5.1) as $batch uses them: lines end in CRLF on the way out; on the way in a
 * bare LF is taken too, because recorded answers have been seen with it.
 */
const CRLF = '\r\n';

export interface Part {
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly content: string;
}

/** Joins parts, each already "headers, blank line, content", under one boundary. */
export function joinParts(parts: readonly string[], boundary: string): string {
  return parts.map((part) => `--${boundary}${CRLF}${part}${CRLF}`).join('') + `--${boundary}--${CRLF}`;
}

/** Headers, a blank line, content. */
export function head(lines: readonly string[], content: string): string {
  return [...lines, '', content].join(CRLF);
}

/** The parts of a body; null when it has no closing delimiter (it was cut) or a part without an end to its headers. */
export function splitParts(body: string, boundary: string): Part[] | null {
  const delimiter = `--${boundary}`;
  const parts: Part[] = [];
  let start: number | null = null;
  for (let at = nextDelimiter(body, delimiter, 0); at !== -1; at = nextDelimiter(body, delimiter, at + 1)) {
    if (start !== null) {
      const part = readPart(body.slice(start, endBefore(body, at)));
      if (part === null) return null;
      parts.push(part);
    }
    const after = at + delimiter.length;
    if (body.startsWith('--', after)) return parts;
    const lineEnd = body.indexOf('\n', after);
    if (lineEnd === -1) return null;
    start = lineEnd + 1;
  }
  return null;
}

/** Splits "headers, blank line, content"; null without a blank line. */
export function readPart(text: string): Part | null {
  // No headers at all: the blank line comes first.
  const bare = /^\r?\n/.exec(text);
  if (bare) return { headers: {}, content: text.slice(bare[0].length) };
  const blank = /\r?\n\r?\n/.exec(text);
  if (!blank) return null;
  return {
    headers: readHeaders(text.slice(0, blank.index)),
    content: text.slice(blank.index + blank[0].length),
  };
}

/** `Name: value` lines, names in lower case. */
export function readHeaders(text: string): Record<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon === -1 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

/** The boundary that a Content-Type names; null when it is not multipart. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (!/^\s*multipart\//i.test(contentType ?? '')) return null;
  const found = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '');
  return found?.[1] ?? found?.[2] ?? null;
}

/** A delimiter counts only at the start of a line and when nothing but blanks or `--` follows: another may be longer. */
function nextDelimiter(body: string, delimiter: string, from: number): number {
  for (let at = body.indexOf(delimiter, from); at !== -1; at = body.indexOf(delimiter, at + 1)) {
    if (at !== 0 && body[at - 1] !== '\n') continue;
    const after = at + delimiter.length;
    if (body.startsWith('--', after) || ['\r', '\n', ' ', '\t'].includes(body[after] ?? '')) return at;
  }
  return -1;
}

/** The line end before a delimiter belongs to the delimiter. */
function endBefore(body: string, at: number): number {
  if (body[at - 1] !== '\n') return at;
  return body[at - 2] === '\r' ? at - 2 : at - 1;
}

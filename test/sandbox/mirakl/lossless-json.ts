/**
 * JSON that gives back what it was given. A double cannot hold 1e400 or a twenty-digit integer, so such a number travels
 * through the object tree as a marked string and is printed as it was written; every other number is a plain number.
 */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** U+0000 cannot stand in a name or an address, so no real text begins like the mark `\u0000number:`. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const printedMark = /"\\u0000number:([-+.eE0-9]+)"/g;

/** Reads JSON text; throws SyntaxError where JSON.parse does. */
export function parseJson(text: string): Json {
  JSON.parse(text);
  const marked = text.replace(token, (part) =>
    part.startsWith('"') || survives(part) ? part : `"\\u0000number:${part}"`,
  );
  return JSON.parse(marked) as Json;
}

/** Prints what `parseJson` read, or any plain value, as JSON text without blanks. */
export function printJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.includes('\\u0000number:') ? text.replace(printedMark, '$1') : text;
}

/** Whether a double prints the same value again: 10.00 does (as 10), 1e400 and 12345678901234567890 do not. */
function survives(literal: string): boolean {
  const plain = literal.includes('.') && !/[eE]/.test(literal) ? literal.replace(/\.?0+$/, '') : literal;
  return String(Number(literal)) === plain;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

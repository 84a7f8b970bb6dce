import { compact, skipString } from './json-text.ts';

/**
 * Finds the text of each element of `orders` in a page, so that an order can be kept exactly as Mirakl wrote it: a parser
 * turns 10.50 into 10.5 and cannot say which bytes an order came from.
 */

/** The elements' texts without blanks between tokens; null when the text is no object with an array `orders`. Expects valid JSON. */
export function orderSlices(text: string): string[] | null {
  let at = skipBlank(text, 0);
  if (text[at] !== '{') return null;
  let found: string[] | null = null;
  at = skipBlank(text, at + 1);
  while (text[at] === '"') {
    const keyEnd = skipString(text, at);
    const key = JSON.parse(text.slice(at, keyEnd)) as string;
    const valueStart = skipBlank(text, skipBlank(text, keyEnd) + 1);
    const valueEnd = skipValue(text, valueStart);
    // A key that stands twice counts as its last, as it does for JSON.parse.
    if (key === 'orders') found = text[valueStart] === '[' ? elements(text, valueStart) : null;
    at = skipBlank(text, valueEnd);
    if (text[at] === ',') at = skipBlank(text, at + 1);
  }
  return found;
}

function elements(text: string, open: number): string[] {
  const slices: string[] = [];
  let at = skipBlank(text, open + 1);
  while (at < text.length && text[at] !== ']') {
    const end = skipValue(text, at);
    slices.push(compact(text.slice(at, end)));
    at = skipBlank(text, end);
    if (text[at] === ',') at = skipBlank(text, at + 1);
  }
  return slices;
}

/** Index behind the value that starts at `at`; no recursion, so that no nesting is too deep. */
function skipValue(text: string, at: number): number {
  let depth = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      at = skipString(text, at);
      if (depth === 0) return at;
    } else if (char === '{' || char === '[') {
      depth += 1;
      at += 1;
    } else if (char === '}' || char === ']') {
      // Closes our own value, or the container of a bare number or word that ends here.
      if (depth === 0) return at;
      depth -= 1;
      at += 1;
      if (depth === 0) return at;
    } else if (depth === 0 && (char === ',' || isBlank(char))) {
      return at;
    } else {
      at += 1;
    }
  }
  return at;
}

function skipBlank(text: string, at: number): number {
  while (isBlank(text[at])) at += 1;
  return at;
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\r' || char === '\t';
}

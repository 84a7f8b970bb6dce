import { outsideStrings } from './json-text.ts';

/** A double holds every decimal of this many significant digits exactly, in the sense that it prints back the same. */
const EXACT_DIGITS = 15;

/** A number of 16 characters or more, or one with an exponent, where JSON can have a number. */
const suspect = /(?:^|[:,[\s])-?(?:\d[\d.]{15,}|\d[\d.]*[eE])/;

/**
 * Parses JSON as Mirakl writes it. A number that a double may not hold exactly (more than 15 significant digits, or an
 * exponent) becomes a string of exactly its characters; every other is a plain number. Throws `SyntaxError`.
 */
export function parseWire(text: string): unknown {
  const exact = suspect.test(text) ? outsideStrings(text, quoteInexact) : text;
  return JSON.parse(exact) as unknown;
}

/** JSON's own grammar of numbers, so that what is no number stays the error that it is. */
function quoteInexact(run: string): string {
  return run.replace(/-?\b(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/g, (number) =>
    isExact(number) ? number : `"${number}"`,
  );
}

function isExact(number: string): boolean {
  const digits = number.replace(/^-?[0.]*/, '').replace('.', '');
  return digits.length <= EXACT_DIGITS && !/[eE]/.test(number);
}

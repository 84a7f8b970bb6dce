import { LosslessNumber, parse } from 'lossless-json';

/** A double holds every decimal of this many significant digits exactly, in the sense that it prints back the same. */
const EXACT_DIGITS = 15;

/** A number of 16 characters or more, or one with an exponent, where JSON can have a number. */
const suspect = /(?:^|[:,[\s])-?(?:\d[\d.]{15,}|\d[\d.]*[eE])/;

/**
 * Parses JSON as Mirakl writes it. A number that a double may not hold exactly (more than 15 significant digits, or an
 * exponent) becomes a `LosslessNumber`; every other is a plain number. Throws `SyntaxError`.
 */
export function parseWire(text: string): unknown {
  // The engine's own parser is some ten times faster, and real orders have no such number.
  if (!suspect.test(text)) return JSON.parse(text);
  return parse(text, null, { parseNumber: exactNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function exactNumber(text: string): number | LosslessNumber {
  const digits = text.replace(/^-?[0.]*/, '').replace('.', '');
  return digits.length > EXACT_DIGITS || /[eE]/.test(text) ? new LosslessNumber(text) : Number(text);
}

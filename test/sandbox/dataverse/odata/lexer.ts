/** Words of an OData expression. Names may be paths and qualified functions; text is unescaped. */
import { badQuery } from '../errors.ts';

export type Token =
  | { kind: 'name'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'literal'; text: string }
  | { kind: 'alias'; text: string }
  | { kind: 'mark'; text: '(' | ')' | ',' | ':' | '[' | ']' | '=' };

const patterns: [kind: Token['kind'], pattern: RegExp][] = [
  ['text', /'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"/y],
  // Instants, dates, GUIDs and numbers, in this order: a GUID may start with digits.
  ['literal', /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?/y],
  ['literal', /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}/y],
  ['literal', /\d{4}-\d\d-\d\d/y],
  ['literal', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['alias', /@[A-Za-z_]\w*/y],
  // An enumeration's member, such as Microsoft.Dynamics.CRM.OwnershipTypes'UserOwned'; other names never touch a quote.
  ['text', /[A-Za-z_][\w.]*'[^']*'/y],
  ['name', /\$?[A-Za-z_][\w.]*(?:\/\$?[A-Za-z_][\w.]*)*/y],
  ['mark', /[(),:[\]=]/y],
];

/** Cuts an expression into tokens; a character that starts none is a syntax error (400). */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < expression.length) {
    if (/\s/.test(expression.charAt(at))) {
      at++;
      continue;
    }
    const token = tokenAt(expression, at);
    if (!token) throw syntaxError(expression, at);
    tokens.push(token.token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(expression: string, at: number): { token: Token; end: number } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(expression);
    if (match)
      return {
        token: { kind, text: kind === 'text' ? unquote(match[0]) : match[0] } as Token,
        end: pattern.lastIndex,
      };
  }
  return undefined;
}

/** The general error for an expression that does not parse. */
function syntaxError(expression: string, at: number): Error {
  return badQuery(`Syntax error at position ${at} in '${expression}'.`);
}

function unquote(text: string): string {
  if (text.startsWith('"')) return JSON.parse(text) as string;
  return text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
}

/** $filter as a tree (dataverse.md 7): comparisons, and/or/not, text functions, CRM functions, any/all, aliases. */
import { badQuery } from '../errors.ts';
import { tokenize, type Token } from './lexer.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type Literal = string | number | boolean | null;

export type Operand = { kind: 'path'; path: string } | { kind: 'value'; value: Literal };

export type Expression =
  | { kind: 'compare'; operator: Comparison; left: Operand; right: Operand }
  | { kind: 'and' | 'or'; left: Expression; right: Expression }
  | { kind: 'not'; inner: Expression }
  | { kind: 'text'; function: 'contains' | 'startswith' | 'endswith'; path: string; value: string }
  | { kind: 'crm'; name: string; property: string; values: Literal[] }
  | {
      kind: 'lambda';
      quantifier: 'any' | 'all';
      path: string;
      variable: string;
      inner: Expression | undefined;
    };

const comparisons = new Set<string>(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const textFunctions = new Set<string>(['contains', 'startswith', 'endswith']);
const crmPrefix = 'Microsoft.Dynamics.CRM.';

/** Parses a filter; `aliases` are the `@name` query parameters, still as OData literals. */
export function parseFilter(text: string, aliases: ReadonlyMap<string, string>): Expression {
  const parser = new Parser(text, aliases);
  const expression = parser.or();
  parser.end();
  return expression;
}

/** Parses one literal, such as an alias' value or a key value: text, number, boolean, GUID, date or null. */
export function parseLiteral(text: string): Literal {
  const tokens = tokenize(text);
  const [token] = tokens;
  if (tokens.length !== 1 || !token) throw badQuery(`'${text}' is not a literal.`);
  const value = literalOf(token);
  if (value === undefined) throw badQuery(`'${text}' is not a literal.`);
  return value;
}

function literalOf(token: Token): Literal | undefined {
  if (token.kind === 'text') return token.text;
  if (token.kind === 'literal')
    return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(token.text) ? Number(token.text) : token.text;
  if (token.kind !== 'name') return undefined;
  if (token.text === 'null') return null;
  if (token.text === 'true') return true;
  return token.text === 'false' ? false : undefined;
}

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #aliases: ReadonlyMap<string, string>;
  #at = 0;

  constructor(text: string, aliases: ReadonlyMap<string, string>) {
    this.#text = text;
    this.#tokens = tokenize(text);
    this.#aliases = aliases;
  }

  or(): Expression {
    let left = this.#and();
    while (this.#takeName('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw this.#unexpected();
  }

  #and(): Expression {
    let left = this.#unary();
    while (this.#takeName('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Expression {
    if (this.#takeName('not')) return { kind: 'not', inner: this.#unary() };
    if (this.#takeMark('(')) {
      const inner = this.or();
      this.#expectMark(')');
      return inner;
    }
    const token = this.#tokens[this.#at];
    if (token?.kind === 'name' && this.#tokens[this.#at + 1]?.text === '(') return this.#call(token.text);
    return this.#comparison();
  }

  #call(name: string): Expression {
    this.#at += 2;
    if (textFunctions.has(name)) return this.#textFunction(name as 'contains');
    if (name.startsWith(crmPrefix)) return this.#crmFunction(name.slice(crmPrefix.length));
    const lambda = /^(.+)\/(any|all)$/.exec(name);
    if (lambda) return this.#lambda(lambda[1] ?? '', lambda[2] === 'all' ? 'all' : 'any');
    throw badQuery(
      `An unknown function with name '${name}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    );
  }

  #textFunction(name: 'contains' | 'startswith' | 'endswith'): Expression {
    const path = this.#name();
    this.#expectMark(',');
    const value = this.#literal();
    this.#expectMark(')');
    if (typeof value !== 'string') throw badQuery(`The second argument of ${name} must be a text.`);
    return { kind: 'text', function: name, path, value };
  }

  /** `In(PropertyName='x',PropertyValues=['a','b'])`, `Between(…)`, `Today(PropertyName='x')`, `LastXDays(…,PropertyValue=3)`. */
  #crmFunction(name: string): Expression {
    let property: string | undefined;
    let values: Literal[] = [];
    while (!this.#takeMark(')')) {
      const parameter = this.#name();
      this.#expectMark('=');
      if (parameter === 'PropertyName') property = String(this.#literal());
      else if (parameter === 'PropertyValues') values = this.list();
      else if (parameter === 'PropertyValue') values = [this.#literal()];
      else throw badQuery(`The parameter '${parameter}' is not one of ${crmPrefix}${name}.`);
      this.#takeMark(',');
    }
    if (property === undefined) throw badQuery(`${crmPrefix}${name} needs the parameter PropertyName.`);
    return { kind: 'crm', name, property, values };
  }

  /** `['a','b']`, or an alias that stands for such a list. */
  list(): Literal[] {
    if (this.#tokens[this.#at]?.kind === 'alias') return aliasList(this.#aliasText());
    this.#expectMark('[');
    const values: Literal[] = [];
    while (!this.#takeMark(']')) {
      values.push(this.#literal());
      this.#takeMark(',');
    }
    return values;
  }

  #lambda(path: string, quantifier: 'any' | 'all'): Expression {
    if (quantifier === 'any' && this.#takeMark(')'))
      return { kind: 'lambda', quantifier, path, variable: '', inner: undefined };
    const variable = this.#name();
    this.#expectMark(':');
    const inner = this.or();
    this.#expectMark(')');
    return { kind: 'lambda', quantifier, path, variable, inner };
  }

  #comparison(): Expression {
    const left = this.#operand();
    const operator = this.#tokens[this.#at];
    if (operator?.kind !== 'name' || !comparisons.has(operator.text)) {
      // A bare boolean property is a filter by itself.
      if (left.kind === 'path')
        return { kind: 'compare', operator: 'eq', left, right: { kind: 'value', value: true } };
      throw this.#unexpected();
    }
    this.#at++;
    return { kind: 'compare', operator: operator.text as Comparison, left, right: this.#operand() };
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'name' && literalOf(token) === undefined) return { kind: 'path', path: this.#name() };
    return { kind: 'value', value: this.#literal() };
  }

  #literal(): Literal {
    const token = this.#tokens[this.#at];
    if (token?.kind === 'alias') return parseLiteral(this.#aliasText());
    const value = token && literalOf(token);
    if (value === undefined) throw this.#unexpected();
    this.#at++;
    return value;
  }

  #aliasText(): string {
    const name = this.#tokens[this.#at++]?.text ?? '';
    const text = this.#aliases.get(name);
    if (text === undefined) throw badQuery(`The parameter alias '${name}' has no value.`);
    return text;
  }

  #name(): string {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'name') throw this.#unexpected();
    this.#at++;
    return token.text;
  }

  #takeName(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'name' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #takeMark(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'mark' || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #expectMark(text: string): void {
    if (!this.#takeMark(text)) throw this.#unexpected();
  }

  #unexpected(): Error {
    const token = this.#tokens[this.#at];
    return badQuery(
      token
        ? `Syntax error at '${token.text}' in '${this.#text}'.`
        : `Expression expected at the end of '${this.#text}'.`,
    );
  }
}

function aliasList(text: string): Literal[] {
  return new Parser(text, new Map()).list();
}

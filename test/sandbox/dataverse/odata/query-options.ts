/** The query part of a URL: system options, parameter aliases, and what the platform refuses (dataverse.md 1, 7). */
import { badQuery } from '../errors.ts';
import { decode } from '../reference.ts';

export interface QueryOptions {
  select: string[] | undefined;
  filter: string | undefined;
  orderby: { path: string; descending: boolean }[];
  top: number | undefined;
  count: boolean;
  expand: Expand[];
  skipToken: string | undefined;
  deltaToken: string | undefined;
  apply: string | undefined;
  aliases: ReadonlyMap<string, string>;
  /** The query as it came without $skiptoken and $deltatoken, for the links of the answer. */
  raw: string;
}

export interface Expand {
  navigation: string;
  options: QueryOptions;
}

const supported = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$expand',
  '$skiptoken',
  '$deltatoken',
  '$apply',
]);

/** Reads the text after `?` (empty when there is none). */
export function parseQuery(query: string): QueryOptions {
  const options = new Map<string, string>();
  const aliases = new Map<string, string>();
  const kept: string[] = [];
  for (const part of query.split('&').filter((text) => text !== '')) {
    const at = part.indexOf('=');
    const name = decode(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : decode(part.slice(at + 1).replaceAll('+', ' '));
    if (name !== '$skiptoken' && name !== '$deltatoken') kept.push(part);
    if (name.startsWith('@')) aliases.set(name, value);
    else if (name.startsWith('$')) {
      if (options.has(name))
        throw badQuery(
          `Query option '${name}' was specified more than once, but it must be specified at most once.`,
        );
      options.set(name, value);
    } else if (name === 'fetchXml') throw badQuery('FetchXML queries are not served by this sandbox.');
  }
  return { ...interpret(options, aliases), raw: kept.join('&') };
}

function interpret(options: ReadonlyMap<string, string>, aliases: ReadonlyMap<string, string>): QueryOptions {
  for (const name of options.keys()) {
    if (!supported.has(name)) throw badQuery(`The query parameter ${name} is not supported`);
  }
  const select = options.get('$select');
  return {
    select:
      select === undefined ? undefined : [...new Set(splitOutside(select, ',').map((name) => name.trim()))],
    filter: options.get('$filter'),
    orderby: parseOrderby(options.get('$orderby')),
    top: parseTop(options.get('$top')),
    count: parseCount(options.get('$count')),
    expand: parseExpand(options.get('$expand'), aliases),
    skipToken: options.get('$skiptoken'),
    deltaToken: options.get('$deltatoken'),
    apply: options.get('$apply'),
    aliases,
    raw: '',
  };
}

function parseOrderby(text: string | undefined): QueryOptions['orderby'] {
  if (text === undefined) return [];
  return splitOutside(text, ',').map((part) => {
    const [path = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0 || path === '') {
      throw badQuery(`Syntax error in $orderby at '${part.trim()}'.`);
    }
    return { path, descending: direction === 'desc' };
  });
}

function parseTop(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text.trim()))
    throw badQuery(
      `Invalid value '${text}' for $top query option found. The $top query option requires a non-negative integer value.`,
    );
  return Number(text);
}

function parseCount(text: string | undefined): boolean {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  throw badQuery(`Invalid value '${text}' for $count query option found. Valid values are 'true', 'false'.`);
}

/** `nav,nav($select=a;$expand=b($select=c))`; at most 15 in all (dataverse.md 7). */
function parseExpand(text: string | undefined, aliases: ReadonlyMap<string, string>): Expand[] {
  if (text === undefined) return [];
  const expands = splitOutside(text, ',').map((part) => {
    const match = /^\s*([A-Za-z_]\w*(?:\/\$ref)?)\s*(?:\((.*)\))?\s*$/s.exec(part);
    if (!match) throw badQuery(`Syntax error in $expand at '${part}'.`);
    const [, navigation = '', inside] = match;
    if (navigation.endsWith('/$ref'))
      throw badQuery('Expand with $ref is only supported on lookup type navigation property.');
    return { navigation, options: nestedOptions(inside, aliases) };
  });
  if (countExpands(expands) > 15)
    throw badQuery('The number of expanded navigation properties exceeds the limit of 15.');
  return expands;
}

function nestedOptions(text: string | undefined, aliases: ReadonlyMap<string, string>): QueryOptions {
  const options = new Map<string, string>();
  for (const part of text === undefined ? [] : splitOutside(text, ';')) {
    const at = part.indexOf('=');
    options.set(part.slice(0, at).trim(), part.slice(at + 1));
  }
  return interpret(options, aliases);
}

function countExpands(expands: Expand[]): number {
  return expands.reduce((sum, expand) => sum + 1 + countExpands(expand.options.expand), 0);
}

/** Splits at a separator that stands outside parentheses and text. */
export function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (character === separator && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part.trim() !== '');
}

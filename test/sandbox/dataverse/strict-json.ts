/** JSON as the platform reads it: an object, well formed, and no key twice in one object (dataverse.md 1, "Writing"). */
import { badPayload } from './errors.ts';

/** Parses a request body; `entity` is only for the error's text. */
export function parseBody(text: string, entity: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw badPayload(
      entity,
      `The payload is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}.`,
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw badPayload(entity, 'The payload must be a JSON object.');
  }
  const doubled = findDoubledKey(text);
  if (doubled !== undefined) {
    throw badPayload(
      entity,
      `The property '${doubled}' already exists in the object. Duplicate property names are not allowed.`,
    );
  }
  return parsed as Record<string, unknown>;
}

/** The first key that stands twice in one object of a text that is known to be valid JSON. */
function findDoubledKey(text: string): string | undefined {
  const scopes: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x7b) scopes.push(new Set());
    else if (character === 0x5b) scopes.push(undefined);
    else if (character === 0x7d || character === 0x5d) scopes.pop();
    else if (character === 0x22) {
      const end = endOfString(text, at);
      const scope = scopes.at(-1);
      if (scope && nextIsColon(text, end + 1)) {
        const key = text.slice(at, end + 1);
        if (scope.has(key)) return JSON.parse(key) as string;
        scope.add(key);
      }
      at = end;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (precedingBackslashes(text, end) % 2 === 1) end = text.indexOf('"', end + 1);
  return end;
}

function precedingBackslashes(text: string, at: number): number {
  let count = 0;
  while (text.charCodeAt(at - 1 - count) === 0x5c) count++;
  return count;
}

function nextIsColon(text: string, at: number): boolean {
  while (/\s/.test(text.charAt(at))) at++;
  return text.charAt(at) === ':';
}

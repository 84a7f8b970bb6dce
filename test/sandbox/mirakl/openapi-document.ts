/** For tests: Mirakl's own OpenAPI document of the seller API, where it is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mistakesIn, type Schema, type Schemas } from './openapi-check.ts';

const contract = join(import.meta.dirname, '../../../../shared/contract/mirakl');
const present = existsSync(contract);
/** For `test({ skip })`: false where the document is at hand, else why the test is skipped. */
export const skip = present
  ? false
  : `Mirakl's OpenAPI document is not at ${join('..', 'shared', 'contract', 'mirakl')}`;

interface Document {
  paths: Record<string, Record<string, { operationId?: string; responses: Record<string, Answer> }>>;
  components: { schemas: Schemas };
}
interface Answer {
  content?: Record<string, { schema: Schema }>;
}

const document = present
  ? (JSON.parse(readFileSync(join(contract, 'mirakl-mmp-seller-openapi.json'), 'utf8')) as Document)
  : undefined;

/** The mistakes of an answer of an operation, each kind of mistake once. */
export function mistakes(operation: string, status: number, value: unknown): string[] {
  const described = Object.values(document!.paths)
    .flatMap((path) => Object.values(path))
    .find(({ operationId }) => operationId === operation);
  const schema = described?.responses[String(status)]?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`the document has no answer ${status} of ${operation}`);
  return eachOnce(mistakesIn(value, schema, document!.components.schemas));
}

/** The mistakes of a value against a schema of the document. */
export function mistakesAgainst(name: string, value: unknown): string[] {
  return eachOnce(mistakesIn(value, { $ref: `#/${name}` }, document!.components.schemas));
}

/** Names of the fields that a schema of the document declares. */
export function fieldsOf(name: string): string[] {
  return Object.keys(document!.components.schemas[name]?.properties ?? {});
}

/** An example of the document, as text. */
export function example(file: string): string {
  return readFileSync(join(contract, 'spec-examples', file), 'utf8');
}

function eachOnce(found: string[]): string[] {
  return [...new Set(found.map((line) => line.replace(/\[\d+\]/g, '[]')))];
}

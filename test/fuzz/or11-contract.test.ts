/** The generated bodies against Mirakl's own OpenAPI document, where that is at hand. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { mistakesIn, type Schemas } from '../sandbox/mirakl/openapi-check.ts';
import { unmutated } from './bodies.ts';

const file = join(import.meta.dirname, '../../../shared/contract/mirakl/mirakl-mmp-seller-openapi.json');
const skip = existsSync(file)
  ? false
  : `Mirakl's OpenAPI document is not at ${join('..', 'shared', 'contract')}`;

interface Document {
  paths: Record<string, Record<string, { operationId?: string; responses: Record<string, Answer> }>>;
  components: { schemas: Schemas };
}
interface Answer {
  content?: Record<string, { schema: object }>;
}

it('bodies that nothing was done to are as the document declares them', { skip }, () => {
  const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const or11 = Object.values(paths)
    .flatMap((path) => Object.values(path))
    .find(({ operationId }) => operationId === 'OR11');
  const schema = or11?.responses['200']?.content?.['application/json']?.schema;
  assert.ok(schema, 'the document has OR11');
  const orders = unmutated(150, 7);
  const mistakes = mistakesIn({ orders, total_count: orders.length }, schema, components.schemas);
  assert.deepEqual([...new Set(mistakes.map((line) => line.replace(/\[\d+\]/g, '[]')))], []);
});

/** The example of OR11 in Mirakl's own specification, and one of ours with the same peculiarities (mirakl.md 11). */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { isObject, parseJson, printJson, type JsonObject } from '../sandbox/mirakl/lossless-json.ts';
import type { Body } from './bodies.ts';
import { runChain } from './chain.ts';
import { peculiarOrder } from './peculiar-order.ts';

const example = join(
  import.meta.dirname,
  '../../../shared/contract/mirakl/spec-examples/OR11-response-200-0.json',
);
const skip = existsSync(example) ? false : `Mirakl's examples are not at ${join('..', 'shared', 'contract')}`;

const asItCame = (text: string, kind: Body['kind'] = 'schema'): Body => ({ kind, text, later: [], done: [] });

it("the specification's own example goes through: dollars are held up by name", { skip }, async () => {
  const page = parseJson(readFileSync(example, 'utf8')) as JsonObject;
  assert.ok(Array.isArray(page.orders));
  const run = await runChain(page.orders.filter(isObject).map((order) => asItCame(printJson(order))));
  assert.deepEqual(run.problems, []);
  assert.equal(run.outcomes.length, page.orders.length);
  assert.equal(run.outcomes[0]?.place, 'exception');
  assert.ok(run.outcomes[0].codes.includes('foreign-currency'), run.outcomes[0].codes.join());
  assert.ok(!run.outcomes[0].codes.includes('unreadable-order'), 'its own example is readable');
});

it('an order of ours with everything that is peculiar about the example is imported', async () => {
  const run = await runChain([asItCame(JSON.stringify(peculiarOrder()), 'honest')]);
  assert.deepEqual(run.problems, []);
  assert.equal(run.outcomes[0]?.imported, true);
});

it('the same order in dollars is held up by name', async () => {
  const run = await runChain([asItCame(JSON.stringify({ ...peculiarOrder(), currency_iso_code: 'USD' }))]);
  assert.deepEqual(run.problems, []);
  assert.ok(run.outcomes[0]?.codes.includes('foreign-currency'));
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseDefaults } from './defaults.ts';

const problem = (json: string) => {
  const parsed = parseDefaults(json, 'Order defaults');
  assert.ok(!parsed.ok, `${json} was taken`);
  return parsed.problem;
};

it('no defaults are no defaults', () => {
  assert.deepEqual(parseDefaults(null, 'x'), { ok: true, values: {} });
  assert.deepEqual(parseDefaults(' \n', 'x'), { ok: true, values: {} });
  assert.deepEqual(parseDefaults('{}', 'x'), { ok: true, values: {} });
});

it('columns and binds with plain values are taken as they are', () => {
  const json = '{"msdyn_ordertype":1,"new_site@odata.bind":"/new_sites(1)","new_flag":false,"new_note":null}';
  assert.deepEqual(parseDefaults(json, 'x'), { ok: true, values: JSON.parse(json) as object });
});

it('what is no JSON object is said in words, with the name of the setting', () => {
  assert.match(problem('{'), /^Order defaults of the marketplace is not valid JSON/);
  for (const json of ['[]', '1', 'null', '"a"']) assert.match(problem(json), /must be a JSON object/);
});

it('our own columns, other annotations and nested values are not theirs to set', () => {
  for (const json of [
    '{"mpb_orderkey":"x"}',
    '{"a@odata.type":"x"}',
    '{"1a":1}',
    '{"a":{}}',
    '{"a":[]}',
    '{"a b":1}',
  ])
    assert.match(problem(json), /must be the name of a Sales column/);
});

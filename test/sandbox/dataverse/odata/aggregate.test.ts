import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { ask, id, sampleSandbox } from '../test-support.ts';
import type { DataverseSandbox } from '../dataverse.ts';

const PLAIN = 927_130_000;
const SPECIAL = 927_130_001;

function samples(): DataverseSandbox {
  const { sandbox } = sampleSandbox();
  for (const [at, kind, quantity] of [
    [1, PLAIN, 1],
    [2, PLAIN, 5],
    [3, SPECIAL, 7],
    [4, null, null],
  ] as const)
    sandbox.insert('mpb_sample', { mpb_sampleid: id(at), mpb_kind: kind, mpb_quantity: quantity });
  sandbox.insert('mpb_part', { mpb_name: 'a', mpb_sampleid: id(1) });
  sandbox.insert('mpb_part', { mpb_name: 'b', mpb_sampleid: id(1) });
  return sandbox;
}

const apply = async (sandbox: DataverseSandbox, query: string): Promise<Record<string, unknown>[]> => {
  const answer = await ask(sandbox, `GET ${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.value;
};

it('rows are counted and added up by group, nothing being a group of its own', async () => {
  const sandbox = samples();
  const grouped =
    'mpb_samples?$apply=groupby((mpb_kind),aggregate($count as n,mpb_quantity with sum as total))';
  assert.deepEqual(await apply(sandbox, grouped), [
    { n: 2, total: 6, mpb_kind: PLAIN },
    { n: 1, total: 7, mpb_kind: SPECIAL },
    { n: 1, total: null, mpb_kind: null },
  ]);
});

it('a filter comes first, lookups go by their property, and all rows together are one group', async () => {
  const sandbox = samples();
  assert.deepEqual(
    await apply(
      sandbox,
      'mpb_samples?$apply=filter(mpb_quantity gt 1)/aggregate($count as n,mpb_quantity with max as most,mpb_quantity with min as least,mpb_quantity with average as mean)',
    ),
    [{ n: 2, most: 7, least: 5, mean: 6 }],
  );
  assert.deepEqual(
    await apply(sandbox, 'mpb_parts?$apply=groupby((_mpb_sampleid_value),aggregate($count as parts))'),
    [{ parts: 2, _mpb_sampleid_value: id(1) }],
  );
  assert.deepEqual(await apply(sandbox, "mpb_parts?$apply=filter(mpb_name eq 'z')/aggregate($count as n)"), [
    { n: 0 },
  ]);
  assert.deepEqual(await apply(sandbox, 'mpb_parts?$apply=groupby((mpb_name))'), [
    { mpb_name: 'a' },
    { mpb_name: 'b' },
  ]);
});

it('the counts of all groups add up to the rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(PLAIN, SPECIAL, null)), async (kinds) => {
      const { sandbox } = sampleSandbox();
      for (const kind of kinds) sandbox.insert('mpb_sample', { mpb_kind: kind });
      const groups = await apply(sandbox, 'mpb_samples?$apply=groupby((mpb_kind),aggregate($count as n))');
      assert.equal(
        groups.reduce((sum, { n }) => sum + Number(n), 0),
        kinds.length,
      );
      assert.equal(groups.length, new Set(kinds).size);
    }),
    { numRuns: 50 },
  );
});

it('what is not served, not there or not of one row is refused', async () => {
  const sandbox = samples();
  for (const query of [
    'mpb_samples?$apply=topcount(2,mpb_quantity)',
    'mpb_samples?$apply=groupby(mpb_kind)',
    'mpb_samples?$apply=groupby((mpb_kindd))',
    'mpb_samples?$apply=aggregate(mpb_quantity with median as m)',
    `mpb_samples(${id(1)})?$apply=aggregate($count as n)`,
  ])
    assert.equal((await ask(sandbox, `GET ${query}`)).status, 400, query);
});

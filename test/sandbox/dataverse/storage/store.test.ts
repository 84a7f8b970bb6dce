import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ask, id, sampleSandbox } from '../test-support.ts';

it('forgets superseded entries of the change log, and delta links from before still work', async () => {
  const { sandbox } = sampleSandbox();
  for (const n of [1, 2, 3]) sandbox.insert('mpb_sample', { mpb_sampleid: id(n), mpb_name: 'first' });
  const first = await ask(sandbox, 'GET mpb_samples?$select=mpb_name', undefined, {
    prefer: 'odata.track-changes',
  });
  sandbox.remove('mpb_sample', id(2));
  for (let n = 0; n < 30_000; n++) sandbox.engine.patch('mpb_sample', id(1), { mpb_name: `change ${n}` });
  assert.ok(sandbox.engine.store.table('mpb_sample').changes.length < 15_000);
  const next = await ask(sandbox, `GET ${String(first.json['@odata.deltaLink'])}`);
  assert.deepEqual(
    next.value.map((row) => row.mpb_name ?? row.id),
    ['change 29999', id(2)],
  );
});

it('keeps one transaction inside another as one: the inner failure undoes the outer writes', () => {
  const { sandbox } = sampleSandbox();
  const { engine } = sandbox;
  assert.throws(() => {
    engine.transaction(() => {
      engine.put('mpb_sample', { mpb_sampleid: id(1) });
      engine.transaction(() => {
        engine.put('mpb_sample', { mpb_sampleid: id(2) });
        throw new Error('inner');
      });
    });
  });
  assert.deepEqual(sandbox.rows('mpb_sample'), []);
});

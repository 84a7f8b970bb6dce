import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DataverseError } from './errors.ts';
import type { SandboxRules } from './hooks.ts';
import type { EnvironmentModel } from './model.ts';
import { sampleModel } from './sample-model.ts';
import { ask, id, sampleSandbox } from './test-support.ts';

/** Samples and parts, also related many to many through a table of its own. */
function model(): EnvironmentModel {
  const base = sampleModel();
  const part = base.tables.get('mpb_part');
  assert.ok(part);
  const lookup = part.columns.get('mpb_sampleid');
  assert.ok(lookup);
  const columns = [
    { ...lookup, name: 'leftid', schemaName: 'LeftId' },
    { ...lookup, name: 'rightid', schemaName: 'RightId', targets: ['mpb_part'] },
  ];
  const intersect = {
    ...part,
    name: 'mpb_link',
    schemaName: 'mpb_Link',
    set: 'mpb_links',
    primaryId: 'mpb_linkid',
    primaryName: 'mpb_linkid',
  };
  base.tables.set('mpb_link', {
    ...intersect,
    ownership: 'none',
    keys: [],
    columns: new Map(columns.map((one) => [one.name, one])),
  });
  const first = { table: 'mpb_sample', column: 'leftid' };
  const second = { table: 'mpb_part', column: 'rightid' };
  return { ...base, manyToMany: [{ name: 'mpb_links', intersectTable: 'mpb_link', first, second }] };
}

it('rows are associated, read, filtered and disassociated from either side', async () => {
  const { sandbox } = sampleSandbox({ model: model() });
  sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_name: 'left' });
  sandbox.insert('mpb_part', { mpb_partid: id(2), mpb_name: 'right' });
  const reference = { '@odata.id': `mpb_parts(${id(2)})` };
  assert.equal((await ask(sandbox, `POST mpb_samples(${id(1)})/mpb_links/$ref`, reference)).status, 204);
  assert.equal((await ask(sandbox, `POST mpb_samples(${id(1)})/mpb_links/$ref`, reference)).status, 412);
  const names = async (path: string): Promise<unknown[]> =>
    (await ask(sandbox, `GET ${path}`)).value.map((row) => row.mpb_name);
  assert.deepEqual(await names(`mpb_samples(${id(1)})/mpb_links?$select=mpb_name`), ['right']);
  assert.deepEqual(await names(`mpb_parts(${id(2)})/mpb_links?$select=mpb_name`), ['left']);
  assert.deepEqual(await names("mpb_samples?$filter=mpb_links/any(p:p/mpb_name eq 'right')"), ['left']);
  const expanded = await ask(sandbox, `GET mpb_samples(${id(1)})?$expand=mpb_links($select=mpb_name)`);
  assert.equal((expanded.json.mpb_links as unknown[]).length, 1);
  assert.equal((await ask(sandbox, `DELETE mpb_samples(${id(1)})/mpb_links(${id(2)})/$ref`)).status, 204);
  assert.deepEqual(await names(`mpb_samples(${id(1)})/mpb_links`), []);
});

it('a many-to-many relationship is expanded with others of its kind only, and in one step', async () => {
  const { sandbox } = sampleSandbox({ model: model() });
  sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_name: 'left' });
  const status = async (expand: string) => (await ask(sandbox, `GET mpb_samples?$expand=${expand}`)).status;
  assert.equal(await status('mpb_links($select=mpb_name)'), 200);
  assert.equal(await status('mpb_sample_part($select=mpb_name)'), 200);
  assert.equal(await status('mpb_links($select=mpb_name),mpb_sample_part($select=mpb_name)'), 400);
  assert.equal(await status('mpb_sample_part($select=mpb_name;$expand=mpb_links)'), 400);
  assert.equal(await status('mpb_links($select=mpb_name;$expand=mpb_links)'), 400);
});

it('associating needs Append on one row and AppendTo on the other', async () => {
  const rule: SandboxRules = {
    name: 'rights',
    authorize: ({ privilege, table }) => {
      if (privilege === 'AppendTo' && table.name === 'mpb_part')
        throw new DataverseError(403, '0x80040220', 'No.');
    },
  };
  const { sandbox } = sampleSandbox({ model: model(), rules: [rule] });
  sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
  sandbox.insert('mpb_part', { mpb_partid: id(2) });
  const body = { '@odata.id': `mpb_parts(${id(2)})` };
  assert.equal((await ask(sandbox, `POST mpb_samples(${id(1)})/mpb_links/$ref`, body)).status, 403);
});

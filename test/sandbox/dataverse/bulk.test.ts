import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, id, sampleSandbox } from './test-support.ts';

const type = { '@odata.type': 'Microsoft.Dynamics.CRM.mpb_sample' };
const message = (name: string): string => `POST mpb_samples/Microsoft.Dynamics.CRM.${name}`;

describe('bulk messages', () => {
  it('CreateMultiple answers the ids in input order', async () => {
    const { sandbox } = sampleSandbox();
    const Targets = ['a', 'b', 'c'].map((mpb_name) => ({ ...type, mpb_name }));
    const answer = await ask(sandbox, message('CreateMultiple'), { Targets });
    assert.equal(answer.status, 200);
    assert.equal(
      answer.json['@odata.context'],
      'http://org.test/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.CreateMultipleResponse',
    );
    const ids = answer.json.Ids as string[];
    assert.deepEqual(
      ids.map((one) => sandbox.get('mpb_sample', one)?.mpb_name),
      ['a', 'b', 'c'],
    );
    assert.equal(sandbox.log.counts.operations, 1);
  });

  it('are all or nothing', async () => {
    const { sandbox } = sampleSandbox();
    const Targets = [
      { ...type, mpb_name: 'a' },
      { ...type, mpb_quantity: -1 },
    ];
    assert.equal((await ask(sandbox, message('CreateMultiple'), { Targets })).error.code, '0x8004432f');
    assert.deepEqual(sandbox.rows('mpb_sample'), []);
  });

  it('need @odata.type in every target', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await ask(sandbox, message('CreateMultiple'), { Targets: [{ mpb_name: 'a' }] });
    assert.equal(answer.error.code, '0x80048d19');
  });

  it('UpdateMultiple updates by primary key and refuses a missing row whole', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_name: 'a' });
    const first = { ...type, mpb_sampleid: id(1), mpb_name: 'b' };
    assert.equal((await ask(sandbox, message('UpdateMultiple'), { Targets: [first] })).status, 204);
    const missing = await ask(sandbox, message('UpdateMultiple'), {
      Targets: [
        { ...first, mpb_name: 'c' },
        { ...first, mpb_sampleid: id(2) },
      ],
    });
    assert.equal(missing.status, 404);
    assert.equal(sandbox.get('mpb_sample', id(1))?.mpb_name, 'b');
  });

  it('UpsertMultiple creates and updates by a relative key and answers 204 without ids', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_key: 'K1', mpb_name: 'old' });
    const Targets = ['K1', 'K2'].map((key) => ({
      ...type,
      '@odata.id': `mpb_samples(mpb_key='${key}')`,
      mpb_name: 'new',
    }));
    const answer = await ask(sandbox, message('UpsertMultiple'), { Targets });
    assert.deepEqual([answer.status, answer.text], [204, '']);
    assert.deepEqual(
      sandbox.rows('mpb_sample').map((row) => [row.mpb_key, row.mpb_name]),
      [
        ['K1', 'new'],
        ['K2', 'new'],
      ],
    );
  });

  it('UpsertMultiple refuses an absolute @odata.id and a key column that is repeated', async () => {
    const { sandbox } = sampleSandbox();
    const absolute = { ...type, '@odata.id': "http://org.test/api/data/v9.2/mpb_samples(mpb_key='K')" };
    assert.equal((await ask(sandbox, message('UpsertMultiple'), { Targets: [absolute] })).status, 400);
    const repeated = { ...type, '@odata.id': "mpb_samples(mpb_key='K')", mpb_key: 'K' };
    assert.equal((await ask(sandbox, message('UpsertMultiple'), { Targets: [repeated] })).status, 400);
  });

  it('DeleteMultiple is not implemented on standard tables', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await ask(sandbox, message('DeleteMultiple'), { Targets: [] });
    assert.match(answer.error.message, /has not yet been implemented/);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, id, sampleSandbox } from './test-support.ts';

const bykey = "mpb_samples(mpb_key='K1')";
const byid = `mpb_samples(${id(1)})`;

describe('PATCH as dataverse.md 2 tabulates it', () => {
  it('creates an absent row by key and answers 204 with the key URL, as it does for an update', async () => {
    const { sandbox } = sampleSandbox();
    const created = await ask(sandbox, `PATCH ${bykey}`, { mpb_name: 'a' });
    const updated = await ask(sandbox, "PATCH mpb_samples(mpb_key='k1')", { mpb_name: 'b' });
    assert.deepEqual([created.status, updated.status], [204, 204]);
    assert.equal(created.headers['OData-EntityId'], `http://org.test/api/data/v9.2/${bykey}`);
    assert.deepEqual(
      sandbox.rows('mpb_sample').map((row) => [row.mpb_key, row.mpb_name]),
      [['K1', 'b']],
    );
  });

  it('answers 201 or 200 with a body and an etag when the representation is asked for', async () => {
    const { sandbox } = sampleSandbox();
    const prefer = { prefer: 'return=representation' };
    const created = await ask(sandbox, `PATCH ${bykey}?$select=mpb_sampleid`, { mpb_name: 'a' }, prefer);
    const updated = await ask(sandbox, `PATCH ${bykey}?$select=mpb_sampleid`, { mpb_name: 'b' }, prefer);
    assert.deepEqual([created.status, updated.status], [201, 200]);
    assert.equal(created.headers['Preference-Applied'], 'return=representation');
    assert.equal(created.headers.ETag, created.json['@odata.etag']);
    assert.deepEqual(Object.keys(updated.json), ['@odata.context', '@odata.etag', 'mpb_sampleid']);
  });

  it('refuses If-Match on an absent row with 404 and If-None-Match: * on a present one with 412', async () => {
    const { sandbox } = sampleSandbox();
    for (const condition of ['*', 'W/"1"']) {
      const absent = await ask(sandbox, `PATCH ${byid}`, { mpb_name: 'a' }, { 'if-match': condition });
      assert.deepEqual([absent.status, absent.error.code], [404, '0x80040217']);
    }
    assert.equal((await ask(sandbox, `PATCH ${byid}`, {}, { 'if-none-match': '*' })).status, 204);
    const present = await ask(sandbox, `PATCH ${byid}`, { mpb_name: 'b' }, { 'if-none-match': '*' });
    assert.deepEqual([present.status, present.error.code], [412, '0x80040237']);
    assert.equal(present.error.message, 'A record with matching key values already exists.');
  });

  it('refuses a stale row version with 412 0x80060882 and takes the current one', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_name: 'a' });
    const etag = (await ask(sandbox, `GET ${byid}`)).headers.ETag ?? '';
    assert.equal((await ask(sandbox, `PATCH ${byid}`, { mpb_name: 'b' }, { 'if-match': etag })).status, 204);
    const stale = await ask(sandbox, `PATCH ${byid}`, { mpb_name: 'c' }, { 'if-match': etag });
    assert.deepEqual([stale.status, stale.error.code], [412, '0x80060882']);
    assert.equal(sandbox.get('mpb_sample', id(1))?.mpb_name, 'b');
    assert.equal((await ask(sandbox, `DELETE ${byid}`, undefined, { 'if-match': etag })).status, 412);
  });

  it('ignores the literal If-None-Match: null', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
    assert.equal(
      (await ask(sandbox, `PATCH ${byid}`, { mpb_name: 'b' }, { 'if-none-match': 'null' })).status,
      204,
    );
  });

  it('lets the body win over a key column of the URL on create, and drops it on update', async () => {
    const { sandbox } = sampleSandbox();
    await ask(sandbox, `PATCH ${bykey}`, { mpb_key: 'K2' });
    assert.equal(sandbox.rows('mpb_sample')[0]?.mpb_key, 'K2');
    await ask(sandbox, "PATCH mpb_samples(mpb_key='K2')", { mpb_key: 'K3', mpb_name: 'x' });
    const [row] = sandbox.rows('mpb_sample');
    assert.deepEqual([row?.mpb_key, row?.mpb_name], ['K2', 'x']);
  });
});

describe('keys', () => {
  it('refuse a second row that differs only by case, naming key and column', async () => {
    const { sandbox } = sampleSandbox();
    await ask(sandbox, 'POST mpb_samples', { mpb_key: 'abc' });
    const clash = await ask(
      sandbox,
      'POST mpb_samples',
      { mpb_key: 'ABC' },
      { prefer: 'odata.include-annotations="*"' },
    );
    assert.deepEqual([clash.status, clash.error.code], [412, '0x80060892']);
    assert.match(JSON.stringify(clash.json), /<mpb_key>ABC<\/mpb_key>/);
  });

  it('do not hold for null values', async () => {
    const { sandbox } = sampleSandbox();
    for (let n = 0; n < 2; n++)
      assert.equal((await ask(sandbox, 'POST mpb_samples', { mpb_name: 'same' })).status, 204);
  });

  it('refuse an own primary key that exists with 412 0x80040237', async () => {
    const { sandbox } = sampleSandbox();
    assert.equal((await ask(sandbox, 'POST mpb_samples', { mpb_sampleid: id(1) })).status, 204);
    const twice = await ask(sandbox, 'POST mpb_samples', { mpb_sampleid: id(1).toUpperCase() });
    assert.deepEqual([twice.status, twice.error.code], [412, '0x80040237']);
  });

  it('cannot be used before their index is built', async () => {
    const { sandbox, clock } = sampleSandbox();
    sandbox.engine.tableSchema('mpb_part').model.keys.push({ name: 'mpb_PartKey', columns: ['mpb_name'] });
    sandbox.engine.refreshModel(60_000);
    const early = await ask(sandbox, "GET mpb_parts(mpb_name='x')");
    assert.deepEqual([early.status, early.error.code], [400, '0x80060890']);
    await clock.advance(60_000);
    assert.equal((await ask(sandbox, "GET mpb_parts(mpb_name='x')")).error.code, '0x80060891');
  });

  it('fail to become active over rows that already clash', async () => {
    const { sandbox } = sampleSandbox();
    for (let n = 0; n < 2; n++) sandbox.insert('mpb_part', { mpb_name: 'same' });
    sandbox.engine.tableSchema('mpb_part').model.keys.push({ name: 'mpb_PartKey', columns: ['mpb_name'] });
    sandbox.engine.refreshModel(0);
    const { value } = await ask(
      sandbox,
      "GET EntityDefinitions(LogicalName='mpb_part')/Keys?$select=EntityKeyIndexStatus",
    );
    assert.equal(value[0]?.EntityKeyIndexStatus, 'Failed');
  });

  it('do not take the characters that no key in a URL can hold', async () => {
    const { sandbox } = sampleSandbox();
    for (const character of ['%2F', '%3C', '%26', '%25', '%3A', '%3F', '%2B', '*']) {
      const answer = await ask(sandbox, `PATCH mpb_samples(mpb_key='a${character}b')`, { mpb_name: 'x' });
      assert.equal(answer.status, 400, character);
    }
    assert.equal(
      (await ask(sandbox, "PATCH mpb_samples(mpb_key='O''Brien%20x')", { mpb_name: 'x' })).status,
      204,
    );
    assert.equal(sandbox.rows('mpb_sample')[0]?.mpb_key, "O'Brien x");
  });

  it('must be declared: other columns in the URL are a 400', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await ask(sandbox, "GET mpb_samples(mpb_name='x')");
    assert.equal(answer.status, 400);
    assert.match(answer.error.message, /not valid for resource 'Microsoft\.Dynamics\.CRM\.mpb_sample'/);
  });
});

describe('deep insert', () => {
  it('makes parent and children at once and answers with the root only', async () => {
    const { sandbox } = sampleSandbox();
    const body = { mpb_name: 'root', mpb_sample_part: [{ mpb_name: 'a' }, { mpb_name: 'b' }] };
    const answer = await ask(sandbox, 'POST mpb_samples', body);
    assert.equal(answer.status, 204);
    const root = /\((.+)\)/.exec(answer.headers['OData-EntityId'] ?? '')?.[1];
    assert.deepEqual(
      sandbox.rows('mpb_part').map((row) => [row.mpb_name, row.mpb_sampleid]),
      [
        ['a', root],
        ['b', root],
      ],
    );
  });

  it('goes up as well as down, over several levels', async () => {
    const { sandbox } = sampleSandbox();
    const body = {
      mpb_name: 'leaf',
      mpb_SampleId: { mpb_name: 'parent', mpb_sample_part: [{ mpb_name: 'sibling' }] },
    };
    assert.equal((await ask(sandbox, 'POST mpb_parts', body)).status, 204);
    const [parent] = sandbox.rows('mpb_sample');
    assert.deepEqual(
      sandbox.rows('mpb_part').map((row) => row.mpb_sampleid),
      [parent?.mpb_sampleid, parent?.mpb_sampleid],
    );
  });

  it('leaves nothing when a child is refused', async () => {
    const { sandbox } = sampleSandbox();
    const body = { mpb_name: 'root', mpb_sample_part: [{ mpb_name: 'a' }, { mpb_amount: 1e12 }] };
    assert.equal((await ask(sandbox, 'POST mpb_samples', body)).error.code, '0x8004432f');
    assert.deepEqual([sandbox.rows('mpb_sample'), sandbox.rows('mpb_part')], [[], []]);
  });
});

describe('deletes', () => {
  it('are refused with 405 0x80040227 where a relationship restricts them', async () => {
    const { sampleModel } = await import('./sample-model.ts');
    const { sandbox } = sampleSandbox({ model: sampleModel({ restrict: true }) });
    const sample = sandbox.insert('mpb_sample', {});
    const part = sandbox.insert('mpb_part', { mpb_sampleid: sample });
    const refused = await ask(sandbox, `DELETE mpb_samples(${sample})`);
    assert.deepEqual([refused.status, refused.error.code], [405, '0x80040227']);
    await ask(sandbox, `DELETE mpb_parts(${part})`);
    assert.equal((await ask(sandbox, `DELETE mpb_samples(${sample})`)).status, 204);
  });

  it('take the children along where a relationship cascades', async () => {
    const { sandbox } = sampleSandbox();
    const sample = sandbox.insert('mpb_sample', {});
    sandbox.insert('mpb_part', { mpb_sampleid: sample });
    await ask(sandbox, `DELETE mpb_samples(${sample})`);
    assert.deepEqual(sandbox.rows('mpb_part'), []);
  });
});

describe('single properties and references', () => {
  it('are set by PUT, nulled by DELETE, and read with and without $value', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
    assert.equal((await ask(sandbox, `PUT ${byid}/mpb_name`, { value: 'set' })).status, 204);
    assert.equal((await ask(sandbox, `GET ${byid}/mpb_name`)).json.value, 'set');
    assert.equal((await ask(sandbox, `GET ${byid}/mpb_name/$value`)).text, 'set');
    assert.equal((await ask(sandbox, `DELETE ${byid}/mpb_name`)).status, 204);
    assert.equal((await ask(sandbox, `GET ${byid}/mpb_name`)).status, 204);
  });

  it('point to a row by $ref and stop pointing', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
    const part = sandbox.insert('mpb_part', {});
    const ref = `mpb_parts(${part})/mpb_SampleId/$ref`;
    assert.equal((await ask(sandbox, `PUT ${ref}`, { '@odata.id': byid })).status, 204);
    assert.equal(
      (await ask(sandbox, `GET ${ref}`)).json['@odata.id'],
      `http://org.test/api/data/v9.2/${byid}`,
    );
    assert.equal((await ask(sandbox, `GET ${byid}/mpb_sample_part/$count`)).text, '1');
    assert.equal((await ask(sandbox, `DELETE ${ref}`)).status, 204);
    assert.equal(sandbox.get('mpb_part', part)?.mpb_sampleid, null);
    await ask(sandbox, `POST ${byid}/mpb_sample_part/$ref`, { '@odata.id': `mpb_parts(${part})` });
    assert.equal(sandbox.get('mpb_part', part)?.mpb_sampleid, id(1));
  });
});

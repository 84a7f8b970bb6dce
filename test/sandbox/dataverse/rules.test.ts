/** The contract of hooks.ts, with hand-made rules. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DataverseError } from './errors.ts';
import { systemCaller } from './engine.ts';
import type { SandboxRules, Work } from './hooks.ts';
import { ask, askBatch, id, sampleSandbox } from './test-support.ts';

describe('rules', () => {
  it('may change a row before it is stored and write more after it, all in one transaction', async () => {
    const rule: SandboxRules = {
      name: 'totals',
      beforeWrite: ({ kind, table, row }) => {
        if (kind === 'create' && table.name === 'mpb_part') row.mpb_amount ??= 1;
      },
      afterWrite: ({ table, row, database }) => {
        const sample = row.mpb_sampleid;
        if (table.name !== 'mpb_part' || typeof sample !== 'string') return;
        const parts = database.where('mpb_part', 'mpb_sampleid', sample);
        const total = parts.reduce((sum, part) => sum + Number(part.mpb_amount), 0);
        if (total > 10) throw new DataverseError(400, '0x80040265', 'Too many.');
        database.patch('mpb_sample', sample, { mpb_total: total });
      },
    };
    const { sandbox } = sampleSandbox({ rules: [rule] });
    const body = { mpb_sampleid: id(1), mpb_sample_part: [{ mpb_amount: 4 }, {}] };
    assert.equal((await ask(sandbox, 'POST mpb_samples', body)).status, 204);
    assert.equal(sandbox.get('mpb_sample', id(1))?.mpb_total, 5);
    const refused = await ask(sandbox, `POST mpb_samples(${id(1)})/mpb_sample_part`, { mpb_amount: 9 });
    assert.deepEqual([refused.status, refused.error], [400, { code: '0x80040265', message: 'Too many.' }]);
    assert.deepEqual([sandbox.get('mpb_sample', id(1))?.mpb_total, sandbox.rows('mpb_part').length], [5, 2]);
  });

  it('see which columns the payload named, and the row before', async () => {
    const seen: unknown[] = [];
    const rule: SandboxRules = {
      name: 'spy',
      beforeWrite: ({ kind, before, row, changed }) =>
        seen.push([kind, before?.mpb_name, row.mpb_name, [...changed]]),
    };
    const { sandbox } = sampleSandbox({ rules: [rule] });
    await ask(sandbox, `PATCH mpb_samples(${id(1)})`, { mpb_name: 'a' });
    await ask(sandbox, `PATCH mpb_samples(${id(1)})`, { mpb_name: 'b', mpb_quantity: 1 });
    await ask(sandbox, `DELETE mpb_samples(${id(1)})`);
    assert.deepEqual(seen, [
      ['create', undefined, 'a', ['mpb_name', 'mpb_sampleid']],
      ['update', 'a', 'b', ['mpb_name', 'mpb_quantity']],
      ['delete', 'b', 'b', []],
    ]);
  });

  it('are asked for each privilege a write needs, and filter what is read', async () => {
    const asked: string[] = [];
    const rule: SandboxRules = {
      name: 'rights',
      authorize: ({ privilege, table }) => {
        asked.push(`${privilege} ${table.name}`);
        if (privilege === 'Delete') throw new DataverseError(403, '0x80040220', 'No.');
      },
      readScope: (_caller, table) => (table.name === 'mpb_sample' ? (row) => row.mpb_name === 'mine' : 'all'),
    };
    const { sandbox } = sampleSandbox({ rules: [rule] });
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_name: 'mine' });
    sandbox.insert('mpb_sample', { mpb_sampleid: id(2), mpb_name: 'theirs' });
    await ask(sandbox, 'POST mpb_parts', { 'mpb_SampleId@odata.bind': `mpb_samples(${id(1)})` });
    assert.deepEqual(asked, ['Create mpb_part', 'Append mpb_part', 'AppendTo mpb_sample']);
    assert.equal((await ask(sandbox, `DELETE mpb_samples(${id(1)})`)).status, 403);
    assert.deepEqual(
      (await ask(sandbox, 'GET mpb_samples')).value.map((row) => row.mpb_name),
      ['mine'],
    );
    assert.equal((await ask(sandbox, 'GET mpb_samples/$count')).text, '1');
    const tracking = await ask(sandbox, 'GET mpb_samples', undefined, { prefer: 'odata.track-changes' });
    assert.equal(tracking.status, 403);
  });

  it('say who calls, answer other routes, and bring operations', async () => {
    const rule: SandboxRules = {
      name: 'door',
      route: ({ url }) => (url === '/token' ? { status: 200, headers: {}, body: 'token' } : undefined),
      authenticate: ({ headers }) => {
        if (headers.authorization !== 'Bearer t')
          throw new DataverseError(401, '', 'Unauthorized', { headers: { 'WWW-Authenticate': 'Bearer' } });
        return { ...systemCaller, userId: id(77) };
      },
      operations: {
        Double: ({ parameters }) => ({ Result: Number(parameters.Number) * 2 }),
        Quiet: () => undefined,
      },
    };
    const { sandbox } = sampleSandbox({ rules: [rule] });
    assert.equal(
      (await sandbox.handle({ method: 'POST', url: '/token', headers: {}, body: Buffer.alloc(0) })).body,
      'token',
    );
    const refused = await ask(sandbox, 'GET mpb_samples');
    assert.deepEqual([refused.status, refused.headers['WWW-Authenticate']], [401, 'Bearer']);
    const headers = { authorization: 'Bearer t' };
    await ask(sandbox, `POST mpb_samples`, { mpb_sampleid: id(1) }, headers);
    assert.equal(sandbox.get('mpb_sample', id(1))?.createdby, id(77));
    assert.equal((await ask(sandbox, 'POST Double', { Number: 21 }, headers)).json.Result, 42);
    assert.equal((await ask(sandbox, 'POST Quiet', {}, headers)).status, 204);
    assert.equal((await ask(sandbox, 'POST Nothing', {}, headers)).status, 404);
  });

  it('meter each operation of a request, with its rows, and add headers at the end', async () => {
    const works: [Work['kind'], number][] = [];
    let budget = 3;
    const rule: SandboxRules = {
      name: 'limits',
      meter: () => ({
        beforeOperation: () => {
          if (budget-- === 0)
            throw new DataverseError(429, '0x80072322', 'Slow down.', { headers: { 'Retry-After': '9' } });
        },
        afterOperation: ({ kind, rows }) => works.push([kind, rows]),
        finish: () => Promise.resolve({ 'x-ms-ratelimit-burst-remaining-xrm-requests': String(budget) }),
      }),
    };
    const { sandbox } = sampleSandbox({ rules: [rule] });
    const deep = { request: 'POST mpb_samples', body: { mpb_sample_part: [{}, {}] } };
    const answer = await askBatch(sandbox, [deep, { request: 'GET mpb_samples' }, deep, deep]);
    assert.deepEqual(answer.statuses, [204, 200, 204, 429]);
    assert.match(answer.text, /Retry-After: 9/);
    assert.equal(answer.headers['x-ms-ratelimit-burst-remaining-xrm-requests'], '-1');
    assert.deepEqual(works.slice(0, 3), [
      ['create', 3],
      ['query', 1],
      ['create', 3],
    ]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, askBatch, id, sampleSandbox, type BatchOperation } from '../test-support.ts';

const good = (name: string): BatchOperation => ({ request: 'POST mpb_samples', body: { mpb_name: name } });
const bad: BatchOperation = { request: 'POST mpb_samples', body: { mpb_name: 'x'.repeat(101) } };
const names = (rows: readonly Readonly<Record<string, unknown>>[]): unknown[] =>
  rows.map((row) => row.mpb_name);

describe('$batch', () => {
  it('answers every part in order, with Location and OData-EntityId on creates', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await askBatch(sandbox, [
      good('a'),
      { request: 'GET mpb_samples?$select=mpb_name' },
      good('b'),
    ]);
    assert.equal(answer.status, 200);
    assert.match(answer.headers['Content-Type'] ?? '', /^multipart\/mixed; boundary=batchresponse_/);
    assert.deepEqual(answer.statuses, [204, 200, 204]);
    assert.equal(
      answer.text.match(/\r\nLocation: http:\/\/org\.test\/api\/data\/v9\.2\/mpb_samples\(/g)?.length,
      2,
    );
    assert.equal(answer.text.replaceAll('\r\n', '').includes('\n'), false);
  });

  it('stops at the first error, takes its status, and keeps what was done before', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await askBatch(sandbox, [good('before'), bad, good('after')], {});
    assert.equal(answer.status, 400);
    assert.deepEqual(answer.statuses, [400]);
    assert.deepEqual(names(sandbox.rows('mpb_sample')), ['before']);
  });

  it('shows the parts before the error too where the switch says so', async () => {
    const { sandbox } = sampleSandbox({ settings: { batchKeepsEarlierParts: true } });
    const answer = await askBatch(sandbox, [good('before'), bad, good('after')], {});
    assert.deepEqual([answer.status, answer.statuses], [400, [204, 400]]);
  });

  it('goes on with odata.continue-on-error and answers 200', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await askBatch(sandbox, [bad, [good('x'), bad], good('after')]);
    assert.deepEqual([answer.status, answer.statuses], [200, [400, 400, 204]]);
    assert.deepEqual(names(sandbox.rows('mpb_sample')), ['after']);
  });

  it('answers a failed change set with one error part inside a changesetresponse, under its Content-ID', async () => {
    const { sandbox } = sampleSandbox();
    const operations = [
      { ...good('first'), contentId: 11 },
      { ...bad, contentId: 12 },
      { ...good('third'), contentId: 13 },
    ];
    const answer = await askBatch(sandbox, [operations]);
    assert.match(answer.text, /multipart\/mixed; boundary=changesetresponse_/);
    assert.deepEqual(answer.text.match(/Content-ID: \d+/g), ['Content-ID: 12']);
    assert.deepEqual(sandbox.rows('mpb_sample'), []);
  });

  it('refers to earlier rows of the change set by $n, in the URL and in binds', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await askBatch(sandbox, [
      [
        { ...good('parent'), contentId: 1 },
        {
          request: 'POST mpb_parts',
          body: { mpb_name: 'child', 'mpb_SampleId@odata.bind': '$1' },
          contentId: 2,
        },
        { request: 'PATCH $1', body: { mpb_quantity: 5 }, contentId: 3 },
        { request: 'PUT $1/mpb_notes', body: { value: 'noted' }, contentId: 4 },
        { request: 'PUT $2/mpb_SampleId/$ref', body: { '@odata.id': '$1' }, contentId: 5 },
      ],
    ]);
    assert.deepEqual(answer.statuses, [204, 204, 204, 204, 204]);
    const [sample] = sandbox.rows('mpb_sample');
    assert.deepEqual([sample?.mpb_quantity, sample?.mpb_notes], [5, 'noted']);
    assert.equal(sandbox.rows('mpb_part')[0]?.mpb_sampleid, sample?.mpb_sampleid);
    // The property PUT and the $ref PUT carry neither header (fixture 03).
    assert.equal(answer.text.match(/OData-EntityId/g)?.length, 3);
  });

  it('refuses a reference to a later or foreign Content-ID', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await askBatch(sandbox, [[{ request: 'PATCH $7', body: {}, contentId: 1 }]]);
    assert.match(answer.text, /Content-ID Reference: '\$7' does not exist in the batch context\./);
  });

  it('refuses GET inside a change set', async () => {
    const { sandbox } = sampleSandbox();
    const answer = await askBatch(sandbox, [[good('a'), { request: 'GET mpb_samples' }]]);
    assert.deepEqual(answer.statuses, [400]);
    assert.deepEqual(sandbox.rows('mpb_sample'), []);
  });

  it('makes conditions part of the change set: one stale version undoes it all', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1), mpb_name: 'fence' });
    const fence = {
      request: `PATCH mpb_samples(${id(1)})`,
      body: { mpb_name: 'moved' },
      headers: { 'If-Match': 'W/"1"' },
    };
    const answer = await askBatch(sandbox, [[good('a'), fence]]);
    assert.deepEqual(answer.statuses, [412]);
    assert.deepEqual(names(sandbox.rows('mpb_sample')), ['fence']);
  });

  it('takes bulk messages in a change set and undoes them with it', async () => {
    const { sandbox } = sampleSandbox();
    const bulk = {
      request: 'POST mpb_samples/Microsoft.Dynamics.CRM.CreateMultiple',
      body: { Targets: [{ '@odata.type': 'Microsoft.Dynamics.CRM.mpb_sample', mpb_name: 'bulk' }] },
    };
    assert.deepEqual((await askBatch(sandbox, [[bulk, bad]])).statuses, [400]);
    assert.deepEqual(sandbox.rows('mpb_sample'), []);
    assert.deepEqual((await askBatch(sandbox, [[bulk, good('x')]])).statuses, [200, 204]);
  });

  it('adds error annotations where the part itself asks for them', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_key: 'K' });
    const clash = { request: 'POST mpb_samples', body: { mpb_key: 'k' } };
    const headers = { Prefer: 'odata.include-annotations="*"' };
    assert.match((await askBatch(sandbox, [[{ ...clash, headers }]])).text, /DuplicateAttributes/);
    assert.match((await askBatch(sandbox, [{ ...clash, headers }])).text, /DuplicateAttributes/);
    assert.doesNotMatch((await askBatch(sandbox, [[clash]])).text, /DuplicateAttributes/);
  });

  it('counts each inner request and one HTTP request', async () => {
    const { sandbox } = sampleSandbox();
    await askBatch(sandbox, [good('a'), [good('b'), good('c')], bad]);
    const { requests, operations, statuses, tables } = sandbox.log.counts;
    assert.deepEqual([requests, operations, statuses, tables], [1, 4, { 204: 3, 400: 1 }, { mpb_sample: 4 }]);
  });
});

describe('a malformed batch', () => {
  const headers = { 'content-type': 'multipart/mixed; boundary=b' };
  const part = (inner: string): string =>
    `--b\r\nContent-Type: application/http\r\n\r\n${inner}\r\n--b--\r\n`;
  const post = 'POST /api/data/v9.2/mpb_samples HTTP/1.1\r\nContent-Type: application/json\r\n';

  for (const [why, body, code] of [
    ['has LF instead of CRLF', part(`${post}\r\n{}`).replaceAll('\r\n', '\n'), '0x80048d19'],
    ['has no end delimiter', part(`${post}\r\n{}`).replace('--b--', '--b'), '0x80048d19'],
    [
      'has an inner Content-Length that is too short',
      part(`${post}Content-Length: 1\r\n\r\n{"mpb_name":"x"}`),
      '0x80048d19',
    ],
    ['has a part that is no request', part('hello'), '0x80048d19'],
    ['has a change set without Content-ID', changeSetWithoutId(), '0x80060888'],
  ] as const) {
    it(`is a plain JSON error when it ${why}, and nothing is done`, async () => {
      const { sandbox } = sampleSandbox();
      const answer = await ask(sandbox, 'POST $batch', body, headers);
      assert.deepEqual([answer.status, answer.error.code], [400, code]);
      assert.deepEqual(sandbox.rows('mpb_sample'), []);
    });
  }

  it('needs an inner Content-Length on writes only where the switch says so', async () => {
    for (const innerContentLengthRequired of [false, true]) {
      const { sandbox } = sampleSandbox({ settings: { innerContentLengthRequired } });
      const answer = await ask(sandbox, 'POST $batch', part(`${post}\r\n{}`), headers);
      assert.equal(answer.status, innerContentLengthRequired ? 400 : 200);
    }
  });

  it('refuses more than 1,000 requests, a batch in a batch, and URLs of another service', async () => {
    const { sandbox } = sampleSandbox();
    const many = await askBatch(
      sandbox,
      Array.from({ length: 1001 }, () => good('x')),
    );
    assert.deepEqual([many.status, sandbox.rows('mpb_sample').length], [400, 0]);
    const foreign = await ask(sandbox, 'POST $batch', part('GET /data/mpb_samples HTTP/1.1\r\n'), headers);
    assert.match(foreign.text, /Requested API Version 'data' was not understood/);
    const nested = await ask(
      sandbox,
      'POST $batch',
      part('POST /api/data/v9.2/$batch HTTP/1.1\r\n'),
      headers,
    );
    assert.match(nested.text, /cannot contain another batch/);
  });

  it('takes longer URLs than a request of its own, within the documented lengths', async () => {
    const { sandbox } = sampleSandbox();
    const query = (length: number): string => `mpb_samples?$filter=mpb_name eq '${'x'.repeat(length)}'`;
    assert.equal((await ask(sandbox, `GET ${query(30_000)}`)).status, 200);
    assert.equal((await ask(sandbox, `GET ${query(33_000)}`)).status, 414);
    assert.deepEqual((await askBatch(sandbox, [{ request: `GET ${query(60_000)}` }])).statuses, [200]);
    assert.equal((await askBatch(sandbox, [{ request: `GET ${query(66_000)}` }])).status, 400);
  });

  it('keeps bytes beyond ASCII whole', async () => {
    const { sandbox } = sampleSandbox();
    await askBatch(sandbox, [good('Größe £ 🏠')]);
    assert.deepEqual(names(sandbox.rows('mpb_sample')), ['Größe £ 🏠']);
    const read = await askBatch(sandbox, [{ request: 'GET mpb_samples?$select=mpb_name' }]);
    assert.match(read.text, /Größe £ 🏠/);
  });
});

function changeSetWithoutId(): string {
  const inner =
    '--c\r\nContent-Type: application/http\r\n\r\nDELETE /api/data/v9.2/mpb_samples(x) HTTP/1.1\r\n\r\n--c--\r\n';
  return `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${inner}\r\n--b--\r\n`;
}

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { batchNames, buildBatch, operationsOf, requestsOf } from './batch-request.ts';
import { readBatch } from './batch-response.ts';
import type { BatchItem, Operation } from './client.ts';
import { boundaryOf, splitParts } from './multipart.ts';

const names = batchNames('1');
const target = (path: string) => `/api/data/v9.2/${path}`;
const get: Operation = { method: 'GET', path: 'accounts' };
const post = (body: unknown): Operation => ({ method: 'POST', path: 'accounts', body });

describe('more items than one $batch takes', () => {
  it('become several in the same order, with every change set whole', () => {
    const sets = [1, 999, 2, 600, 400, 1000, 1].map((length): BatchItem => ({
      changeSet: Array.from({ length }, (_, at) => post({ at })),
    }));
    const requests = requestsOf([get, ...sets, get]);
    assert.deepEqual(
      requests.map((request) => operationsOf(request).length),
      [2, 999, 602, 400, 1000, 2],
    );
    assert.deepEqual(requests.flat(), [get, ...sets, get]);
    assert.deepEqual(requestsOf([]), []);
  });
});

describe('a $batch request', () => {
  it('is written as Dataverse reads it', () => {
    const patch: Operation = { method: 'PATCH', path: 'accounts(1)', body: { name: '£' }, ifMatch: 'W/"7"' };
    const erase: Operation = { method: 'DELETE', path: 'accounts(2)', prefer: 'return=minimal' };
    assert.deepEqual(buildBatch([{ changeSet: [patch, erase] }, get], names, target).split('\r\n'), [
      '--batch_1',
      'Content-Type: multipart/mixed; boundary="changeset_1_0"',
      '',
      '--changeset_1_0',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      'Content-ID: 1',
      '',
      'PATCH /api/data/v9.2/accounts(1) HTTP/1.1',
      'Accept: application/json',
      'Content-Type: application/json; charset=utf-8',
      'If-Match: W/"7"',
      'Content-Length: 13',
      '',
      '{"name":"£"}',
      '--changeset_1_0',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      'Content-ID: 2',
      '',
      'DELETE /api/data/v9.2/accounts(2) HTTP/1.1',
      'Accept: application/json',
      'Prefer: return=minimal',
      '',
      '',
      '--changeset_1_0--',
      '',
      '--batch_1',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      '',
      'GET /api/data/v9.2/accounts HTTP/1.1',
      'Accept: application/json',
      '',
      '',
      '--batch_1--',
      '',
    ]);
  });

  it('holds 1 to 1,000 operations, and only writes in a change set', () => {
    assert.throws(() => buildBatch([], names, target), /1 to 1000 operations, not 0/);
    assert.throws(() => buildBatch(Array<Operation>(1001).fill(get), names, target), /not 1001/);
    assert.throws(() => buildBatch([{ changeSet: [get] }], names, target), /only writes/);
    assert.throws(() => buildBatch([get, { changeSet: [] }], names, target), /at least one/);
  });

  it('carries any bodies intact, delimiters and line ends in them included, with their lengths in bytes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n--batch_1--\r\n', '\n--changeset_1_0\n', '\r\n\r\nHTTP/1.1 200 OK'),
    );
    const operation = fc.record({ name: text, note: text }, { noNullPrototype: true }).map(post);
    const item: fc.Arbitrary<BatchItem> = fc.oneof(
      operation,
      fc.array(operation, { minLength: 1, maxLength: 4 }).map((changeSet) => ({ changeSet })),
    );
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), (items) => {
        const parts = splitParts(buildBatch(items, names, target), names.batch);
        const contentIds: string[] = [];
        const bodies = parts?.map((part) => {
          const boundary = boundaryOf(part.headers['content-type']);
          const inner = boundary === null ? [part] : splitParts(part.content, boundary);
          return inner?.map(({ headers, content }) => {
            if (boundary !== null) contentIds.push(headers['content-id'] ?? '');
            const body = content.slice(content.indexOf('\r\n\r\n') + 4);
            assert.ok(content.includes(`Content-Length: ${Buffer.byteLength(body)}\r\n`));
            return JSON.parse(body) as unknown;
          });
        });
        assert.deepEqual(
          bodies,
          items.map((it) => ('changeSet' in it ? it.changeSet : [it]).map(({ body }) => body)),
        );
        assert.deepEqual(
          contentIds,
          contentIds.map((_, index) => String(index + 1)),
        );
      }),
    );
  });
});

describe('a $batch answer', () => {
  const type = 'multipart/mixed; boundary=batchresponse_1';
  const part = (...lines: string[]) => ['--batchresponse_1', 'Content-Type: application/http', '', ...lines];
  const answerText = (...parts: string[][]) => [...parts.flat(), '--batchresponse_1--', ''].join('\r\n');
  const created = ['HTTP/1.1 204 No Content', 'OData-EntityId: x', '', ''];
  const refused = [
    'HTTP/1.1 412 Precondition Failed',
    '',
    '{"error":{"code":"0x80060882","message":"stale"}}',
  ];
  const changeSet = (...parts: [id: string, lines: string[]][]) => [
    '--batchresponse_1',
    'Content-Type: multipart/mixed; boundary=cs',
    '',
    ...parts.flatMap(([id, lines]) => [
      '--cs',
      'Content-Type: application/http',
      `Content-ID: ${id}`,
      '',
      ...lines,
    ]),
    '--cs--',
  ];
  const two: BatchItem = { changeSet: [post({}), post({})] };

  it('tells what was refused from what was not, in the order of the items', () => {
    const text = answerText(part(...created), part(...refused), part('HTTP/1.1 200 OK', '', '{"value":[]}'));
    assert.deepEqual(readBatch([post({}), post({}), get], type, text), [
      { status: 204, headers: { 'odata-entityid': 'x' }, body: null },
      {
        status: 412,
        headers: {},
        body: { error: { code: '0x80060882', message: 'stale' } },
        error: { status: 412, code: '0x80060882', message: 'stale' },
      },
      { status: 200, headers: {}, body: { value: [] } },
    ]);
  });

  it('has one answer per operation of a change set, put in order by Content-ID', () => {
    const first = ['HTTP/1.1 204 No Content', 'A: first', '', ''];
    const text = answerText(
      changeSet(['1', created], ['2', created]),
      changeSet(['4', created], ['3', first]),
    );
    const answers = readBatch([two, two], type, text);
    assert.ok(answers?.[1] && 'changeSet' in answers[1]);
    assert.deepEqual(
      answers[1].changeSet.map((it) => it.headers.a),
      ['first', undefined],
    );
  });

  it('has one error for a change set of which nothing was written, and says by which operation', () => {
    const answers = readBatch(
      [two, two, two],
      type,
      answerText(changeSet(['2', refused]), part(...refused), changeSet(['9', refused])),
    );
    const error = { status: 412, code: '0x80060882', message: 'stale' };
    assert.deepEqual(answers, [
      { changeSet: [], error: { ...error, operation: 1 } },
      { changeSet: [], error },
      { changeSet: [], error },
    ]);
  });

  it('is none when it is cut, misses a part or an operation, or is not multipart', () => {
    const whole = answerText(part(...created), changeSet(['1', created], ['2', created]));
    const items = [post({}), two];
    assert.ok(readBatch(items, type, whole));
    const end = whole.lastIndexOf('--');
    for (let length = 0; length < end; length += 7)
      assert.equal(readBatch(items, type, whole.slice(0, length)), null);
    assert.equal(readBatch([post({})], type, whole), null);
    assert.equal(readBatch([post({}), { changeSet: [post({}), post({}), post({})] }], type, whole), null);
    assert.equal(readBatch(items, 'application/json', whole), null);
    assert.equal(readBatch([get], type, answerText(part('HTTP/1.1 200 OK', '', '{"val'))), null);
    assert.equal(readBatch([get], type, answerText(part('<html>'))), null);
  });

  it('of the recorded samples is understood', (t) => {
    const folder = join(import.meta.dirname, '../../../../shared/samples/dataverse/web-api');
    if (!existsSync(folder)) {
      t.skip('the shared samples are not here');
      return;
    }
    const recorded = (name: string) => {
      const file = readFileSync(join(folder, `${name}.response.http`), 'utf8');
      const body = file.slice(file.indexOf('--batchresponse'));
      return { body, type: `multipart/mixed; boundary=${/^--(\S+)/.exec(body)?.[1] ?? ''}` };
    };
    const three: BatchItem = { changeSet: [post({}), post({}), post({})] };
    const statuses = (name: string, items: BatchItem[]) => {
      const { type: contentType, body } = recorded(name);
      return readBatch(items, contentType, body)?.map((it) =>
        'changeSet' in it ? (it.error?.status ?? it.changeSet.map(({ status }) => status)) : it.status,
      );
    };
    assert.deepEqual(
      statuses('01-batch-no-changeset', [post({}), post({}), post({}), get]),
      [204, 204, 204, 200],
    );
    assert.deepEqual(statuses('02-batch-changeset', [three, get]), [[204, 204, 204], 200]);
    assert.deepEqual(statuses('03-batch-contentid-put-ref', [three]), [[204, 204, 204]]);
    assert.deepEqual(
      statuses('05-batch-error-continue-on-error', [post({}), post({}), post({})]),
      [400, 204, 204],
    );
    assert.deepEqual(statuses('06-batch-changeset-failed', [three]), [400]);
  });
});

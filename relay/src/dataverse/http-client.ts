import assert from 'node:assert/strict';
import { z } from 'zod';
import { OperatingError } from '../errors.ts';
import type { HttpResponse } from '../http-port.ts';
import { batchNames, buildBatch, operationHeaders, operationsOf, requestsOf } from './batch-request.ts';
import { answerOf, readBatch } from './batch-response.ts';
import { readChanges } from './changes.ts';
import type { Answer, BatchAnswer, BatchItem, DataverseClient, Lane, Operation } from './client.ts';
import { dataverseError } from './error-body.ts';
import { collection } from './odata.ts';
import { problem, Transport } from './transport.ts';
import type { Call, DataverseConfig, DataversePorts } from './transport.ts';

const ROOT = '/api/data/v9.2/';

/** The Web API of one environment over HTTP. */
export function dataverseClient(config: DataverseConfig, ports: DataversePorts): DataverseClient {
  const transport = new Transport(config, ports);

  /** An address from a path below the root, or from a link that Dataverse gave. */
  function locate(pathOrLink: string): URL {
    const url = new URL(pathOrLink, `${config.origin}${ROOT}`);
    assert.ok(
      url.pathname.startsWith(ROOT) && url.hash === '',
      `not an address of the Web API: ${url.pathname}`,
    );
    return url;
  }

  async function send(operation: Operation, lane: Lane = 'due'): Promise<Answer> {
    const call: Call = {
      method: operation.method,
      url: locate(operation.path),
      headers: operationHeaders(operation),
      ...(operation.body === undefined ? {} : { body: JSON.stringify(operation.body) }),
      repeatable: isRepeatable(operation),
      operations: 1,
      lane,
    };
    const response = await transport.send(call);
    return answerOf(response.status, response.headers, textOf(response)) ?? malformed(call, response.status);
  }

  /** A read that must succeed, since nothing can go on without it. */
  async function get(pathOrLink: string, lane: Lane, prefer?: string): Promise<unknown> {
    const answer = await send(
      { method: 'GET', path: pathOrLink, ...(prefer === undefined ? {} : { prefer }) },
      lane,
    );
    if (answer.error) throw refusedRead(answer.error);
    return answer.body;
  }

  async function* query<T>(
    path: string,
    { pageSize, lane = 'due' }: { pageSize?: number; lane?: Lane } = {},
  ): AsyncIterable<T[]> {
    const prefer = pageSize === undefined ? undefined : `odata.maxpagesize=${pageSize}`;
    let next: string | undefined = path;
    while (next !== undefined) {
      const page = collection(await get(next, lane, prefer));
      yield page.value as T[];
      next = page.nextLink;
    }
  }

  /** More than one request takes are sent one after another; what stops one of them stops those behind it. */
  async function batch(items: readonly BatchItem[], lane: Lane = 'due'): Promise<BatchAnswer[]> {
    const answers: BatchAnswer[] = [];
    for (const request of requestsOf(items)) answers.push(...(await sendBatch(request, lane)));
    return answers;
  }

  async function sendBatch(items: readonly BatchItem[], lane: Lane): Promise<BatchAnswer[]> {
    const names = batchNames(ports.chance.uuid());
    const operations = operationsOf(items);
    const call: Call = {
      method: 'POST',
      url: locate('$batch'),
      headers: {
        Accept: 'application/json',
        'Content-Type': `multipart/mixed; boundary="${names.batch}"`,
        Prefer: 'odata.continue-on-error',
      },
      body: buildBatch(items, names, (path) => {
        const url = locate(path);
        return url.pathname + url.search;
      }),
      repeatable: operations.every(isRepeatable),
      operations: operations.length,
      lane,
    };
    const response = await transport.send(call);
    // A batch that is malformed as a whole is plain JSON (dataverse.md 3).
    if (response.status >= 400) {
      const error = dataverseError(response.status, answerOf(response.status, {}, textOf(response))?.body);
      throw problem(call, 'refused', { status: response.status, message: `${error.code} ${error.message}` });
    }
    const answers = readBatch(items, response.headers['content-type'], textOf(response));
    return answers ?? malformed(call, response.status);
  }

  return {
    batch,
    send,
    query,
    changes: (path, deltaLink) => readChanges(send, path, deltaLink),

    async uploadFile(path, fileName, content, lane = 'due') {
      const call: Call = {
        method: 'PATCH',
        url: locate(path),
        // The name travels in a header, so it is percent-encoded.
        headers: {
          'Content-Type': 'application/octet-stream',
          'x-ms-file-name': encodeURIComponent(fileName),
        },
        body: content,
        repeatable: true,
        operations: 1,
        lane,
      };
      const response = await transport.send(call);
      const answer = answerOf(response.status, response.headers, textOf(response));
      if (answer?.error) {
        const { status, code, message } = answer.error;
        throw problem(call, 'refused', { status, message: `${code} ${message}` });
      }
    },

    async whoAmI() {
      const me = z
        .object({ UserId: z.string(), OrganizationId: z.string() })
        .safeParse(await get('WhoAmI', 'due'));
      if (!me.success) throw new OperatingError('dataverse.unreadable', 'WhoAmI without ids');
      return { userId: me.data.UserId.toLowerCase(), organizationId: me.data.OrganizationId.toLowerCase() };
    },

    counts: () => transport.counts(),
  };
}

/** Sent twice it does what it does once. A row version or a POST makes the second answer say something else. */
function isRepeatable(operation: Operation): boolean {
  if (operation.method === 'GET') return true;
  if (operation.method === 'POST') return false;
  return (operation.ifMatch ?? '*') === '*' && operation.ifNoneMatch === undefined;
}

/** A 2xx that cannot be read: for a write it is not known what happened. */
function malformed(call: Call, status: number): never {
  throw problem(call, call.repeatable ? 'unreadable' : 'outcome-unknown', { status });
}

function refusedRead(error: { status: number; code: string; message: string }): OperatingError {
  const name = error.status === 403 ? 'forbidden' : error.status === 404 ? 'not-found' : 'refused';
  return new OperatingError(`dataverse.${name}`, `${error.code} ${error.message}`, { status: error.status });
}

function textOf(response: HttpResponse): string {
  return new TextDecoder().decode(response.body);
}

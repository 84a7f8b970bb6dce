/** $batch: parts in order, change sets all or nothing, stop at the first error unless told otherwise (dataverse.md 3). */
import type { Engine } from '../engine.ts';
import { badQuery, DataverseError } from '../errors.ts';
import type { Caller } from '../hooks.ts';
import type { Operation, OperationAnswer } from '../operation.ts';
import { boundaryOf, readInnerRequest, splitParts, type InnerRequest, type Part } from './multipart.ts';

export interface BatchRequest {
  contentType: string | undefined;
  body: Buffer;
  continueOnError: boolean;
  caller: Caller;
  base: string;
}

/** How the batch has its operations done: one answer each, refusals included; `fail` throws them instead. */
export interface BatchRunner {
  engine: Engine;
  run: (operation: Operation) => OperationAnswer;
  /** Turns a refusal into its answer under the part's own Prefer, if any; rethrows what is no refusal. */
  refusal: (error: unknown, prefer: string | undefined) => OperationAnswer;
  /** A GUID for a boundary or a request id. */
  newId: () => string;
}

const limit = 1000;
/** Characters of a URL inside a batch (dataverse.md 1, "URL"). */
const longestUrl = 65_536;

/** Answers a whole batch. Malformed batches are plain errors, not multipart. */
export function runBatch(runner: BatchRunner, request: BatchRequest): OperationAnswer {
  const items = readItems(runner, request);
  const boundary = `batchresponse_${runner.newId()}`;
  const parts: string[] = [];
  let failed: OperationAnswer | undefined;
  for (const item of items) {
    const { text, failure } =
      item.kind === 'single'
        ? runSingle(runner, request, item.request)
        : runChangeSet(runner, request, item.requests);
    if (failure && !request.continueOnError) {
      failed = failure;
      if (!runner.engine.settings.batchKeepsEarlierParts) parts.length = 0;
      parts.push(text);
      break;
    }
    parts.push(text);
  }
  const body = `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
  return {
    status: failed?.status ?? 200,
    headers: { 'Content-Type': `multipart/mixed; boundary=${boundary}`, 'OData-Version': '4.0' },
    body,
  };
}

type Item = { kind: 'single'; request: InnerRequest } | { kind: 'changeset'; requests: Identified[] };

interface Identified {
  contentId: string;
  request: InnerRequest;
}

/** Reads the whole batch before anything runs, so that a malformed one changes nothing. */
function readItems(runner: BatchRunner, request: BatchRequest): Item[] {
  const lengthRequired = runner.engine.settings.innerContentLengthRequired;
  const contentIds = new Set<string>();
  const items = splitParts(request.body.toString('latin1'), boundaryOf(request.contentType)).map(
    (part): Item => {
      const type = part.headers['content-type'] ?? '';
      if (!type.startsWith('multipart/mixed'))
        return { kind: 'single', request: innerRequest(part, lengthRequired) };
      const requests = splitParts(part.content, boundaryOf(type)).map((inner) => {
        const contentId = inner.headers['content-id'];
        if (contentId === undefined) throw badQuery('Content-ID header not present');
        if (contentIds.has(contentId))
          throw badQuery(`The Content-ID '${contentId}' is not unique in the batch.`);
        contentIds.add(contentId);
        return { contentId, request: innerRequest(inner, lengthRequired) };
      });
      return { kind: 'changeset', requests };
    },
  );
  const count = items.reduce((sum, item) => sum + (item.kind === 'single' ? 1 : item.requests.length), 0);
  if (count > limit)
    throw badQuery(`The number of requests in the batch (${count}) exceeds the maximum of ${limit}.`);
  return items;
}

function innerRequest(part: Part, lengthRequired: boolean): InnerRequest {
  if (!(part.headers['content-type'] ?? '').startsWith('application/http')) {
    throw badQuery(
      `The content type '${part.headers['content-type'] ?? ''}' of a batch part is not application/http.`,
    );
  }
  const request = readInnerRequest(part, lengthRequired);
  if (request.url.length > longestUrl)
    throw badQuery(`The URL of a batch part exceeds ${longestUrl} characters.`);
  return request;
}

function runSingle(
  runner: BatchRunner,
  request: BatchRequest,
  inner: InnerRequest,
): { text: string; failure?: OperationAnswer } {
  try {
    return { text: partText(runner.run(operationOf(request, inner))) };
  } catch (error) {
    const failure = runner.refusal(error, inner.headers.prefer);
    return { text: partText(failure), failure };
  }
}

/** A failing change set is one error part with the failing operation's Content-ID, and nothing of it stays. */
function runChangeSet(
  runner: BatchRunner,
  request: BatchRequest,
  requests: Identified[],
): { text: string; failure?: OperationAnswer } {
  const boundary = `changesetresponse_${runner.newId()}`;
  let running: Identified | undefined;
  try {
    const texts = runner.engine.transaction(() => {
      const addresses = new Map<string, string>();
      return requests.map((one) => {
        const { contentId, request: inner } = one;
        running = one;
        const operation = changeSetOperation(request, inner, addresses);
        const answer = runner.run(operation);
        // With return=representation there is none, so such a row cannot be referred to (DWA #112).
        const address = answer.headers['OData-EntityId'];
        if (address !== undefined) addresses.set(contentId, address);
        return partText(answer, contentId);
      });
    });
    return { text: changeSetText(boundary, texts) };
  } catch (error) {
    const failure = runner.refusal(error, running?.request.headers.prefer);
    return { text: changeSetText(boundary, [partText(failure, running?.contentId)]), failure };
  }
}

function changeSetOperation(
  request: BatchRequest,
  inner: InnerRequest,
  addresses: Map<string, string>,
): Operation {
  if (inner.method === 'GET') throw badQuery('GET is not allowed in a change set.');
  const reference = /^\/?\$([^/?]+)(.*)$/.exec(inner.url);
  if (!reference || inner.url.startsWith('$batch'))
    return { ...operationOf(request, inner), contentIds: addresses };
  const [, contentId = '', rest = ''] = reference;
  const address = addresses.get(contentId);
  if (address === undefined) {
    throw new DataverseError(
      400,
      '0x80060888',
      `Content-ID Reference: '$${contentId}' does not exist in the batch context.`,
    );
  }
  if ((inner.headers.prefer ?? '').includes('return=representation')) {
    throw badQuery('The preference return=representation cannot be combined with a Content-ID reference.');
  }
  return { ...operationOf(request, { ...inner, url: address + rest }), contentIds: addresses };
}

function operationOf(request: BatchRequest, inner: InnerRequest): Operation {
  const absolute = inner.url.replace(/^https?:\/\/[^/]+/, '');
  const match = /^\/api\/data\/v9\.\d\/([^?]*)(?:\?(.*))?$/s.exec(absolute);
  if (!match) {
    const version = absolute.split('/').find((segment) => segment !== '') ?? '';
    throw badQuery(`Requested API Version '${version}' was not understood. Only versions 9.x are supported.`);
  }
  const [, path = '', query = ''] = match;
  if (path.startsWith('$batch')) throw badQuery('A batch cannot contain another batch.');
  return {
    method: inner.method,
    path,
    query,
    headers: inner.headers,
    body: inner.body,
    caller: request.caller,
    base: request.base,
  };
}

function changeSetText(boundary: string, parts: string[]): string {
  const inner = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${inner}--${boundary}--`;
}

function partText(answer: OperationAnswer, contentId?: string): string {
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`;
  let headers = '';
  for (const name of Object.keys(answer.headers)) headers += `${name}: ${answer.headers[name] ?? ''}\r\n`;
  const body = typeof answer.body === 'string' ? answer.body : answer.body.toString('latin1');
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\nHTTP/1.1 ${answer.status} ${reason(answer.status)}\r\n${headers}\r\n${body}`;
}

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

function reason(status: number): string {
  return reasons[status] ?? 'Error';
}

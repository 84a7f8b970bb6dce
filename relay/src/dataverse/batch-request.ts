import assert from 'node:assert/strict';
import type { BatchItem, Operation } from './client.ts';
import { head, joinParts } from './multipart.ts';

/** Dataverse takes this many operations in one $batch (dataverse.md 3). */
const MOST_OPERATIONS = 1000;

/** Names of the boundaries of one request; they must be unique and need not be secret. */
export interface BatchNames {
  readonly batch: string;
  changeSet(index: number): string;
}

export function batchNames(id: string): BatchNames {
  return { batch: `batch_${id}`, changeSet: (index) => `changeset_${id}_${index}` };
}

/** The items as so many requests as they need; a change set is never divided. */
export function requestsOf(items: readonly BatchItem[]): BatchItem[][] {
  const requests: BatchItem[][] = [];
  let left = 0;
  for (const item of items) {
    const count = operationsOf([item]).length;
    const request = requests.at(-1);
    if (request === undefined || count > left) {
      requests.push([item]);
      left = MOST_OPERATIONS - count;
    } else {
      request.push(item);
      left -= count;
    }
  }
  return requests;
}

/** All operations of the items, in order. */
export function operationsOf(items: readonly BatchItem[]): Operation[] {
  return items.flatMap((item) => ('changeSet' in item ? item.changeSet : [item]));
}

/**
 * The body of a $batch. No JSON text that we write can hold a delimiter: it would have to follow a line end, and JSON
 * escapes those.
 * @param target path and query of an operation's address, from the root of the host
 */
export function buildBatch(
  items: readonly BatchItem[],
  names: BatchNames,
  target: (path: string) => string,
): string {
  const count = operationsOf(items).length;
  assert.ok(
    count > 0 && count <= MOST_OPERATIONS,
    `a $batch has 1 to ${MOST_OPERATIONS} operations, not ${count}`,
  );
  // Unique in the whole batch, also across its change sets (dataverse.md 3).
  let contentId = 0;
  const parts = items.map((item, index) => {
    if (!('changeSet' in item)) return operationPart(item, target);
    assert.ok(item.changeSet.length > 0, 'a change set has at least one operation');
    const boundary = names.changeSet(index);
    const inner = item.changeSet.map((operation) => {
      assert.notEqual(operation.method, 'GET', 'a change set only writes');
      contentId += 1;
      return operationPart(operation, target, contentId);
    });
    return head([`Content-Type: multipart/mixed; boundary="${boundary}"`], joinParts(inner, boundary));
  });
  return joinParts(parts, names.batch);
}

function operationPart(operation: Operation, target: (path: string) => string, contentId?: number): string {
  return head(
    [
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    ],
    httpText(operation, target),
  );
}

/** The inner request; without its Content-Length some servers cannot read the body (dataverse.md 3). */
function httpText(operation: Operation, target: (path: string) => string): string {
  const body = operation.body === undefined ? '' : JSON.stringify(operation.body);
  const headers = Object.entries(operationHeaders(operation)).map(([name, value]) => `${name}: ${value}`);
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`];
  return head([`${operation.method} ${target(operation.path)} HTTP/1.1`, ...headers, ...length], body);
}

/** The headers that an operation has by itself, inside a batch and outside. */
export function operationHeaders(operation: Operation): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(operation.body === undefined ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
    ...(operation.ifMatch === undefined ? {} : { 'If-Match': operation.ifMatch }),
    ...(operation.ifNoneMatch === undefined ? {} : { 'If-None-Match': operation.ifNoneMatch }),
    ...(operation.prefer === undefined ? {} : { Prefer: operation.prefer }),
  };
}

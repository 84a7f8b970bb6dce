/**
 * A RemoteExecutionContext in any of its dress: the JSON that the asynchronous service posts to Service Bus or to a
 * webhook, whole or cut down to size, from a synchronous or an asynchronous step (dataverse.md 11). Members may stand in
 * any order and new ones are ignored.
 */
import type { Refusal } from '../business-event.ts';
import { instantOf } from './date.ts';
import { readGuid } from './guid.ts';
import { Malformed } from './malformed.ts';
import { number, object, pairs, readRow, readValue, text } from './read-value.ts';
import type { ContextRow, ContextValue } from './value.ts';

/** The one thing of the platform that reading needs; this project compiles without its types. */
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

export interface ExecutionContext {
  /** `Create`, `Update` ... as Dataverse spells it. */
  readonly message: string;
  /** Logical name in lower case. */
  readonly table: string;
  /** Of the row that it is about; null where Dataverse names none. */
  readonly recordId: string | null;
  /** Whose rights it ran with, and who pressed the button; they differ under impersonation. */
  readonly userId: string | null;
  readonly initiatingUserId: string | null;
  readonly organizationId: string | null;
  readonly correlationId: string | null;
  readonly depth: number;
  readonly asynchronous: boolean;
  /** ISO 8601, UTC. Nothing may be ordered by it. */
  readonly createdOn: string | null;
  /** The columns that were written; null when the context was cut down to size. */
  readonly target: ContextRow | null;
  readonly outputs: ReadonlyMap<string, ContextValue>;
  /** By alias; without the entry that asynchronous steps add by themselves. */
  readonly images: ReadonlyMap<string, ContextRow>;
}

export type ContextReading =
  | { readonly ok: true; readonly context: ExecutionContext }
  | { readonly ok: false; readonly refusal: Refusal };

/** A context is at most 256 KB (dataverse.md 11); what is far longer did not come from Dataverse. */
const longest = 1_048_576;
/** Asynchronous steps add an image of this name; it is none of ours. */
const addedByDataverse = 'AsynchronousStepPrimaryName';

/** Never throws: what cannot be read is refused with a reason. */
export function readContext(body: string | Uint8Array): ContextReading {
  if (body.length > longest) return refuse('too-large', `The message is longer than ${longest} bytes.`);
  let json: unknown;
  try {
    const whole = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body);
    json = JSON.parse(whole.replace(/^\uFEFF/, ''));
  } catch {
    return refuse('not-json', 'The message is not JSON. The endpoint has to send the message format JSON.');
  }
  try {
    return { ok: true, context: readJson(json) };
  } catch (error) {
    if (error instanceof Malformed) return refuse('malformed-value', `${error.message}.`);
    if (error instanceof NoContext) return refuse('not-a-context', error.message);
    throw error;
  }
}

class NoContext extends Error {}

function readJson(json: unknown): ExecutionContext {
  const isContext =
    typeof json === 'object' && json !== null && 'MessageName' in json && 'PrimaryEntityName' in json;
  if (!isContext) throw new NoContext('The message is JSON, but not what a plug-in step of Dataverse posts.');
  const from = object(json, 'context');
  const inputs = new Map(collection(from.InputParameters, 'InputParameters'));
  const target = inputs.get('Target');
  return {
    message: text(from.MessageName, 'MessageName'),
    table: text(from.PrimaryEntityName, 'PrimaryEntityName').toLowerCase(),
    recordId: guid(from.PrimaryEntityId, 'PrimaryEntityId'),
    userId: guid(from.UserId, 'UserId'),
    initiatingUserId: guid(from.InitiatingUserId, 'InitiatingUserId'),
    organizationId: guid(from.OrganizationId, 'OrganizationId'),
    correlationId: guid(from.CorrelationId, 'CorrelationId'),
    depth: from.Depth === undefined ? 1 : number(from.Depth, 'Depth'),
    asynchronous: from.Mode === 1,
    createdOn: typeof from.OperationCreatedOn === 'string' ? instantOf(from.OperationCreatedOn) : null,
    target: isRow(target) ? readRow(target, 'Target') : null,
    outputs: new Map(
      collection(from.OutputParameters, 'OutputParameters').map(([name, value]) => [
        name,
        readValue(value, `OutputParameters.${name}`),
      ]),
    ),
    images: new Map(
      collection(from.PostEntityImages, 'PostEntityImages')
        .filter(([alias]) => alias !== addedByDataverse)
        .map(([alias, row]) => [alias, readRow(row, `PostEntityImages.${alias}`)]),
    ),
  };
}

/** A context that was cut down to size has null in the place of its collections, or lacks them. */
function collection(value: unknown, path: string): (readonly [string, unknown])[] {
  return value === null || value === undefined ? [] : pairs(value, path);
}

function guid(value: unknown, path: string): string | null {
  return value === null || value === undefined ? null : readGuid(value, path);
}

/** The target of a Delete or a SetState is a reference. */
function isRow(target: unknown): boolean {
  return typeof target === 'object' && target !== null && 'Attributes' in target;
}

function refuse(reason: Refusal['reason'], words: string): ContextReading {
  return { ok: false, refusal: { reason, text: words } };
}

import type { Answer, BatchAnswer, BatchItem, ChangeSetAnswer } from './client.ts';
import { dataverseError } from './error-body.ts';
import { boundaryOf, readHeaders, readPart, splitParts } from './multipart.ts';
import type { Part } from './multipart.ts';

/**
 * The answers of a $batch in the order of its items. Null when the body is not the whole answer to these items: cut,
 * without the multipart form, or with another number of parts.
 */
export function readBatch(
  items: readonly BatchItem[],
  contentType: string | undefined,
  body: string,
): BatchAnswer[] | null {
  const parts = partsOf(contentType, body);
  if (parts?.length !== items.length) return null;
  const answers: BatchAnswer[] = [];
  let firstId = 1;
  for (const [index, part] of parts.entries()) {
    const item = items[index];
    const size = item !== undefined && 'changeSet' in item ? item.changeSet.length : null;
    const answer = size === null ? readAnswer(part.content) : readChangeSet(part, size, firstId);
    if (answer === null) return null;
    answers.push(answer);
    firstId += size ?? 0;
  }
  return answers;
}

/** @param firstId the Content-ID that the first operation of this change set was sent with */
function readChangeSet(part: Part, size: number, firstId: number): ChangeSetAnswer | null {
  // A refused change set is one part: inside a changesetresponse of its own, or bare.
  const parts = boundaryOf(part.headers['content-type'])
    ? partsOf(part.headers['content-type'], part.content)
    : [part];
  if (parts === null) return null;
  const answers: (Answer | null)[] = Array.from({ length: size }, () => null);
  for (const [position, inner] of parts.entries()) {
    const answer = readAnswer(inner.content);
    if (answer === null) return null;
    const id = Number(inner.headers['content-id'] ?? firstId + position);
    const operation = id - firstId;
    if (answer.error) {
      const named = inner.headers['content-id'] !== undefined && operation >= 0 && operation < size;
      return { changeSet: [], error: { ...answer.error, ...(named ? { operation } : {}) } };
    }
    if (!(operation in answers)) return null;
    answers[operation] = answer;
  }
  const whole = answers.filter((answer) => answer !== null);
  return whole.length === size ? { changeSet: whole } : null;
}

function partsOf(contentType: string | undefined, body: string): Part[] | null {
  const boundary = boundaryOf(contentType);
  return boundary === null ? null : splitParts(body, boundary);
}

/** An HTTP answer as text. */
function readAnswer(text: string): Answer | null {
  const status = /^\s*HTTP\/1\.1 (\d{3})[^\r\n]*\r?\n/.exec(text);
  if (!status) return null;
  const rest = text.slice(status[0].length);
  // An answer without a body may end right behind its headers.
  const part = readPart(rest) ?? { headers: readHeaders(rest), content: '' };
  return answerOf(Number(status[1]), part.headers, part.content);
}

/** An answer from its parts; null when its body is not the JSON that a 2xx announces. */
export function answerOf(status: number, headers: Record<string, string>, text: string): Answer | null {
  const body = jsonOf(text, headers);
  if (status >= 400) return { status, headers, body: body ?? null, error: dataverseError(status, body) };
  return body === undefined ? null : { status, headers, body };
}

function jsonOf(text: string, headers: Record<string, string>): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  // `/$count` answers in plain text (dataverse.md 7), possibly behind a byte order mark.
  if (/^text\/plain/i.test(headers['content-type'] ?? '')) return trimmed.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return undefined;
  }
}

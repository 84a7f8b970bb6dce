/**
 * Messages that are no events: one note for administrators for each reason, which counts them (PROTOCOL, Look). Counted
 * under the row's version, so that copies that count at once count every message, and each once.
 */
import type { Refusal } from '@marketplace-bridge/plugins-bridge';
import type { Evidence, ReadRow, t } from '@marketplace-bridge/solution';
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { messageNotUnderstood } from '../../domain/exception-catalogue.ts';
import { isStale, rowsOf, warnOfRefusals } from '../answers.ts';
import { exceptionRowId, exceptionStatus, exceptionWrites } from '../exceptions/rows.ts';
import { among } from '../filters.ts';
import {
  marketplaceOf,
  marketplaceQueries,
  type Marketplace,
  type Shop,
} from '../marketplace/marketplace.ts';
import { exceptionColumns, isOpen, type ExceptionRow } from '../orders/facts.ts';
import type { Ports } from '../ports.ts';
import { dataverseTime } from '../time.ts';

type NoteRow = ExceptionRow & Pick<ReadRow<typeof t.exception>, 'mpb_evidence'> & { '@odata.etag': string };

/** Each with how often it came. */
type Counted = ReadonlyMap<Refusal['reason'], { readonly text: string; readonly count: number }>;

/** Copies that count at once meet a few times at most; a message that is not counted is in the dead-letter queue still. */
const tries = 5;

export async function noteRefusals(ports: Ports, shop: Shop, refusals: readonly Refusal[]): Promise<void> {
  let left = counted(refusals);
  for (let attempt = 1; left.size > 0 && attempt <= tries; attempt++)
    left = await noteOnce(ports, shop, left);
}

function counted(refusals: readonly Refusal[]): Counted {
  const counts = new Map<Refusal['reason'], { text: string; count: number }>();
  for (const { reason, text } of refusals) {
    counts.set(reason, { text, count: (counts.get(reason)?.count ?? 0) + 1 });
  }
  return counts;
}

/** Answers those that another copy counted at the same moment. */
async function noteOnce(ports: Ports, shop: Shop, refusals: Counted): Promise<Counted> {
  const set = marketplaceQueries(shop);
  const answers = await ports.dataverse.batch([...set, noteQuery(shop, [...refusals.keys()])], 'events');
  const marketplace = marketplaceOf(shop, answers.slice(0, set.length));
  if (marketplace === null) return new Map();
  const rows = new Map(rowsOf<NoteRow>(answers[set.length]).map((row) => [row.mpb_exceptionid, row]));
  const now = dataverseTime(ports.clock.now());
  const reasons = [...refusals.keys()];
  const written = await ports.dataverse.batch(
    reasons.map((reason) => {
      const { text, count } = refusals.get(reason) ?? { text: '', count: 0 };
      const row = rows.get(noteId(shop, reason));
      return noteWrite({ reason, text, count, row }, marketplace, now);
    }),
    'events',
  );
  warnOfRefusals(written, ports.log);
  return new Map([...refusals].filter(([reason]) => isOutrun(written[reasons.indexOf(reason)])));
}

function noteQuery(shop: Shop, reasons: readonly Refusal['reason'][]): Operation {
  const ids = reasons.map((reason) => noteId(shop, reason));
  return {
    method: 'GET',
    path: `mpb_exceptions?$select=${exceptionColumns.join(',')},mpb_evidence&$filter=${among('mpb_exceptionid', ids)}`,
  };
}

function noteWrite(
  refusal: Refusal & { readonly count: number; readonly row: NoteRow | undefined },
  marketplace: Marketplace,
  now: string,
): Operation {
  const { reason, text, row } = refusal;
  const before = row && isOpen(row) ? soFar(row) : { count: 0, first: now };
  const draft = messageNotUnderstood({
    ...{ reason, text, last: now },
    ...{ count: before.count + refusal.count, first: before.first },
  });
  const target = {
    rowId: null,
    recordType: 'event',
    recordKey: recordKey(reason),
    marketplace,
    now,
  } as const;
  // Dismissed was what had come until then: a further message is news.
  const known = row ? [{ ...row, statuscode: isOpen(row) ? row.statuscode : exceptionStatus.cleared }] : [];
  const [write] = exceptionWrites(target, [draft], known);
  if (write === undefined) throw new Error('a note that counts one more is never the same');
  return row ? { ...write, ifMatch: row['@odata.etag'] } : write;
}

function soFar({ mpb_evidence: json }: NoteRow): { count: number; first: string } {
  const evidence = JSON.parse(json ?? '[]') as readonly Evidence[];
  const value = (label: string) => evidence.find((one) => one.label === label)?.value ?? '';
  return { count: Number(value('Messages')), first: value('First') };
}

function noteId({ ids }: Shop, reason: string): string {
  return exceptionRowId({ recordKey: recordKey(reason), marketplace: { ids } }, messageKey(reason));
}

function messageKey(reason: string) {
  return messageNotUnderstood({ reason, text: '', count: 0, first: '', last: '' });
}

function recordKey(reason: string): string {
  return `message:${reason}`;
}

/** Written or made by another copy between our reading and our writing; a second POST with one id is a clash. */
function isOutrun(answer: BatchAnswer | undefined): boolean {
  return answer?.error !== undefined && isStale(answer.error);
}

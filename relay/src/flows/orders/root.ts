/** Writes to one root row: the fence (row version), the place it stands in, and the history of why. */
import { choice, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../dataverse/client.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { cut, ownedBy, type OrderRow, type OrderWrite } from './rows.ts';

export type Place = keyof typeof choice.place.values;

export interface Standing {
  readonly place: Place;
  /** Plain English, for the form. */
  readonly reason: string | null;
  /** ISO 8601, whole seconds; null only when done. */
  readonly dueOn: string | null;
  readonly attempts?: number;
}

/** A fenced PATCH: refused with 412 when anybody wrote the row since it was read. */
export function stand(row: OrderRow, standing: Standing, more: OrderWrite = {}): Operation {
  return {
    method: 'PATCH',
    path: `mpb_orders(${row.mpb_orderid})`,
    ifMatch: row['@odata.etag'],
    body: {
      mpb_place: choice.place.values[standing.place],
      mpb_reason: cut(standing.reason, 400),
      mpb_dueon: standing.dueOn,
      mpb_attempts: standing.attempts ?? 0,
      ...more,
    } satisfies OrderWrite,
  };
}

/** The next entry of the record's history; `mpb_seq` of the root row moves with it in the same change set. */
export function eventAfter(
  row: OrderRow,
  event: { kind: string; text: string; detail?: unknown; now: string },
  marketplace: Marketplace,
): Operation {
  const seq = (row.mpb_seq ?? 0) + 1;
  return {
    method: 'POST',
    path: 'mpb_events',
    body: {
      mpb_eventid: marketplace.ids.id('event', `${row.mpb_orderkey ?? ''}|${seq}`),
      mpb_name: cut(event.text, 400) ?? event.kind,
      mpb_recordkey: row.mpb_orderkey,
      mpb_seq: seq,
      mpb_kind: event.kind,
      mpb_detail: event.detail === undefined ? null : cut(JSON.stringify(event.detail), 20_000),
      mpb_occurredon: event.now,
      'mpb_orderid@odata.bind': `/mpb_orders(${row.mpb_orderid})`,
      ...ownedBy(marketplace),
    } satisfies WriteRow<typeof t.event>,
  };
}

export function nextSeq(row: OrderRow): { mpb_seq: number } {
  return { mpb_seq: (row.mpb_seq ?? 0) + 1 };
}

export function placeOf(row: Pick<OrderRow, 'mpb_place'>): Place {
  if (row.mpb_place === choice.place.values.done) return 'done';
  return row.mpb_place === choice.place.values.exception ? 'exception' : 'waiting';
}

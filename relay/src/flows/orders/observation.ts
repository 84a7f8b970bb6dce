/**
 * An order as received, read into the domain's words, with the two values that tell a new reading from an old one:
 * `sourceVersion` never goes backwards on a row; `bodyHash` leaves out what our own write-back changes, so that our
 * echo costs nothing.
 */
import type { MarketplaceOrder } from '../../domain/orders/marketplace-order.ts';
import type { RawOrder } from '../../mirakl/client.ts';
import { readOrder } from '../../mirakl/read-order.ts';
import { parseWire } from '../../mirakl/wire-json.ts';
import { digest } from '../ids.ts';

export type Reading =
  | { readonly ok: true; readonly order: MarketplaceOrder }
  | { readonly ok: false; readonly problems: readonly { readonly path: string; readonly problem: string }[] };

export interface Observation {
  /** Order id, or `unreadable:<hash>` for an element without one: its record key. */
  readonly key: string;
  readonly json: string;
  readonly reading: Reading;
  readonly bodyHash: string;
  /** Time first, so that versions compare as text; the times are all ISO 8601 in UTC with milliseconds. */
  readonly sourceVersion: string;
}

export function observe(raw: RawOrder): Observation {
  const json = raw.json.length <= longestBody ? raw.json : JSON.stringify(overlong(raw));
  const reading = json === raw.json ? readOrder(raw.value) : observeStored(json);
  const bodyHash = reading.ok
    ? digest(JSON.stringify({ ...reading.order, updatedAt: null, sellerReference: null }))
    : digest(raw.json);
  const updatedAt = reading.ok ? reading.order.updatedAt : lastUpdate(raw.value);
  return {
    key: raw.orderId ?? `unreadable:${bodyHash.slice(0, 32)}`,
    json,
    reading,
    bodyHash,
    sourceVersion: `${updatedAt}|${bodyHash.slice(0, 16)}`,
  };
}

/** From the text that a root row keeps. */
export function observeStored(json: string): Reading {
  const value = parseWire(json);
  if (!isOverlong(value)) return readOrder(value);
  const problem = `has ${value.overlong_body} characters, more than the ${longestBody} that Dynamics keeps`;
  return { ok: false, problems: [{ path: 'order', problem }] };
}

/** What `mpb_observation` holds, in characters. */
const longestBody = 1_048_576;

/** Stands in the row for a body that is too long for it; the body itself is in the raw page. */
interface Overlong {
  readonly order_id: string | null;
  /** Characters of the body. */
  readonly overlong_body: number;
}

function overlong({ orderId, json }: RawOrder): Overlong {
  return { order_id: orderId?.slice(0, 1_000) ?? null, overlong_body: json.length };
}

function isOverlong(value: unknown): value is Overlong {
  return typeof value === 'object' && value !== null && 'overlong_body' in value && !('order_lines' in value);
}

function lastUpdate(value: unknown): string {
  const text = (value as { last_updated_date?: unknown } | null)?.last_updated_date;
  const time = typeof text === 'string' ? Date.parse(text) : NaN;
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}

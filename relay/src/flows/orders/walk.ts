/**
 * Order discovery (PROTOCOL, Walk). From the watermark less five minutes on: page 1 for the total, then from the last
 * page down to the first, then page 1 again, because an order that is updated during the walk leaves the window and
 * shifts the others left; walking backwards turns that into repeats, never skips. The watermark moves when everything
 * was persisted, and never backwards. More than ten pages are read as an export (OR13).
 */
import { OperatingError } from '../../errors.ts';
import type { OrdersPage, OrdersQuery } from '../../mirakl/client.ts';
import type { Slot } from '../slot.ts';
import { plus } from '../time.ts';
import { persistAndLook, type IntakeContext } from './intake.ts';
import { earlier, type Progress, type Watermark } from './watermark.ts';

export interface WalkContext extends IntakeContext {
  readonly orderSlot: Slot;
  readonly watermark: Watermark;
  /** Ids that Mirakl served. */
  readonly served: (orderIds: readonly string[]) => void;
}

export const pageSize = 100;
const mostPages = 10;
const overlap = 5 * 60_000;
/** Where nothing says how far to go back: what Mirakl's own connectors look at first. */
const firstReach = 30 * 24 * 60 * 60_000;

export type WalkOutcome =
  | {
      readonly kind: 'walked';
      readonly orders: number;
      /** ISO 8601: orders that were updated before are persisted. */
      readonly until: string;
    }
  | { readonly kind: 'too-long'; readonly from: string; readonly to: string; readonly total: number };

/** The slot of the order list is ours (`Heartbeat`). */
export async function walk(context: WalkContext): Promise<WalkOutcome> {
  const { ports, marketplace, watermark } = context;
  context.assertHeld();
  const progress = await watermark.read();
  const startedAt = ports.clock.now();
  const from = startOf(progress, marketplace.readFrom, startedAt);

  const pageAt = (offset: number): OrdersQuery => ({ startUpdateDate: from, offset, max: pageSize });
  const first = await readList(context, pageAt(0), { begins: true });
  const candidate = earlier(startedAt, first.serverDate);
  const total = await totalOf(first, (offset) => readList(context, pageAt(offset)));
  const pages = Math.ceil(total / pageSize);
  if (pages > mostPages) return { kind: 'too-long', from, to: candidate.toISOString(), total };

  const refusals: OperatingError[] = [];
  const keep = async (read: OrdersPage): Promise<void> => {
    try {
      await persistAndLook(context, read);
    } catch (error) {
      // The other pages are read all the same; the watermark stays.
      if (!(error instanceof OperatingError) || error.code !== 'dataverse.refused') throw error;
      refusals.push(error);
    }
  };
  if (pages > 1) {
    for (let index = pages - 1; index >= 0; index--) {
      await keep(await readList(context, pageAt(index * pageSize)));
    }
    await keep(await readList(context, pageAt(0)));
  } else {
    await keep(first);
  }
  if (refusals[0]) throw refusals[0];
  context.assertHeld();
  await watermark.advance(candidate, { moved: total > 0 });
  return { kind: 'walked', orders: total, until: candidate.toISOString() };
}

/**
 * How many orders the list has. A total that is missing, or smaller than the page that it stands on, says nothing: then
 * pages are counted up to the first that is not full, or to more than a walk reads.
 */
async function totalOf(
  first: OrdersPage,
  pageFrom: (offset: number) => Promise<OrdersPage>,
): Promise<number> {
  if (first.totalCount !== null && first.totalCount >= first.orders.length) return first.totalCount;
  let total = first.orders.length;
  for (let last = total; last >= pageSize && total <= mostPages * pageSize; total += last) {
    last = (await pageFrom(total)).orders.length;
  }
  return total;
}

/**
 * One reading of the list. Where Mirakl says that it was called too often, a walk that begins gives up its turn; one
 * that is under way waits as long as Mirakl says, or it would begin anew for ever where every page counts as a call.
 */
export async function readList(
  context: WalkContext,
  query: OrdersQuery,
  { begins = false } = {},
): Promise<OrdersPage> {
  const { ports } = context;
  for (;;) {
    context.assertHeld();
    try {
      // Every page shuts the list anew: some platforms may count each of them as a call (mirakl.md 1.7 does not say).
      context.orderSlot.calling(context.marketplace.pollInterval);
      const read = await ports.mirakl.listOrders(query);
      context.served(read.orders.flatMap((order) => (order.orderId === null ? [] : [order.orderId])));
      return read;
    } catch (error) {
      if (!(error instanceof OperatingError) || error.code !== 'mirakl.limited') throw error;
      const wait = error.retryAfterMs ?? 60_000;
      ports.log.info(
        { waitSeconds: Math.ceil(wait / 1000), offset: query.offset },
        'the order list asks to wait',
      );
      await context.orderSlot.shutFor(wait);
      if (begins) throw error;
      await context.pause(wait);
    }
  }
}

function startOf(progress: Progress, readFrom: string | null, now: Date): string {
  if (progress.watermark !== null) return plus(new Date(progress.watermark), -overlap).toISOString();
  return readFrom === null ? plus(now, -firstReach).toISOString() : new Date(readFrom).toISOString();
}

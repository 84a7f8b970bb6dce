/**
 * A pretend market for some hours: products that sell on the marketplace and in other channels, goods that leave and
 * goods that come, the real relay in between on a clock that the market moves, and a network that takes its time.
 */
import type { Row } from '../sandbox/dataverse/model.ts';
import { enter } from '../sandbox/mirakl/life.ts';
import { popularityOf } from '../rehearsal/stock/popularity.ts';
import { Random } from '../sandbox/mirakl/random.ts';
import { Harness } from '../system/harness.ts';
import { listingIds } from '../system/stock/stock-story.ts';
import { Ledger } from './ledger.ts';
import { slowPort } from './slow-port.ts';
import { Waits } from './waits.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

export interface MarketOptions {
  readonly products: number;
  /** Of the market's time. */
  readonly hours: number;
  readonly salesPerMinute: number;
  /** Of all sales; the others happen elsewhere. */
  readonly onMarketplace: number;
  readonly policy: Row;
  readonly seed?: number;
  /** Told of every request when it arrives. */
  readonly seen?: (url: string, body: unknown) => void;
  /** Called now and then with the hours that are over. */
  readonly onHour?: (hours: number) => void;
}

export interface MarketResult {
  readonly sales: { readonly marketplace: number; readonly elsewhere: number; readonly missed: number };
  /** Sold on the marketplace with nothing left. */
  readonly oversoldUnits: number;
  /** Unit-seconds. */
  readonly oversold: number;
  readonly undersold: number;
  readonly waits: Waits;
  readonly files: number;
  readonly lines: number;
  /** While the market was open: operations and HTTP requests to Dynamics, of everything that the relay does. */
  readonly operations: number;
  readonly requests: number;
  /** SKUs that after quiet do not show what Dynamics published, or (without a buffer) what is left. */
  readonly wrong: readonly string[];
}

/** A file is taken in this fast; the bench is about our waiting, not about theirs. */
const stockImport = { baseMs: second, perLineMs: 1 };
const dispatchAfter = 4 * hour;
const receiptAfter = 2 * hour;

export async function marketDay(options: MarketOptions): Promise<MarketResult> {
  const { products, seed = 1 } = options;
  const random = new Random(seed);
  const popularity = popularityOf({ zipf: 1 }, products, random);
  /** Units that a place sells in so many hours. */
  const sells = (place: number, hours: number) =>
    Math.ceil(popularity.share(place) * options.salesPerMinute * 60 * hours);
  const onHand = (_sku: string, place: number) => sells(place, 24) + (place % 12);
  const harness = new Harness({
    stock: { products, policy: options.policy, listings: listingIds, onHand },
    mirakl: { settings: { stockImport } },
  });
  const { clock, world } = harness;
  const { stock, mirakl, life, dataverse } = world;
  if (stock === null) throw new Error('a market has stock');
  const ledger = new Ledger();
  const waits = new Waits();
  for (const { sku } of stock.products) {
    const onHand = stock.onHand(sku) ?? 0;
    ledger.begin(sku, { onHand, open: 0, shown: mirakl.offer(sku)?.quantity ?? 0 }, clock.now());
  }

  const readAt: number[] = [];
  const copy = await harness.driven(
    harness.startCopy({
      through: (port) =>
        slowPort(port, clock, (url, body) => {
          options.seen?.(url, body);
          if (typeof body === 'string' && body.includes('deltatoken=') && body.includes('/products?')) {
            readAt.push(clock.now());
          }
        }),
    }),
  );
  const running = copy.flows.run();
  const failed = running.then(
    () => null,
    (error: unknown) => error,
  );
  let broken: unknown = null;
  void failed.then((error) => (broken = error));

  const dispatches: { at: number; sku: string; orderId: string }[] = [];
  const receipts: { at: number; sku: string; units: number }[] = [];
  const onOrder = new Set<string>();
  const decidedAt = new Map<string, number>();
  const sales = { marketplace: 0, elsewhere: 0, missed: 0 };
  let oversoldUnits = 0;
  let [heard, uploads] = [0, 0];

  /** Lines that the marketplace took since the last look. */
  const listen = (): void => {
    const log = mirakl.stockLog;
    for (; uploads < mirakl.stockUploads.length; uploads++) {
      const { importId, at } = mirakl.stockUploads[uploads]!;
      decidedAt.set(importId, readAt.findLast((read) => read <= at) ?? at);
    }
    const taken = new Map<string, Set<string>>();
    for (; heard < log.length; heard++) {
      const { at, sku, quantity, accepted, importId } = log[heard]!;
      if (!accepted || quantity === null) continue;
      ledger.move(sku, at, { shown: quantity });
      waits.accepted(sku, decidedAt.get(importId) ?? at, at);
      taken.set(importId, (taken.get(importId) ?? new Set()).add(sku));
    }
    for (const importId of taken.keys()) {
      const decided = decidedAt.get(importId) ?? 0;
      for (const sku of waits.skusWaiting()) waits.needless(sku, decided);
    }
  };

  const sell = (): void => {
    const place = popularity.next();
    const { sku } = stock.products[place]!;
    const now = clock.now();
    if (random.next() < options.onMarketplace) {
      const born = life.buy(sku, 1);
      if (!born) {
        sales.missed += 1;
        return;
      }
      sales.marketplace += 1;
      if (ledger.left(sku) <= 0) oversoldUnits += 1;
      ledger.move(sku, now, { open: 1, shown: mirakl.offer(sku)?.quantity ?? 0 });
      dispatches.push({ at: now + dispatchAfter, sku, orderId: born.orderId });
    } else if (ledger.left(sku) > 0) {
      sales.elsewhere += 1;
      stock.change(sku, -1);
      ledger.move(sku, now, { onHand: -1 });
      waits.changed(sku, now);
    } else {
      sales.missed += 1;
    }
    if (ledger.left(sku) <= sells(place, 6) && !onOrder.has(sku)) {
      onOrder.add(sku);
      receipts.push({ at: now + receiptAfter, sku, units: sells(place, 18) + 5 });
    }
  };

  const dispatch = ({ sku, orderId }: { sku: string; orderId: string }): void => {
    const now = clock.now();
    mirakl.updateOrder(orderId, (order) => {
      if (order.order_state === 'SHIPPING') enter(order, 'SHIPPED', now);
    });
    stock.change(sku, -1);
    ledger.move(sku, now, { onHand: -1, open: -1 });
  };

  const receive = ({ sku, units }: { sku: string; units: number }): void => {
    onOrder.delete(sku);
    stock.change(sku, units);
    ledger.move(sku, clock.now(), { onHand: units });
    waits.changed(sku, clock.now());
  };

  const until = async (at: number): Promise<void> => {
    if (broken !== null) throw broken instanceof Error ? broken : new Error('the relay ended');
    if (at > clock.now()) await clock.advance(at - clock.now());
    listen();
  };

  // The relay starts, sends everything once, and is done with it; or publishes nothing at all.
  const settled = () => {
    const { running, hold, sweep, waiting, onItsWay } = copy.flows.stock.status();
    return hold !== null || (running && sweep === null && waiting === 0 && onItsWay === 0);
  };
  do await until(clock.now() + 30 * second);
  while (!settled());
  const begin = clock.now();
  const before = { ...dataverse.log.counts };
  const linesBefore = mirakl.stockLog.length;
  const filesBefore = mirakl.stockUploads.length;
  const oversoldBefore = ledger.areas(begin);
  const end = begin + options.hours * hour;
  let nextSale = begin;
  let nextHour = begin + hour;
  for (;;) {
    nextSale += (-Math.log(1 - random.next()) * minute) / options.salesPerMinute;
    if (nextSale > end) break;
    for (;;) {
      const due = [dispatches[0]?.at ?? Infinity, receipts[0]?.at ?? Infinity];
      const first = Math.min(...due);
      if (first > nextSale) break;
      await until(Math.floor(first));
      if (first === due[0]) dispatch(dispatches.shift()!);
      else receive(receipts.shift()!);
    }
    await until(Math.floor(nextSale));
    sell();
    if (clock.now() > nextHour) {
      options.onHour?.(Math.round((nextHour - begin) / hour));
      nextHour += hour;
    }
  }
  await until(end);
  const areas = ledger.areas(end);
  const { operations, requests } = dataverse.log.counts;
  const [lines, files] = [mirakl.stockLog.length, mirakl.stockUploads.length];

  // Quiet: nobody sells, nothing moves, and what was being booked is booked.
  for (let step = 0; step < 16 * 6; step++) await until(clock.now() + 50 * second);
  const buffered = options.policy.mpb_bufferrule !== undefined;
  const wrong = stock.products
    .map(({ sku }) => sku)
    .filter((sku) => {
      const shown = mirakl.offer(sku)?.quantity;
      const published = dataverse.get('mpb_listing', listingIds(sku).id)?.mpb_published;
      return shown !== published || (!buffered && shown !== Math.max(0, ledger.left(sku)));
    });
  copy.flows.stop();
  for (let step = 0; step < 10; step++) await clock.advance(30 * second);
  return {
    sales,
    oversoldUnits,
    oversold: areas.oversold - oversoldBefore.oversold,
    undersold: areas.undersold - oversoldBefore.undersold,
    waits,
    files: files - filesBefore,
    lines: lines - linesBefore,
    operations: operations - before.operations,
    requests: requests - before.requests,
    wrong,
  };
}

/**
 * A market without networks and tables, for properties: a stock, a marketplace that sells from numbers of its own, and
 * a relay that knows only what it was told.
 */
import {
  demandLine,
  iso,
  mostOf,
  offers,
  packOf,
  productOf,
  unitsSold,
  type Product,
  type Sale,
  type Sku,
} from './abstract-sales.test.ts';
import { openDemand } from './demand.ts';
import { context, fresh, listing } from './given.test.ts';
import { fileLines } from './file-lines.ts';
import { planStock } from './plan-stock.ts';
import type { StockPolicy } from './policy.ts';
import { quantityOf } from './quantity.ts';
import type { Confirmed, ListingFacts } from './stock-facts.ts';
import type { PlannedLine } from './stock-plan.ts';

interface File {
  readonly lines: readonly PlannedLine[];
  readonly sentAt: number;
  state: 'uploaded' | 'applied' | 'unknown';
  readonly refused: Set<string>;
}

const minute = 60_000;
const start = Date.parse('2026-03-01T08:00:00Z');

export class AbstractMarket {
  readonly policy: StockPolicy;
  readonly stock: Record<Product, { onHand: number; writtenAt: number }>;
  /** M, which only the marketplace knows. */
  readonly shown: Record<Sku, number> = { TAP: 4, TAPS: 9, SINK: 0 };
  readonly sales: Sale[] = [];
  /** What is wrong, in words. */
  readonly problems: string[] = [];

  private now = start;
  /** S, with when it was decided what to send: what was learned after that is not in it. */
  private readonly confirmed = new Map<string, Confirmed>();
  private files: File[] = [];
  private dirty: Set<string> = everySku();
  /** What changed behind the delta link that stands in Dynamics: read again by whoever starts. */
  private sinceLink: Set<string> = everySku();
  /** Refused lines: their listings are due again. */
  private readonly due = new Set<string>();
  private readonly lookAgainAt = new Map<string, number>();
  /** Sent with an outcome that nobody knows, and when. */
  private readonly doubtfulSince = new Map<string, number>();

  constructor(policy: StockPolicy, onHand: { readonly tap: number; readonly sink: number }) {
    this.policy = policy;
    this.stock = {
      tap: { onHand: onHand.tap, writtenAt: start },
      sink: { onHand: onHand.sink, writtenAt: start },
    };
  }

  wait(minutes: number): void {
    this.now += minutes * minute;
    for (const [sku, at] of this.lookAgainAt) if (at <= this.now) this.dirty.add(sku);
  }

  /** A customer buys what the marketplace shows. */
  buy(sku: Sku, quantity: number): void {
    if (this.shown[sku] < quantity) return;
    this.shown[sku] -= quantity;
    const at = { seenAt: null, importedAt: null, shippedAt: null };
    this.sales.push({ sku, quantity, cancelled: false, booked: false, ...at });
  }

  /** Sold elsewhere, received, returned, counted. */
  move(product: Product, units: number): void {
    this.write(product, Math.max(units, -this.stock[product].onHand));
  }

  see(sale: Sale): void {
    if (sale.seenAt !== null) return;
    sale.seenAt = this.now;
    this.changed(productOf(sale.sku));
  }

  import(sale: Sale): void {
    if (sale.seenAt === null || sale.cancelled || sale.importedAt !== null) return;
    sale.importedAt = this.now;
    this.changed(productOf(sale.sku));
  }

  ship(sale: Sale): void {
    if (sale.seenAt === null || sale.cancelled || sale.shippedAt !== null) return;
    sale.shippedAt = this.now;
    this.changed(productOf(sale.sku));
  }

  /** The source falls, before or after the marketplace or the Sales Order says so. */
  book(sale: Sale): void {
    if (sale.seenAt === null || sale.cancelled || sale.booked) return;
    sale.booked = true;
    this.write(productOf(sale.sku), -unitsSold([sale]));
  }

  cancel(sale: Sale): void {
    if (sale.shippedAt !== null || sale.booked || sale.cancelled) return;
    sale.cancelled = true;
    this.changed(productOf(sale.sku));
  }

  /** One file: planned, written down with the links, sent. */
  publish(outcome: 'sent' | 'answer lost' | 'lost on the way', room = { most: 10, mostFromSweep: 2 }): void {
    const facts = offers.filter(({ sku }) => this.dirty.has(sku)).map(({ sku }) => this.factsOf(sku));
    const plan = planStock(facts, this.policy, fresh, context({ now: new Date(this.now) }));
    const { now, later } = fileLines(
      plan.flatMap(({ line }) => line ?? []),
      room,
    );
    this.dirty = new Set(later.map(({ sku }) => sku));
    this.sinceLink = new Set(this.dirty);
    for (const line of now) this.check(line);
    if (now.length === 0) return;
    if (outcome !== 'lost on the way') {
      const state = outcome === 'sent' ? 'uploaded' : 'unknown';
      this.files.push({ lines: now, sentAt: this.now, state, refused: new Set() });
    }
    if (outcome !== 'sent') this.doubt(now, this.now);
    this.now += 1;
  }

  /** The marketplace works its queue off in the order of arrival. */
  apply(refusedSku?: Sku): void {
    const file = this.files.find(({ state }) => state !== 'applied');
    if (!file) return;
    for (const { sku, quantity } of file.lines) {
      if (sku === refusedSku) file.refused.add(sku);
      else this.shown[sku as Sku] = quantity;
    }
    if (file.state === 'unknown') this.files = this.files.filter((each) => each !== file);
    else file.state = 'applied';
  }

  /** The relay reads the answer of one file. */
  answer(): void {
    const file = this.files.find(({ state }) => state === 'applied');
    if (!file) return;
    this.files = this.files.filter((each) => each !== file);
    for (const { sku, quantity } of file.lines) {
      if (file.refused.has(sku)) {
        this.dirty.add(sku);
        this.due.add(sku);
        continue;
      }
      this.due.delete(sku);
      this.confirmed.set(sku, { quantity, on: iso(file.sentAt) });
      if ((this.doubtfulSince.get(sku) ?? Infinity) < file.sentAt) this.doubtfulSince.delete(sku);
    }
  }

  /** What stands in rows survives; an answer that was about to be read is read by the next. */
  restart(): void {
    this.dirty = new Set([...this.sinceLink, ...this.doubtfulSince.keys()]);
    const refused = this.files.flatMap((file) => [...file.refused]);
    for (const sku of [...refused, ...this.due, ...this.lookAgainAt.keys()]) this.dirty.add(sku);
  }

  /** Everybody finishes, and the relay goes on until it has nothing to say. */
  quieten(): void {
    for (const sale of this.sales) {
      this.see(sale);
      if (sale.shippedAt !== null || sale.importedAt !== null) this.book(sale);
      if (sale.booked) {
        this.import(sale);
        this.ship(sale);
      }
    }
    for (let round = 0; round < 12; round += 1) {
      this.publish('sent');
      while (this.files.length > 0) {
        this.apply();
        this.answer();
      }
      this.wait(this.policy.settleMs / minute / 4);
    }
  }

  /** What ought to be shown in the end, by hand: from who has taken what, not from what the relay was told. */
  expected(sku: Sku): number {
    const product = productOf(sku);
    const open = this.sales.filter(
      (sale) => productOf(sale.sku) === product && !sale.cancelled && !sale.booked,
    );
    return mostOf(sku, this.stock[product].onHand - unitsSold(open), this.policy);
  }

  /** No line is above what is available less the buffer, as Dynamics knows it at this moment. */
  private check({ sku, quantity }: PlannedLine): void {
    const product = productOf(sku as Sku);
    const { onHand, writtenAt } = this.stock[product];
    const known = this.sales.filter((sale) => {
      if (productOf(sale.sku) !== product || sale.cancelled || sale.booked || sale.seenAt === null)
        return false;
      const importedAt = this.policy.demandRule === 'untilImported' ? sale.importedAt : null;
      const givenOverAt = importedAt ?? sale.shippedAt;
      // The source was written since, so it says that this is in it; or it had all the time that it may take.
      const isSaidToBeBooked =
        givenOverAt !== null && (writtenAt >= givenOverAt || this.now - givenOverAt >= this.policy.settleMs);
      return !isSaidToBeBooked;
    });
    const most = mostOf(sku as Sku, onHand - unitsSold(known), this.policy);
    if (quantity > most) this.problems.push(`${sku}: ${quantity} sent, ${most} available`);
  }

  private factsOf(sku: Sku): ListingFacts {
    const product = productOf(sku);
    const { onHand, writtenAt } = this.stock[product];
    const ofProduct = this.sales.filter((sale) => sale.seenAt !== null && productOf(sale.sku) === product);
    const asOf = iso(writtenAt);
    const { demand, settlesOn } = openDemand(
      ofProduct.map(demandLine),
      { asOf },
      this.policy,
      new Date(this.now),
    );
    if (settlesOn === null) this.lookAgainAt.delete(sku);
    else this.lookAgainAt.set(sku, Date.parse(settlesOn));
    const onItsWay = this.files
      .filter(({ state, lines }) => state !== 'unknown' && lines.some((line) => line.sku === sku))
      .at(-1);
    const confirmed = this.confirmed.get(sku) ?? null;
    const sentAt = onItsWay?.sentAt ?? (confirmed === null ? -Infinity : Date.parse(confirmed.on));
    return listing({
      sku,
      dynamics: { kind: 'known', onHand: quantityOf(onHand), asOf },
      confirmed,
      onItsWay:
        onItsWay && !onItsWay.refused.has(sku)
          ? (onItsWay.lines.find((line) => line.sku === sku)?.quantity ?? null)
          : null,
      unsure:
        (this.doubtfulSince.get(sku) ?? -Infinity) >= sentAt ||
        this.sales.some((sale) => sale.sku === sku && sale.seenAt !== null && sale.seenAt >= sentAt),
      demand,
      unitsPerOffer: packOf(sku),
    });
  }

  private write(product: Product, units: number): void {
    const { onHand } = this.stock[product];
    this.stock[product] = { onHand: onHand + units, writtenAt: this.now };
    this.changed(product);
  }

  private changed(product: Product): void {
    for (const offer of offers) {
      if (offer.product !== product) continue;
      this.dirty.add(offer.sku);
      this.sinceLink.add(offer.sku);
    }
    this.now += 1;
  }

  private doubt(lines: readonly PlannedLine[], at: number): void {
    for (const { sku } of lines) {
      this.doubtfulSince.set(sku, at);
      this.dirty.add(sku);
    }
  }
}

function everySku(): Set<string> {
  return new Set(offers.map(({ sku }) => sku));
}

/** A believable seller's life: a backlog of orders of every kind, and new ones as the clock moves. */
import { catalogue, type CatalogueProduct } from './catalogue.ts';
import { enter } from './life.ts';
import type { MiraklSandbox } from './mirakl.ts';
import { newOrder } from './new-order.ts';
import { orderKinds, orderOfKind, type OrderKind } from './order-kinds.ts';
import { isoDate, type OrderState, type WireOrder } from './order-shape.ts';
import type { OrderLife } from './order-store.ts';
import { Random } from './random.ts';
import { canBeBought } from './shop-offers.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** How long the addresses of a late-address order stay empty. */
const addressDelay = 3 * minute;

export type KindWeights = Partial<Record<OrderKind, number>>;

export interface BornOrder {
  orderId: string;
  kind: OrderKind;
}

export interface BacklogOptions {
  /** How often each kind comes; by default two thirds are plain cleared orders. Only kinds named here come. */
  mix?: KindWeights;
  /** The orders were placed within so many days before now. Default 5. */
  days?: number;
}

export interface LifeOptions {
  sandbox: MiraklSandbox;
  seed?: number;
  products?: CatalogueProduct[];
}

const everydayMix: KindWeights = {
  ...Object.fromEntries(orderKinds.map((kind) => [kind, 1])),
  cleared: 2 * (orderKinds.length - 1),
};

/** Kinds that are so from birth; the others are what happens to an order later. */
const liveMix: KindWeights = {
  cleared: 60,
  discount: 6,
  'vat-by-line': 6,
  'vat-by-unit': 3,
  'late-address': 3,
  'unicode-name': 3,
  'uuid-line-ids': 2,
  'unknown-sku': 2,
  jersey: 1,
  'wrong-vat': 1,
};

export class SellerLife {
  readonly products: CatalogueProduct[];
  /** Every order made here with its kind, which is never on the wire. */
  readonly born: BornOrder[] = [];
  readonly #sandbox: MiraklSandbox;
  readonly #random: Random;
  readonly #prefix: string;
  readonly #bySku: ReadonlyMap<string, CatalogueProduct>;
  #number = 0;

  constructor({ sandbox, seed = 1, products = catalogue(seed) }: LifeOptions) {
    this.#sandbox = sandbox;
    this.#random = new Random(seed);
    this.#prefix = `BQ${seed}`;
    this.products = products;
    this.#bySku = new Map(products.map((product) => [product.sku, product]));
  }

  /** Adds `count` orders placed over the last days. With the default mix and a large enough count no kind is missing. */
  generateBacklog(count: number, { mix, days = 5 }: BacklogOptions = {}): BornOrder[] {
    const weights = mix ?? everydayMix;
    const kinds = (Object.keys(weights) as OrderKind[]).slice(0, count);
    while (kinds.length < count) kinds.push(this.#random.weighted(weights));
    this.#random.shuffle(kinds);
    const now = this.#sandbox.now();
    const births = kinds.map(() => now - Math.floor((0.02 + this.#random.next() * 0.98) * days * day));
    births.sort((a, b) => a - b);
    return kinds.map((kind, at) => this.#addPast(kind, births[at]!, now));
  }

  /**
   * From now on, that many customers a minute of sandbox time on average, each at its moment. One who finds less on
   * offer than wanted goes away without an order.
   */
  live(ratePerMinute: number, mix: KindWeights = liveMix): void {
    const next = (after: number): void => {
      const at = after + this.#gap(ratePerMinute);
      this.#sandbox.plan(Math.floor(at), () => {
        const kind = this.#random.weighted(mix);
        const order = this.#make(kind, Math.floor(at));
        if (this.#canBeBought(order)) this.#bear(order, kind, Math.floor(at));
        next(at);
      });
    };
    next(this.#sandbox.now());
  }

  /** A customer buys so many units of one SKU now. Undefined where the marketplace has fewer, or no such offer on sale. */
  buy(sku: string, quantity: number): BornOrder | undefined {
    const now = this.#sandbox.now();
    const offer = this.#sandbox.offer(sku);
    if (!offer?.active || offer.quantity < quantity) return undefined;
    const { title: name, priceMinor, ean, categoryCode, categoryLabel } = offer;
    const product = this.#bySku.get(sku) ?? {
      ...{ sku, name, priceMinor, ean, categoryCode, categoryLabel },
      taxCategory: 'standard' as const,
    };
    const order = newOrder(this.#random, {
      commercialId: this.#nextId(),
      createdAt: now,
      lines: [{ product, quantity, shippingMinor: 0, unitMinor: priceMinor }],
    });
    return this.#bear(order, 'cleared', now);
  }

  /**
   * A customer orders now what is on offer; the order goes through its states from STAGING on. Where hardly anything is on
   * offer it is placed all the same, as the marketplace sells from a basket that was filled before.
   */
  place(kind: OrderKind = 'cleared'): BornOrder {
    const now = this.#sandbox.now();
    let order = this.#make(kind, now);
    for (let tries = 1; tries < 20 && !this.#canBeBought(order); tries += 1) order = this.#make(kind, now);
    return this.#bear(order, kind, now);
  }

  newOrder(): BornOrder {
    return this.place('cleared');
  }

  unknownSku(): BornOrder {
    return this.place('unknown-sku');
  }

  wrongVat(): BornOrder {
    return this.place('wrong-vat');
  }

  lateAddress(): BornOrder {
    return this.place('late-address');
  }

  /** A customer cancels one unit of the first line of an order; the newest one made here if none is named. */
  cancelLine(orderId = this.born.at(-1)?.orderId): void {
    const order = orderId === undefined ? undefined : this.#sandbox.order(orderId);
    const line = order?.order_lines[0];
    if (order && line) this.#sandbox.events.cancelLine(order.order_id, line.order_line_id, { quantity: 1 });
  }

  #gap(ratePerMinute: number): number {
    return (-Math.log(1 - this.#random.next()) * minute) / ratePerMinute;
  }

  #canBeBought(order: WireOrder): boolean {
    return canBeBought(order, (sku) => this.#sandbox.offer(sku));
  }

  #bear(order: WireOrder, kind: OrderKind, at: number): BornOrder {
    return this.#add(order, kind, { addedAt: at, ...(kind === 'late-address' && { addressDelay }) });
  }

  #make(kind: OrderKind, at: number): WireOrder {
    return orderOfKind(kind, {
      random: this.#random,
      products: this.products,
      commercialId: this.#nextId(),
      createdAt: this.#random.chance(0.5) ? Math.floor(at / 1000) * 1000 : at,
    });
  }

  #nextId(): string {
    this.#number += 1;
    return `${this.#prefix}${String(this.#number).padStart(6, '0')}`;
  }

  #add(order: WireOrder, kind: OrderKind, life: OrderLife): BornOrder {
    this.#sandbox.addOrder(order, life);
    const born = { orderId: order.order_id, kind };
    this.born.push(born);
    return born;
  }

  /** An order that was placed some time ago, from stock of then, and has come as far as its kind says by now. */
  #addPast(kind: OrderKind, createdAt: number, now: number): BornOrder {
    const order = this.#make(kind, createdAt);
    const later = (milliseconds: number): number => Math.min(createdAt + milliseconds, now);
    const reach = (...states: OrderState[]): void => {
      states.forEach((state, at) => {
        enter(order, state, later((at + 1) * 3 * minute));
      });
    };
    const add = (life: OrderLife = {}): BornOrder =>
      this.#add(order, kind, { ...life, reducesOffers: false });
    const lineId = order.order_lines[0]!.order_line_id;
    const { events } = this.#sandbox;
    if (kind === 'waiting-acceptance') {
      reach('WAITING_ACCEPTANCE');
      return add();
    }
    if (kind === 'not-yet-paid') {
      reach('WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT');
      // Some pay within the hour, some a week later: long after the order was created (mirakl.md 10, problem 2).
      const wait = this.#random.chance(0.5) ? this.#random.whole(2, 60) * minute : 7 * day;
      return add({ delays: { payment: wait } });
    }
    if (kind === 'cancelled-before-import') {
      reach('WAITING_DEBIT');
      const born = add({ delays: { debit: null } });
      for (const line of order.order_lines) events.cancelLine(born.orderId, line.order_line_id);
      return born;
    }
    reach('WAITING_DEBIT', 'WAITING_DEBIT_PAYMENT', 'SHIPPING');
    if (kind === 'with-incident') this.#ship(order, later(hour));
    const born = add();
    if (kind === 'late-address') events.deliverAddressLate(born.orderId, { ms: addressDelay });
    if (kind === 'partly-cancelled') events.cancelLine(born.orderId, lineId, { quantity: 1 });
    if (kind === 'partly-refunded') events.refund(born.orderId, lineId, { quantity: 1, shippingAmount: 0 });
    if (kind === 'with-incident') events.openIncident(born.orderId, lineId);
    return born;
  }

  #ship(order: WireOrder, at: number): void {
    enter(order, 'SHIPPED', at);
    order.shipping_carrier_code = 'DPDUK';
    order.shipping_company = 'DPD UK';
    order.shipping_tracking = `T${order.order_id}`;
    order.delivery_date = { earliest: isoDate(at + day), latest: isoDate(at + 2 * day) };
  }
}

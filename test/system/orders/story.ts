/**
 * What the stories share: a world with one relay, orders made to measure on the marketplace, and what stands in Dynamics
 * read as a clerk would read it. A story ends with `end`, which proves the invariants on whatever came of it.
 */
import assert from 'node:assert/strict';
import type { Row } from '../../sandbox/dataverse/model.ts';
import type { CatalogueProduct, TaxCategory } from '../../sandbox/mirakl/catalogue.ts';
import { enter } from '../../sandbox/mirakl/life.ts';
import { newOrder, type OrderWish } from '../../sandbox/mirakl/new-order.ts';
import type { OrderState, WireOrder } from '../../sandbox/mirakl/order-shape.ts';
import type { OrderLife } from '../../sandbox/mirakl/order-store.ts';
import { Random } from '../../sandbox/mirakl/random.ts';
import { places } from '../../rehearsal/state-of-orders.ts';
import type { WorldOptions } from '../../rehearsal/world.ts';
import { assertInvariants } from '../check-invariants.ts';
import { Harness, type Copy, type CopyOptions } from '../harness.ts';
import { decidesAlike } from './decides-alike.ts';

export const minute = 60_000;

export interface Ordered {
  /** Position among the catalogue's products of the category, or a SKU that Dynamics does not have. */
  readonly product?: number | string;
  readonly category?: TaxCategory;
  readonly quantity?: number;
  /** Pence with VAT. */
  readonly unit?: number;
  readonly shipping?: number;
}

export interface Wish extends Partial<Omit<OrderWish, 'lines' | 'commercialId' | 'createdAt'>> {
  readonly lines?: readonly Ordered[];
  /** Where the order has got to; SHIPPING (paid) unless said otherwise. */
  readonly state?: OrderState;
  /** Something about the body that no wish can ask for. */
  readonly but?: (order: WireOrder) => void;
  readonly life?: OrderLife;
}

export class Story {
  readonly harness: Harness;
  readonly #random = new Random(7);
  #number = 0;
  #copy: Copy | null = null;

  constructor(options: Partial<WorldOptions> = {}) {
    this.harness = new Harness(options);
  }

  get world() {
    return this.harness.world;
  }

  get dynamics() {
    return this.world.dataverse;
  }

  get mirakl() {
    return this.world.mirakl;
  }

  get copy(): Copy {
    assert.ok(this.#copy, 'the relay was never started');
    return this.#copy;
  }

  /** Starts another relay process, from which on that one is the story's. */
  async startRelay(options: CopyOptions = {}): Promise<void> {
    this.#copy = await this.harness.startCopy(options);
  }

  /** Lets the relay work for so many minutes, a poll and a write-back unless said otherwise. */
  async relayWorks(minutes = 3): Promise<void> {
    if (!this.#copy) await this.startRelay();
    await this.harness.run(this.copy, minutes * minute);
  }

  product(position = 0, category: TaxCategory = 'standard'): CatalogueProduct {
    const product = this.world.life.products.filter((one) => one.taxCategory === category)[position];
    assert.ok(product);
    return product;
  }

  /** A customer's order comes to the marketplace; answers its id. One drill for 24.00 with VAT unless said otherwise. */
  ordered(wish: Wish = {}): string {
    const { lines = [{}], state = 'SHIPPING', but, life, ...rest } = wish;
    const now = this.mirakl.now();
    this.#number += 1;
    const order = newOrder(this.#random, {
      ...rest,
      commercialId: `S${String(this.#number).padStart(4, '0')}`,
      createdAt: now - 10 * minute,
      lines: lines.map(({ product = 0, category = 'standard', quantity = 1, unit = 2400, shipping = 0 }) => ({
        product:
          typeof product === 'number'
            ? this.product(product, category)
            : { ...this.product(0, category), sku: product },
        quantity,
        unitMinor: unit,
        shippingMinor: shipping,
      })),
    });
    if (state !== 'STAGING') enter(order, state, now - minute);
    but?.(order);
    this.mirakl.addOrder(order, { moves: state !== 'SHIPPING', ...life });
    return order.order_id;
  }

  /** The marketplace order's row in Dynamics. */
  root(orderId: string): Readonly<Row> {
    const row = this.dynamics.find('mpb_order', (one) => one.mpb_name === orderId);
    assert.ok(row, `${orderId} has no row`);
    return row;
  }

  place(orderId: string): string {
    const row = this.dynamics.find('mpb_order', (one) => one.mpb_name === orderId);
    return row ? places[row.mpb_place as keyof typeof places] : 'unseen';
  }

  /** The one Sales Order of an order, with its lines in their order. */
  salesOrder(orderId: string): { row: Readonly<Row>; lines: Readonly<Row>[] } {
    const all = this.salesOrdersOf(orderId);
    const [row] = all;
    if (!row || all.length > 1) assert.fail(`${all.length} Sales Orders of ${this.#why(orderId)}`);
    const lines = this.dynamics
      .rows('salesorderdetail')
      .filter((line) => line.salesorderid === row.salesorderid)
      .sort((a, b) => Number(a.lineitemnumber) - Number(b.lineitemnumber));
    return { row, lines };
  }

  salesOrdersOf(orderId: string): Readonly<Row>[] {
    return this.dynamics.rows('salesorder').filter((one) => one.mpb_marketplaceorderid === orderId);
  }

  /** An order that is imported, proved and written back; its id. */
  async imported(wish: Wish = {}): Promise<string> {
    const id = this.ordered(wish);
    await this.relayWorks();
    this.assertDone(id);
    return id;
  }

  /** The order is imported, proved, written back, and nothing is open against it. */
  assertDone(orderId: string): void {
    this.#assertPlace(orderId, 'done');
    const { row } = this.salesOrder(orderId);
    const reference = this.mirakl.order(orderId)?.references.order_reference_for_seller;
    assert.equal(reference, row.ordernumber, 'the marketplace shows our order number');
  }

  /** The order is held up by exactly these codes, and nothing of it stands in Dynamics as a Sales Order. */
  assertHeld(orderId: string, ...codes: string[]): void {
    this.#assertPlace(orderId, 'exception');
    assert.deepEqual(
      this.open(orderId)
        .filter((one) => one.mpb_severity === 927_130_000)
        .map((one) => String(one.mpb_code))
        .sort(),
      [...codes].sort(),
    );
    assert.equal(this.salesOrdersOf(orderId).length, 0, 'held up means not imported');
  }

  /** Open exceptions and advice of an order. */
  open(orderId: string): Readonly<Row>[] {
    const id = this.root(orderId).mpb_orderid;
    return this.dynamics.rows('mpb_exception').filter((one) => one.mpb_orderid === id && one.statecode === 0);
  }

  exception(orderId: string, code: string): Readonly<Row> {
    const found = this.open(orderId).find((one) => one.mpb_code === code);
    if (!found) assert.fail(`no open exception ${code} of ${this.#why(orderId)}`);
    return found;
  }

  /** How many the relay says that it freed, and for what. */
  replays(): readonly { causeKeys: readonly string[]; held: number; cleared: number }[] {
    return this.copy.app.flows()?.orders.status().replays ?? [];
  }

  setMarketplace(change: Row): void {
    this.dynamics.patchAs({}, 'mpb_marketplace', this.world.marketplaceId, change);
  }

  productRow(position = 0, category: TaxCategory = 'standard'): Readonly<Row> {
    const { sku } = this.product(position, category);
    const row = this.dynamics.find('product', (one) => one.productnumber === sku);
    assert.ok(row);
    return row;
  }

  mapSku(sku: string, position = 0): string {
    return this.dynamics.createAs({}, 'mpb_skumapping', {
      mpb_name: sku,
      mpb_sku: sku,
      mpb_marketplaceid: this.world.marketplaceId,
      mpb_productid: this.productRow(position).productid,
    });
  }

  addTaxRule(taxCategory: string, territory: string, rate: number): string {
    return this.dynamics.createAs({}, 'mpb_taxrule', {
      mpb_name: `${taxCategory} ${territory}`,
      mpb_taxcategory: taxCategory,
      mpb_territory: territory,
      mpb_treatment: 927_130_000,
      mpb_rate: rate,
      mpb_validfrom: '2011-01-04',
    });
  }

  /** Proves the invariants on what the story left behind. */
  async end(): Promise<void> {
    assertInvariants(this.world);
    const { seen, done, waiting, exception } = this.harness.state().counts;
    assert.equal(seen, done + waiting + exception, 'seen = done + waiting + exception');
    await decidesAlike(this.harness, this.copy);
  }

  #assertPlace(orderId: string, wanted: string): void {
    if (this.place(orderId) !== wanted) assert.fail(`not ${wanted}: ${this.#why(orderId)}`);
  }

  #why(orderId: string): string {
    return `${orderId}: ${JSON.stringify(this.harness.order(orderId))} ${JSON.stringify(this.harness.exceptionsOf(orderId).map((one) => one.cause))}`;
  }
}

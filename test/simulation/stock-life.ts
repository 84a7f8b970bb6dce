/** What customers, other channels, the warehouse and clerks do to stock, each thing at any moment; a seed says what. */
import type { Row } from '../sandbox/dataverse/model.ts';
import { linesOf, type WireOrder } from '../sandbox/mirakl/order-shape.ts';
import type { World } from '../rehearsal/world.ts';
import type { StockOfWorld } from '../rehearsal/stock/stock-of-world.ts';

const minute = 60_000;
const longestGap = 8 * minute;

export class StockLife {
  readonly #world: World;
  readonly #stock: StockOfWorld;
  readonly #random: () => number;
  /** Second halves of deliveries. */
  #later: { readonly at: number; readonly happen: () => void }[] = [];
  /** Orders whose delivery has begun. */
  readonly #begun = new Set<string>();
  /** How often each thing happened. */
  readonly happened = new Map<string, number>();

  constructor(world: World, random: () => number) {
    if (world.stock === null) throw new Error('this world has stock');
    this.#world = world;
    this.#stock = world.stock;
    this.#random = random;
  }

  /** Something may happen now, and what was begun goes on. */
  beforeRequest(howOften: number): void {
    const now = this.#world.clock.now();
    const due = this.#later.filter(({ at }) => at <= now);
    this.#later = this.#later.filter(({ at }) => at > now);
    for (const { happen } of due) happen();
    if (this.#random() < howOften) this.happen();
  }

  /** One thing, whichever. */
  happen(): void {
    const things = [
      ...Array<() => string>(5).fill(() => this.#buy()),
      ...Array<() => string>(3).fill(() => this.#sellElsewhere()),
      ...Array<() => string>(3).fill(() => this.#deliver()),
      ...Array<() => string>(2).fill(() => this.#receive()),
      () => this.#return(),
      () => this.#cancel(),
      () => this.#override(),
      () => this.#override(),
      () => this.#stopSelling(),
      () => this.#retire(),
      () => this.#map(),
      () => this.#changePolicy(),
    ];
    const what = this.#pick(things)!();
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  /** What was begun is done, and what people took off sale for a while is on sale again. */
  end(): void {
    for (const { happen } of this.#later) happen();
    this.#later = [];
  }

  #buy(): string {
    const offer = this.#pick(this.#world.mirakl.offers.filter(({ quantity }) => quantity > 0));
    if (!offer) return 'a customer finds nothing';
    this.#world.life.buy(offer.sku, Math.min(offer.quantity, this.#upTo(2)));
    return 'a customer buys';
  }

  #sellElsewhere(): string {
    const sku = this.#product();
    const sold = Math.min(this.#upTo(3), Math.max(0, this.#stock.onHand(sku) ?? 0));
    if (sold > 0) this.#stock.change(sku, -sold);
    return 'a sale elsewhere';
  }

  #receive(): string {
    this.#stock.change(this.#product(), this.#upTo(6));
    return 'goods come';
  }

  #deliver(): string {
    const { mirakl, clock } = this.#world;
    const order = this.#pick(
      mirakl.orders.filter(
        (one) =>
          one.order_state === 'SHIPPING' && !this.#begun.has(one.order_id) && openLines(one).length > 0,
      ),
    );
    if (!order) return 'nothing to deliver';
    this.#begun.add(order.order_id);
    const goods = (): void => {
      this.#book(order, -1);
    };
    const dispatch = (): void => {
      if (mirakl.order(order.order_id)?.order_state === 'SHIPPING')
        mirakl.events.moveTo(order.order_id, 'SHIPPED');
    };
    const which = this.#pick(['goods first', 'dispatch first', 'together'] as const)!;
    if (which !== 'dispatch first') goods();
    else dispatch();
    const second = which === 'dispatch first' ? goods : dispatch;
    if (which === 'together') second();
    else this.#later.push({ at: clock.now() + this.#random() * longestGap, happen: second });
    return `a delivery, ${which}`;
  }

  #return(): string {
    const { mirakl } = this.#world;
    const order = this.#pick(mirakl.orders.filter((one) => one.order_state === 'SHIPPED'));
    const line = order && openLines(order)[0];
    if (!order || !line) return 'nothing comes back';
    if (line.refunds.length === 0)
      mirakl.events.refund(order.order_id, line.order_line_id, { quantity: 1, shippingAmount: 0 });
    this.#stock.change(this.#product(), 1);
    return 'goods come back';
  }

  #cancel(): string {
    const { mirakl } = this.#world;
    const order = this.#pick(
      mirakl.orders.filter((one) => one.order_state === 'SHIPPING' && !this.#begun.has(one.order_id)),
    );
    const line = order && openLines(order)[0];
    if (!order || !line) return 'nothing to cancel';
    mirakl.events.cancelLine(order.order_id, line.order_line_id, { quantity: this.#upTo(line.quantity) });
    return 'a customer cancels';
  }

  #override(): string {
    const columns = this.#pick<Row>([
      { mpb_stocklimit: this.#upTo(8) },
      { mpb_stocklimit: null },
      { mpb_allocationpercent: this.#upTo(4) * 25 },
      { mpb_allocationpercent: null },
      { mpb_bufferrule: 927_130_000, mpb_buffervalue: this.#upTo(4) },
      { mpb_bufferrule: 927_130_001, mpb_buffervalue: this.#upTo(60) },
      { mpb_bufferrule: null, mpb_buffervalue: null },
      { mpb_unitsperoffer: this.#upTo(3) },
    ])!;
    this.#saveListing(columns);
    return 'a listing is saved';
  }

  #stopSelling(): string {
    this.#saveListing({ mpb_stopselling: this.#random() < 0.5 });
    return 'stop selling';
  }

  #retire(): string {
    const isActive = this.#random() < 0.5;
    const columns = isActive ? { statecode: 0, statuscode: 1 } : { statecode: 1, statuscode: 2 };
    this.#save('product', this.#stock.productId(this.#product()), columns);
    return 'a product is retired, or back';
  }

  #map(): string {
    const mapping = this.#pick(this.#world.dataverse.rows('mpb_skumapping'));
    if (!mapping) return 'nothing is mapped';
    this.#save('mpb_skumapping', String(mapping.mpb_skumappingid), {
      mpb_productid: this.#stock.productId(this.#product()),
    });
    return 'a SKU is mapped anew';
  }

  #changePolicy(): string {
    const columns = this.#pick<Row>([
      { mpb_bufferrule: 927_130_000, mpb_buffervalue: this.#upTo(3) },
      { mpb_bufferrule: 927_130_001, mpb_buffervalue: this.#upTo(30) },
      { mpb_bufferrule: null, mpb_buffervalue: null },
      { mpb_allocationpercent: 50 + this.#upTo(50) },
      { mpb_stocklimit: 5 + this.#upTo(9) },
      { mpb_demandrule: 927_130_000 + this.#upTo(2) - 1 },
    ])!;
    this.#save('mpb_marketplace', this.#world.marketplaceId, columns);
    return 'the policy is saved';
  }

  /** As many as are still wanted when it is booked. */
  #book(order: WireOrder, sign: 1 | -1): void {
    const now = this.#world.mirakl.order(order.order_id);
    for (const line of now ? openLines(now) : []) {
      const listing = this.#world.dataverse.find('mpb_listing', (row) => row.mpb_sku === line.offer_sku);
      const product = this.#stock.products.find(({ productId }) => productId === listing?.mpb_productid);
      if (product)
        this.#stock.change(product.sku, sign * line.quantity * Number(listing?.mpb_unitsperoffer ?? 1));
    }
  }

  #product(): string {
    return this.#pick(this.#stock.products)!.sku;
  }

  #saveListing(columns: Row): void {
    const listing = this.#pick(this.#world.dataverse.rows('mpb_listing'));
    if (listing) this.#save('mpb_listing', String(listing.mpb_listingid), columns);
  }

  #save(table: string, id: string, columns: Row): void {
    const { admin } = this.#world.environment.users;
    this.#world.dataverse.patchAs({ userId: admin, initiatingUserId: admin }, table, id, columns);
  }

  #upTo(most: number): number {
    return 1 + Math.floor(this.#random() * most);
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }
}

function openLines(order: WireOrder) {
  return linesOf(order).filter((line) => line.order_line_state !== 'CANCELED' && line.quantity > 0);
}

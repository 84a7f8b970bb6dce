/** A world with stock and a relay in it: what whole-system tests of the stock flow tell their stories with. */
import { idsOf } from '@marketplace-bridge/relay';
import type { HttpPort } from '@marketplace-bridge/relay';
import type { Row } from '../../sandbox/dataverse/model.ts';
import type { MiraklOptions } from '../../sandbox/mirakl/settings.ts';
import type { WorldStock } from '../../rehearsal/stock/set-up-stock.ts';
import { miraklHost, type WorldOptions } from '../../rehearsal/world.ts';
import { driven, gone } from '../../simulation/drive.ts';
import { Harness, type Copy } from '../harness.ts';
import { SideBySide, type Loop } from '../side-by-side.ts';

export const minute = 60_000;
export const hour = 60 * minute;

const ids = idsOf(miraklHost, null);
export const listingIds = (sku: string) => ({ id: ids.id('listing', sku), key: ids.listingKey(sku) });

export interface StoryOptions {
  readonly stock?: WorldStock;
  readonly mirakl?: Partial<Omit<MiraklOptions, 'clock' | 'apiKey'>>;
  readonly dynamics?: WorldOptions['dynamics'];
  readonly through?: (port: HttpPort) => HttpPort;
}

export class StockStory {
  readonly harness: Harness;
  readonly #through: ((port: HttpPort) => HttpPort) | undefined;
  #copy: Copy | null = null;
  #loops: SideBySide | null = null;
  #copies = 0;

  /** Ten products; what B&Q shows is what is on hand, and the listings say so. */
  constructor(options: StoryOptions = {}) {
    this.harness = new Harness({
      stock: { products: 10, listings: listingIds, ...options.stock },
      ...(options.mirakl === undefined ? {} : { mirakl: options.mirakl }),
      ...(options.dynamics === undefined ? {} : { dynamics: options.dynamics }),
    });
    this.#through = options.through;
  }

  get world() {
    return this.harness.world;
  }

  get stock() {
    const { stock } = this.world;
    if (stock === null) throw new Error('a story of stock has stock');
    return stock;
  }

  get copy(): Copy {
    if (this.#copy === null) throw new Error('no relay runs yet');
    return this.#copy;
  }

  /** The SKU of the catalogue at this place. */
  sku(index: number): string {
    const product = this.stock.products[index];
    if (product === undefined) throw new Error(`there is no product ${index}`);
    return product.sku;
  }

  /** A relay process that has just started; the one before is no more. `dead` says whether it died meanwhile. */
  async start(
    loops: (copy: Copy) => readonly Loop[] = ({ flows }) => [flows.orders, flows.stock],
    through = this.#through,
    dead: () => boolean = () => false,
  ): Promise<void> {
    this.#copies += 1;
    const { clock } = this.harness;
    const starting = this.harness.startCopy({
      seed: this.#copies,
      ...(through === undefined ? {} : { through }),
    });
    const copy = await driven(clock, starting, dead);
    if (copy === gone) {
      this.#loops = new SideBySide(clock, []);
      return;
    }
    this.#copy = copy;
    this.#loops = new SideBySide(clock, loops(copy));
  }

  async run(milliseconds: number, until?: () => boolean): Promise<void> {
    if (this.#loops === null) await this.start();
    await this.#loops?.run(milliseconds, until === undefined ? {} : { until });
  }

  /** An event came: nobody waits any longer. */
  wake(): void {
    this.#loops?.wake();
  }

  /** What B&Q shows. */
  shown(sku: string): number {
    const offer = this.world.mirakl.offer(sku);
    if (offer === undefined) throw new Error(`B&Q has no offer ${sku}`);
    return offer.quantity;
  }

  listing(sku: string): Readonly<Row> {
    const row = this.world.dataverse.get('mpb_listing', listingIds(sku).id);
    if (row === undefined) throw new Error(`there is no listing ${sku}`);
    return row;
  }

  /** A person saves a listing. */
  saveListing(sku: string, columns: Row): void {
    this.#save('mpb_listing', listingIds(sku).id, columns);
  }

  /** The listing of a SKU is that of another one, as if the census had just found it. */
  forgetListing(sku: string, other: string): void {
    const { dataverse, marketplaceId, environment } = this.world;
    dataverse.remove('mpb_listing', listingIds(sku).id);
    const { id, key } = listingIds(other);
    dataverse.insert('mpb_listing', {
      mpb_listingid: id,
      mpb_listingkey: key,
      mpb_name: other,
      mpb_sku: other,
      mpb_marketplaceid: marketplaceId,
      mpb_place: 927_130_000,
      ownerid: environment.teams.operations,
      owneridtype: 'team',
    });
  }

  saveMarketplace(columns: Row): void {
    this.#save('mpb_marketplace', this.world.marketplaceId, columns);
  }

  saveProduct(sku: string, columns: Row): void {
    this.#save('product', this.stock.productId(sku), columns);
  }

  files(): readonly Readonly<Row>[] {
    return this.world.dataverse.rows('mpb_stockfile');
  }

  /** Open exceptions about stock: of one SKU, or of the marketplace as a whole. */
  exceptions(sku?: string): { code: string; cause: string }[] {
    return this.world.dataverse
      .rows('mpb_exception')
      .filter(
        (row) =>
          row.statecode === 0 &&
          (sku === undefined
            ? row.mpb_recordtype === 'marketplace'
            : row.mpb_listingid === listingIds(sku).id),
      )
      .map((row) => ({ code: String(row.mpb_code), cause: String(row.mpb_cause) }));
  }

  /** Lines that B&Q took or refused since a moment (ms). */
  linesSince(at: number) {
    return this.world.mirakl.stockLog.filter((line) => line.at >= at);
  }

  now(): number {
    return this.harness.clock.now();
  }

  #save(table: string, id: string, columns: Row): void {
    const { dataverse, environment } = this.world;
    const admin = environment.users.admin;
    dataverse.patchAs({ userId: admin, initiatingUserId: admin }, table, id, columns);
  }
}

/** Twenty of each unless said otherwise, everything published, the first readings of changes done. */
export async function quietStory(options: StoryOptions = {}): Promise<StockStory> {
  const story = new StockStory({ ...options, stock: { onHand: () => 20, ...options.stock } });
  await story.run(5 * minute);
  return story;
}

/**
 * The quantities of one pretend Dynamics, wherever its stock source has them. People and other systems change them here
 * the way Dynamics sees it: rules run, the version and the date of change move, change tracking tells of it.
 */
import type { DataverseSandbox } from '../../sandbox/dataverse/dataverse.ts';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { wireInstant } from '../../sandbox/dataverse/values.ts';
import { inventoryTables, type StockSourceName } from './stock-columns.ts';

export interface StockedProduct {
  readonly sku: string;
  readonly productId: string;
}

export class StockOfWorld {
  readonly source: StockSourceName;
  readonly products: readonly StockedProduct[];
  readonly #dataverse: DataverseSandbox;
  /** Whose writes these are: not the relay's. */
  readonly #writer: { readonly userId: string; readonly initiatingUserId: string };
  readonly #bySku: ReadonlyMap<string, StockedProduct>;

  constructor(
    dataverse: DataverseSandbox,
    given: { source: StockSourceName; products: readonly StockedProduct[]; userId: string },
  ) {
    this.#dataverse = dataverse;
    this.source = given.source;
    this.products = given.products;
    this.#writer = { userId: given.userId, initiatingUserId: given.userId };
    this.#bySku = new Map(given.products.map((product) => [product.sku, product]));
  }

  has(sku: string): boolean {
    return this.#bySku.has(sku);
  }

  productId(sku: string): string {
    const product = this.#bySku.get(sku);
    if (!product) throw new Error(`no stock is kept of ${sku}`);
    return product.productId;
  }

  /** Over all warehouses; null where the source says nothing of the product. */
  onHand(sku: string): number | null {
    const productId = this.productId(sku);
    const inventory = inventoryTables[this.source];
    if (!inventory) {
      const quantity = this.#dataverse.get('product', productId)?.quantityonhand;
      return typeof quantity === 'number' ? quantity : null;
    }
    const rows = this.#rowsOf(productId);
    if (rows.length === 0) return null;
    return rounded(rows.reduce((sum, row) => sum + Number(row[inventory.quantity] ?? 0), 0));
  }

  /**
   * Units that come (or, below 0, go), from the warehouse that has most. A stock that the source does not say starts at
   * nothing; the quantity on hand of a product cannot be below 0 (dataverse.md 9).
   */
  change(sku: string, by: number): void {
    const inventory = inventoryTables[this.source];
    if (!inventory) {
      this.set(sku, Math.max(0, (this.onHand(sku) ?? 0) + by));
      return;
    }
    const most = this.#rowsOf(this.productId(sku)).sort(
      (one, other) => Number(other[inventory.quantity]) - Number(one[inventory.quantity]),
    )[0];
    if (!most) throw new Error(`${sku} stands in no warehouse`);
    this.#write(inventory.table, String(most[inventory.id]), {
      [inventory.quantity]: rounded(Number(most[inventory.quantity] ?? 0) + by),
      ...this.#asOf(),
    });
  }

  /** What is there from now on, all of it in one warehouse; null where the source is to say nothing. */
  set(sku: string, quantity: number | null): void {
    const inventory = inventoryTables[this.source];
    if (!inventory) {
      const quantityonhand = quantity === null ? null : rounded(quantity);
      this.#write('product', this.productId(sku), { quantityonhand });
      return;
    }
    for (const [index, row] of this.#rowsOf(this.productId(sku)).entries()) {
      const id = String(row[inventory.id]);
      if (quantity === null) this.#dataverse.removeAs(this.#writer, inventory.table, id);
      else {
        this.#write(inventory.table, id, {
          [inventory.quantity]: index === 0 ? rounded(quantity) : 0,
          ...this.#asOf(),
        });
      }
    }
  }

  /** Several changes that other readers see at once or not at all. */
  together(work: () => void): void {
    this.#dataverse.engine.transaction(work);
  }

  #rowsOf(productId: string): Readonly<Row>[] {
    const inventory = inventoryTables[this.source];
    return inventory ? [...this.#dataverse.engine.where(inventory.table, inventory.product, productId)] : [];
  }

  #asOf(): Row {
    const column = inventoryTables[this.source]?.asOf;
    return column == null ? {} : { [column]: wireInstant(this.#dataverse.clock.now()) };
  }

  #write(table: string, id: string, columns: Row): void {
    this.#dataverse.patchAs(this.#writer, table, id, columns);
  }
}

/** Five places, as the product has them; sums of doubles are not exact. */
function rounded(quantity: number): number {
  return Math.round(quantity * 100_000) / 100_000;
}

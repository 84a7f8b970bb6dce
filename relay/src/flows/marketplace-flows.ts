/**
 * The periodic work of one marketplace: loops side by side, so that a long backlog of orders keeps no stock file waiting
 * and a census keeps neither. One lease for all of it; the order flow holds and renews it.
 */
import type { Shop } from './marketplace/marketplace.ts';
import { OrderFlow } from './orders/order-flow.ts';
import type { Ports } from './ports.ts';
import { Census } from './stock/census/census.ts';
import { StockFlow } from './stock/stock-flow.ts';

export class MarketplaceFlows {
  readonly orders: OrderFlow;
  readonly stock: StockFlow;
  readonly census: Census;

  constructor(ports: Ports, shop: Shop, copy: { readonly name: string }) {
    const orders = new OrderFlow(ports, shop, copy);
    const side = { leadership: orders.leadership, marketplace: () => orders.marketplace() };
    const stock = new StockFlow(ports, shop, {
      ...side,
      outcomeUnknown: () => {
        this.census.soon();
      },
    });
    this.orders = orders;
    this.stock = stock;
    this.census = new Census(ports, shop, {
      ...side,
      ordersReadUntil: () => orders.ordersReadUntil(),
      stock,
    });
  }

  status() {
    return { orders: this.orders.status(), stock: this.stock.status(), census: this.census.status() };
  }

  /** Until `stop`. */
  async run(): Promise<void> {
    // The lease is let go last: what the others are in the middle of is done under it.
    const beside = Promise.all([this.stock.run(), this.census.run()]).finally(() => {
      this.orders.stop();
    });
    await Promise.all([this.orders.run(), beside]);
  }

  stop(): void {
    this.stock.stop();
    this.census.stop();
  }
}

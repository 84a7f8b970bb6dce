/** The arithmetic that holds in real bodies: sums, commission on price and shipping, VAT on it (mirakl.md 2.3). */
import { pence, pounds, share } from './amounts.ts';
import { linesOf, type WireLine, type WireOrder } from './order-shape.ts';
import type { MiraklSettings } from './settings.ts';

/** B&Q takes 7 to 15 percent and adds 20 percent VAT (mirakl.md 9). */
export const usualRates = { commissionRate: 12.5, commissionTaxRate: 20 };

type Rates = Pick<MiraklSettings, 'commissionRate' | 'commissionTaxRate'>;

/** Sets a line's total and commission from its price and shipping price. */
export function recomputeLine(line: WireLine, rates: Rates): void {
  line.total_price = pounds(pence(line.price) + pence(line.shipping_price));
  line.commission_fee = share(line.total_price, rates.commissionRate, 100);
  line.commission_vat = share(line.commission_fee, rates.commissionTaxRate, 100);
  line.commission_rate_vat = rates.commissionTaxRate;
  line.commission_taxes = [{ code: 'VAT', amount: line.commission_vat, rate: rates.commissionTaxRate }];
  line.total_commission = pounds(pence(line.commission_fee) + pence(line.commission_vat));
}

/** Sets an order's totals to the sums of its lines. */
export function recomputeOrder(order: WireOrder): void {
  const sum = (amountOf: (line: WireLine) => number): number =>
    pounds(linesOf(order).reduce((total, line) => total + pence(amountOf(line)), 0));
  order.price = sum((line) => line.price);
  order.shipping_price = sum((line) => line.shipping_price);
  order.total_price = sum((line) => line.total_price);
  order.total_commission = sum((line) => line.total_commission);
}

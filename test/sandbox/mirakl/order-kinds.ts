/** Every kind of order that a connector must cope with, made on purpose. The kind is never on the wire. */
import type { CatalogueProduct } from './catalogue.ts';
import { pounds } from './amounts.ts';
import { newOrder, type LineWish, type OrderWish } from './new-order.ts';
import type { WireAddress, WireOrder } from './order-shape.ts';
import type { Random } from './random.ts';

export const orderKinds = [
  'cleared',
  'not-yet-paid',
  'waiting-acceptance',
  'late-address',
  'unknown-sku',
  'wrong-vat',
  'vat-by-unit',
  'vat-by-line',
  'vat-by-order',
  'jersey',
  'guernsey',
  'foreign-currency',
  'totals-off',
  'discount',
  'cancelled-before-import',
  'partly-cancelled',
  'partly-refunded',
  'with-incident',
  'uuid-line-ids',
  'number-line-ids',
  'three-decimals',
  'unicode-name',
  'long-address',
  'no-country-code',
  'indivisible-net',
] as const;
export type OrderKind = (typeof orderKinds)[number];

export interface Birth {
  random: Random;
  products: CatalogueProduct[];
  commercialId: string;
  createdAt: number;
}

/** An order of a kind, in state STAGING. What happens to it later (payment, cancellation, refund) is the caller's part. */
export function orderOfKind(kind: OrderKind, birth: Birth): WireOrder {
  const { random } = birth;
  const order = newOrder(random, {
    ...wishFor(kind, birth),
    commercialId: birth.commercialId,
    createdAt: birth.createdAt,
  });
  spoil(order, kind);
  return order;
}

type Wish = Omit<OrderWish, 'commercialId' | 'createdAt'>;

function wishFor(kind: OrderKind, { random, products }: Birth): Wish {
  const lines = basket(random, products);
  switch (kind) {
    case 'vat-by-unit':
      // 3 x 9.99: 1.67 a unit makes 5.01, the line makes 5.00.
      return { lines: exactly(products, random, { units: [999], quantity: 3, shipping: 495 }), vat: 'unit' };
    case 'vat-by-line':
      return { lines: exactly(products, random, { units: [999], quantity: 3, shipping: 495 }), vat: 'line' };
    case 'vat-by-order':
      // 9.99 twice: 1.67 a line makes 3.34, the order makes 3.33. Without shipping, so that the order is the goods.
      return {
        lines: exactly(products, random, { units: [999, 999], quantity: 1, shipping: 0 }),
        vat: 'order',
      };
    case 'indivisible-net':
      // 3 x 10.00 with VAT is 25.00 net: no unit price of two decimals makes that.
      return { lines: exactly(products, random, { units: [1000], quantity: 3, shipping: 0 }) };
    case 'wrong-vat':
      return { lines, vat: 'line' };
    case 'unknown-sku':
      return {
        lines: lines.map((line, at) => (at === 0 ? { ...line, product: unlisted(line.product) } : line)),
      };
    case 'jersey':
      return { lines, territory: 'JE' };
    case 'guernsey':
      return { lines, territory: 'GY' };
    case 'foreign-currency':
      return { lines, currency: 'EUR' };
    case 'discount':
      return { lines: lines.map((line) => discounted(line)) };
    case 'partly-cancelled':
    case 'partly-refunded':
      return { lines: lines.map((line, at) => (at === 0 ? { ...line, quantity: line.quantity + 1 } : line)) };
    case 'uuid-line-ids':
      return { lines, lineIds: 'uuid' };
    case 'number-line-ids':
      return { lines, lineIds: 'number' };
    case 'unicode-name':
      return { lines, unicode: true };
    case 'cleared':
    case 'not-yet-paid':
    case 'waiting-acceptance':
    case 'late-address':
    case 'totals-off':
    case 'cancelled-before-import':
    case 'with-incident':
    case 'three-decimals':
    case 'long-address':
    case 'no-country-code':
      // Taxes are often absent altogether (mirakl.md 2.3).
      return random.chance(0.3) ? { lines, vat: 'line' } : { lines };
  }
}

/** One to four different products; bulky orders are rare, delivery is free or a few pounds a line. */
function basket(random: Random, products: CatalogueProduct[]): LineWish[] {
  const count = Number(random.weighted({ '1': 60, '2': 25, '3': 10, '4': 5 }));
  const chosen = new Set<CatalogueProduct>();
  while (chosen.size < count) chosen.add(random.pick(products));
  return [...chosen].map((product) => ({
    product,
    quantity: product.priceMinor < 5000 ? Number(random.weighted({ '1': 60, '2': 25, '3': 10, '6': 5 })) : 1,
    shippingMinor: random.pick([0, 0, 395, 495, 695]),
  }));
}

/** Standard-rated lines with exact unit prices, where the roundings of VAT differ. */
function exactly(
  products: CatalogueProduct[],
  random: Random,
  wanted: { units: number[]; quantity: number; shipping: number },
): LineWish[] {
  const standard = random.shuffle(products.filter((product) => product.taxCategory === 'standard'));
  return wanted.units.map((unitMinor, at) => ({
    product: standard[at]!,
    quantity: wanted.quantity,
    shippingMinor: wanted.shipping,
    unitMinor,
  }));
}

function unlisted(product: CatalogueProduct): CatalogueProduct {
  return { ...product, sku: `OLD-${product.sku}`, name: `${product.name} (old pack)` };
}

function discounted(line: LineWish): LineWish {
  const unitMinor = Math.round(line.product.priceMinor * 0.85);
  return { ...line, unitMinor, originUnitMinor: line.product.priceMinor };
}

/** The faults of a body that no wish can ask for. */
function spoil(order: WireOrder, kind: OrderKind): void {
  const line = order.order_lines[0]!;
  if (kind === 'wrong-vat') {
    const tax = line.taxes[0]!;
    tax.rate = 17.5;
    tax.amount = pounds(Math.round(((line.price * 100) / 117.5) * 17.5) + 7);
  }
  if (kind === 'totals-off') order.total_price = pounds(Math.round(order.total_price * 100) + 1);
  if (kind === 'three-decimals') line.price_unit = Math.round(line.price_unit * 1000 + 5) / 1000;
  for (const address of [order.customer.billing_address, order.customer.shipping_address]) {
    if (address) spoilAddress(address, kind);
  }
}

function spoilAddress(address: WireAddress, kind: OrderKind): void {
  if (kind === 'no-country-code') delete address.country_iso_code;
  if (kind === 'long-address') {
    address.street_1 = `The Old Rehearsal Hall Annexe, ${'Upper Specimen-under-Pattern Road, '.repeat(8)}Unit 7`;
    address.street_2 = 'Third gate on the left past the second gate on the right, '.repeat(5).trim();
    address.city = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-by-the-Example';
  }
}

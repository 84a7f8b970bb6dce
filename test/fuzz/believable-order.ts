/**
 * Orders that nothing stands against: products that Dynamics has, amounts that add up, VAT as the UK has it, both
 * addresses, paid. Whatever does not matter to an import is of any form that the schema has.
 */
import fc from 'fast-check';
import { catalogue, vatRates } from '../sandbox/mirakl/catalogue.ts';
import type { Json } from '../sandbox/mirakl/lossless-json.ts';
import { anyHead, anyLine } from './schema-order.ts';
import { oneOf } from './wire-values.ts';

const products = catalogue();

const wish = fc.record({
  product: fc.constantFrom(...products),
  quantity: fc.integer({ min: 1, max: 9 }),
  shipping: fc.constantFrom(0, 0, 395, 495),
  unit: fc.option(fc.integer({ min: 1, max: 200_000 }), { freq: 2 }),
});

const address = fc.record({
  civility: fc.constantFrom(null, 'Mrs'),
  firstname: fc.constantFrom('Ada', 'Zoë', '伊藤'),
  lastname: fc.constantFrom('Byron', 'O’Neill', 'Al-Sayed'),
  street_1: fc.constantFrom('1 Long Lane', 'Flat 4/2, 7 High St'),
  street_2: fc.constantFrom(null, '', 'Back door'),
  zip_code: fc.constantFrom('LS1 4AP', 'ng1 5fs', 'SW1A1AA'),
  city: fc.constantFrom('Leeds', 'Nottingham'),
  country: fc.constant('United Kingdom'),
  country_iso_code: fc.constant('GBR'),
});

const core = fc.record({
  wishes: fc.array(wish, { minLength: 1, maxLength: 5 }),
  vat: fc.constantFrom('stated', 'unstated', 'on-top'),
  state: oneOf('SHIPPING|SHIPPED|RECEIVED|CLOSED'),
  billing: address,
  shipping: address,
});

export const believable: fc.Arbitrary<Record<string, Json>> = fc
  .tuple(anyHead, core, fc.array(anyLine, { minLength: 5, maxLength: 5 }))
  .map(([head, { wishes, vat, state, billing, shipping }, lines]) => {
    const made = wishes.map((one, at) => ({ ...lines[at], ...lineOf(one, vat, at, state) }));
    const sum = (of: 'price' | 'shipping_price') =>
      made.reduce((total, line) => total + Math.round(line[of] * 100), 0) / 100;
    const [price, delivery] = [sum('price'), sum('shipping_price')];
    return {
      ...head,
      ...{ order_state: state, order_tax_mode: vat === 'on-top' ? 'TAX_EXCLUDED' : 'TAX_INCLUDED' },
      ...{ created_date: '2026-11-01T09:30:00Z', last_updated_date: '2026-11-02T08:00:00.250Z' },
      ...{ customer_debited_date: '2026-11-01T10:00:00Z', currency_iso_code: 'GBP' },
      ...{ price, shipping_price: delivery, total_price: pounds(price * 100 + delivery * 100) },
      customer: { ...(head.customer as object), billing_address: billing, shipping_address: shipping },
      order_lines: made,
    };
  });

type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

function lineOf({ product, quantity, shipping, unit }: Wish, vat: string, at: number, state: string) {
  const each = unit ?? product.priceMinor;
  const rate = vatRates[product.taxCategory];
  const tax = (pence: number) => {
    const amount = vat === 'on-top' ? (pence * rate) / 100 : (pence * rate) / (100 + rate);
    const stated = { code: 'VAT', rate, tax_calculation_rule: 'PROPORTIONAL_TO_AMOUNT' };
    return vat === 'unstated' ? [] : [{ ...stated, amount: pounds(amount) }];
  };
  return {
    ...{ order_line_index: at + 1, order_line_state: state, offer_sku: product.sku, quantity },
    ...{ product_title: product.name, price_unit: pounds(each), price: pounds(each * quantity) },
    ...{ shipping_price: pounds(shipping), total_price: pounds(each * quantity + shipping) },
    ...{ taxes: tax(each * quantity), shipping_taxes: shipping === 0 ? [] : tax(shipping) },
    ...{
      commission_fee: pounds(each * quantity * 0.12),
      commission_taxes: [],
      refunds: [],
      cancelations: [],
    },
    fees: [],
  };
}

/** Half a penny rounds up, as the marketplace does it. */
function pounds(pence: number): number {
  return Math.floor(pence + 0.5 + 1e-9) / 100;
}

/**
 * What we read of an order (OR11; mirakl.md 2 and Appendix A). Everything but the identity, the state, the times and the
 * amounts is optional and nullable, because Mirakl's own examples lack fields that its schema requires (mirakl.md 11).
 * Amounts stay text here, exactly as written; `read-order.ts` gives them their currency.
 */
import { z } from 'zod';
import { wellFormed } from './well-formed.ts';

/**
 * A number as text. One that a double cannot hold comes as a string (`wire-json.ts`), and Mirakl's own examples send
 * amounts in quotes (mirakl.md 11.4).
 */
const number = z.union([z.number().transform(String), z.string()], { error: 'is missing or not a number' });
const maybeNumber = number.nullish().transform((value) => value ?? null);

/** Identifiers are opaque; one that comes as a number keeps its digits. */
const anyText = z.union([z.string(), z.number().transform(String)], { error: 'is missing or not text' });
const text = anyText.transform(wellFormed);
/** What tells an order, a line, a refund from every other. */
export const id = anyText
  .refine((value) => value.trim() !== '', { error: 'is empty' })
  // Two such ids could become one on their way through UTF-8.
  .refine((value) => wellFormed(value) === value, { error: 'is no well-formed Unicode text' });

const maybeText = text.nullish().transform((value) => (value?.trim() ? value : null));

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);

const instantShape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** Dates of Dataverse begin with 1753 and end with 9999; a year less, so that a deadline counted from it is a date as well. */
const [earliest, latest] = [Date.UTC(1753, 0, 1), Date.UTC(9999, 0, 1)];

/** ISO 8601 in UTC with milliseconds, which Mirakl omits when they are zero (mirakl.md 1.5): so that times compare as text. */
const instant = z.string({ error: 'is missing or not a time' }).transform((value, context) => {
  const time = instantShape.test(value) ? Date.parse(value) : NaN;
  if (time >= earliest && time < latest) return new Date(time).toISOString();
  const message = Number.isNaN(time) ? 'is not an ISO 8601 time' : 'is a time outside the years 1753 to 9998';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});
const maybeInstant = maybe(instant);
/** For what is only shown: nothing depends on it, so that an odd value must not hold an order up. */
const shownInstant = maybeInstant.catch(null);
const shownText = maybeText.catch(null);

/** An order is written whole or not at all: in one change set of at most 1,000 operations (dataverse.md 3), some three a line. */
const mostLines = 300;

const tax = z.object({ code: maybeText, amount: number, rate: maybeNumber });

const refund = z.object({
  id,
  refund_state: maybeText,
  state: maybeText,
  amount: maybeNumber,
  shipping_amount: maybeNumber,
  quantity: maybeNumber,
  taxes: list(tax),
  shipping_taxes: list(tax),
  commission_amount: number,
  commission_taxes: list(tax),
  reason_code: maybeText,
  created_date: maybeInstant,
});

const cancellation = z.object({
  id,
  amount: maybeNumber,
  shipping_amount: maybeNumber,
  quantity: maybeNumber,
  reason_code: maybeText,
  created_date: maybeInstant,
});

const line = z.object({
  order_line_id: id,
  order_line_index: maybeNumber,
  order_line_state: text,
  offer_sku: maybeText,
  product_title: maybeText,
  quantity: number,
  price_unit: number,
  price: number,
  shipping_price: number,
  total_price: number,
  taxes: list(tax),
  shipping_taxes: list(tax),
  commission_fee: number,
  commission_taxes: list(tax),
  fees: list(z.object({ code: text, amount: number })),
  refunds: list(refund),
  cancelations: list(cancellation),
  received_date: maybeInstant,
  shipped_date: maybeInstant,
});

const address = z.object({
  firstname: maybeText,
  lastname: maybeText,
  company: maybeText,
  street_1: maybeText,
  street_2: maybeText,
  additional_info: maybeText,
  city: maybeText,
  state: maybeText,
  zip_code: maybeText,
  country: maybeText,
  country_iso_code: maybeText,
  phone: maybeText,
  phone_secondary: maybeText,
});

export const orderSchema = z.object(
  {
    order_id: id,
    commercial_id: maybeText,
    order_state: text,
    currency_iso_code: text,
    order_tax_mode: maybeText,
    created_date: instant,
    last_updated_date: instant,
    acceptance_decision_date: shownInstant,
    customer_debited_date: maybeInstant,
    shipping_deadline: maybeInstant,
    price: number,
    shipping_price: number,
    total_price: number,
    customer: maybe(
      z.object({
        customer_id: maybeText,
        firstname: maybeText,
        lastname: maybeText,
        billing_address: maybe(address),
        shipping_address: maybe(address),
      }),
    ),
    shipping_carrier_code: shownText,
    shipping_company: shownText,
    shipping_tracking: shownText,
    shipping_tracking_url: shownText,
    shipping_type_label: maybeText,
    shipping_type_code: maybeText,
    references: maybe(z.object({ order_reference_for_seller: maybeText })),
    has_incident: flag,
    order_lines: z
      .array(line, { error: 'is missing or not a list' })
      .max(mostLines, { error: `has more than ${mostLines} lines, which cannot be written in one go` }),
  },
  { error: 'is not an order' },
);

export type WireOrder = z.output<typeof orderSchema>;
export type WireLine = z.output<typeof line>;
export type WireTax = z.output<typeof tax>;
export type WireAddress = z.output<typeof address>;
export type WireRefund = z.output<typeof refund>;
export type WireCancellation = z.output<typeof cancellation>;

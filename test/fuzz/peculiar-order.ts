/**
 * An order of ours with the peculiarities of the example in Mirakl's specification (mirakl.md 11): fields missing that
 * the schema requires (order_line fields, a refund's refund_state), several taxes on a line and one without a rate, a
 * refund and a cancellation of quantity 0, a fee inside the totals, milliseconds in one date and not in the next, null
 * texts, no order_tax_mode deprecations, breakdowns and purchase prices that are not ours to know.
 */
import { catalogue } from '../sandbox/mirakl/catalogue.ts';

export function peculiarOrder(): Record<string, unknown> {
  const product = catalogue().find(({ taxCategory }) => taxCategory === 'standard');
  if (!product) throw new Error('the catalogue has standard-rated products');
  const address = {
    ...{ city: 'Leeds', civility: 'M', company: 'Long & Sons', company_2: 'Yard', country: 'United Kingdom' },
    ...{ country_iso_code: 'GBR', firstname: 'Ada', lastname: 'Byron', street_1: '1 Long Lane' },
    ...{ street_2: '1st floor', zip_code: 'LS1 4AP' },
  };
  const parts = (amount: number) => ({
    parts: [{ amount, commissionable: true, debitable_from_customer: true, payable_to_shop: false }],
  });
  const refundTax = (amount: number) => ({
    amount,
    code: 'tax1',
    rate: 20,
    purchase_tax: { purchase_amount: 0.1 },
  });
  return {
    ...{
      order_id: 'Order_00010-P',
      commercial_id: 'Order_00010',
      order_state: 'RECEIVED',
      can_cancel: false,
    },
    ...{ acceptance_decision_date: '2026-10-30T14:56:01Z', created_date: '2026-10-30T14:18:43Z' },
    ...{ customer_debited_date: '2026-10-30T14:58:22.460Z', last_updated_date: '2026-10-30T14:59:58Z' },
    ...{
      currency_iso_code: 'GBP',
      order_tax_mode: 'TAX_INCLUDED',
      price: 165,
      shipping_price: 8,
      total_price: 173.65,
    },
    ...{ channel: { code: 'UK', label: 'Website UK' }, leadtime_to_ship: 5, order_additional_fields: [] },
    customer: {
      accounting_contact: { customer_id: 'C3', firstname: 'Th', lastname: 'A', locale: 'en_GB' },
      billing_address: address,
      shipping_address: { ...address, additional_info: 'One article per box' },
      ...{ customer_id: 'C1', firstname: 'Ada', lastname: 'Byron', locale: 'en_GB' },
      organization: { organization_id: 'O1', name: 'Long & Sons', identification_number: '982837446' },
    },
    delivery_date: { earliest: '2026-11-02T08:07:22.326Z', latest: '2026-11-03T08:07:22.326Z' },
    invoice_details: { document_details: [{ format: 'PDF' }], payment_terms: { days: 10, type: 'NET' } },
    ...{ has_incident: false, shipping_type_code: 'STD', shipping_type_label: 'Standard' },
    order_lines: [
      {
        ...{ order_line_id: 'Order_00010-P-1', order_line_index: 1, order_line_state: 'RECEIVED' },
        ...{ order_line_state_reason_code: null, offer_id: 2130, offer_sku: product.sku, description: null },
        ...{ product_title: product.name, quantity: 3, price_unit: 55, price: 165, shipping_price: 8 },
        ...{ total_price: 173.65, fees: [{ amount: 0.65, code: 'fee1' }], origin_unit_price: 60 },
        taxes: [
          { amount: 13.75, amount_breakdown: parts(13.75), code: 'tax1', rate: 20 },
          { amount: 13.75, code: 'tax2', tax_calculation_rule: 'PROPORTIONAL_TO_AMOUNT' },
        ],
        shipping_taxes: [{ amount: 1.33, code: 'tax1', rate: 20, purchase_tax: { purchase_amount: 1.06 } }],
        ...{ commission_fee: 21.3, commission_taxes: [{ amount: 0, code: 'TAXZERO', rate: 0 }] },
        cancelations: [
          {
            ...{ id: '1122', amount: 12.34, amount_breakdown: parts(12.34), quantity: 0, reason_code: '34' },
            ...{ shipping_amount: 1.23, commission_amount: 2.38, commission_taxes: [] },
            ...{
              created_date: '2026-10-31T09:37:58Z',
              taxes: [refundTax(0.75)],
              shipping_taxes: [refundTax(0.2)],
            },
          },
        ],
        refunds: [
          {
            ...{ id: '1106', state: 'WAITING_REFUND_PAYMENT', amount: 6.82, quantity: 0, reason_code: '19' },
            ...{ shipping_amount: 1.79, commission_amount: 1.69, created_date: '2026-10-31T09:40:41Z' },
            ...{ commission_taxes: [{ amount: 0, code: 'TAXZERO' }], taxes: [refundTax(0.41)] },
          },
        ],
        shipping_from: {
          address: { city: 'Leeds', country_iso_code: 'GBR', street_1: 'Yard' },
          warehouse: null,
        },
        ...{ received_date: '2026-10-31T14:59:58Z', shipped_date: '2026-10-30T14:58:39Z' },
      },
    ],
  };
}

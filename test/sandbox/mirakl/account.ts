/** A01: the shop's profile (mirakl.md 6). Everything in it is made up, bank details included. */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { isoDate } from './order-shape.ts';
import { ok } from './replies.ts';

export function account({ platform: { shopId, store }, now }: Call): SandboxResponse {
  return ok({
    applicable_taxes: [{ code: 'VAT', fee_types: ['COMMISSION', 'SUBSCRIPTION'], label: 'UK VAT' }],
    billing_info: {},
    channels: ['BQ_UK'],
    contact_informations: {
      city: 'Leeds',
      country: 'GBR',
      email: 'seller@rehearsal.example',
      lastname: 'Seller',
      street1: '1 Example Way',
      zip_code: 'LS99 9ZZ',
    },
    currency_iso_code: 'GBP',
    date_created: '2025-01-06T09:00:00Z',
    default_billing_information: {
      corporate_information: {
        company_registration_name: 'Rehearsal Home Improvement Ltd',
        company_registration_number: '00000000',
      },
      default_language: 'en_GB',
      id: '00000000-0000-4000-8000-000000000001',
      registration_address: {
        city: 'Leeds',
        country_iso_code: 'GBR',
        street_1: '1 Example Way',
        zip_code: 'LS99 9ZZ',
      },
    },
    description: 'A pretend seller of tools, paint and everything for the garden',
    domains: ['PRODUCT'],
    evaluations_count: 0,
    free_shipping: false,
    is_professional: true,
    last_updated_date: isoDate(now),
    model: 'MARKETPLACE',
    offers_count: 300,
    orders_count: store.size,
    payment_details: { paid_balance: 0, payable_balance: 0, pending_balance: 0 },
    payment_info: {
      '@type': 'UK',
      bank_account_number: '00000000',
      bank_city: 'Leeds',
      bank_name: 'Example Bank',
      bank_sort_code: '000000',
      owner: 'Rehearsal Home Improvement Ltd',
    },
    payment_method_mandatory: true,
    premium: false,
    pro_details: { corporate_name: 'Rehearsal Home Improvement Ltd', identification_number: '00000000' },
    shipping: { lead_time_to_ship: 2 },
    shipping_country: 'GBR',
    shipping_types: ['STD'],
    shipping_zones: ['UK'],
    shippings: [],
    shop_additional_fields: [],
    shop_id: shopId,
    shop_name: 'Rehearsal Home Improvement',
    shop_state: 'OPEN',
  });
}

/** PC01: how the platform is set up (appendix A); the seller learns here whether he must accept orders. */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { ok } from './replies.ts';

export function platformConfiguration({ platform: { settings } }: Call): SandboxResponse {
  const taxNumber = { mandatory: true, validation_regex: '^GB\\d{9}$' };
  return ok({
    features: {
      catalog: {
        allow_shop_contribution_to_all_channels: false,
        exclude_invalid_products: true,
        list_of_multiple_values_separator: '|',
        product_acceptance_by_channel: false,
        product_data_validation_by_channel: false,
        product_import_only_on_leaf: true,
      },
      circular_economy_data_collection: false,
      competitive_pricing_tool: false,
      direct_payment_customer_store: { activated: false, refund_cancel_authorized: false },
      disable_seller_alternative_carrier: settings.disableSellerAlternativeCarrier,
      dropship: { retail_pricing_edition_enabled: 'NO', retail_pricing_enabled: false },
      kyc_status_per_seller: false,
      lead_time_to_ship_by_sellers_enabled: 'YES',
      multi_currency: settings.multiCurrency,
      multi_payout_psp_per_seller: false,
      no_reply_needed: true,
      offer_prices_decimals: '2',
      operator_csv_delimiter: 'SEMICOLON',
      order_conditions: {
        lead_time_to_ship: true,
        maximum_order_quantity: true,
        minimum_order_quantity: false,
        package_order_quantity: false,
      },
      order_tax_mode: settings.orderTaxMode,
      order_workflows: {
        no_customer_payment_confirmation: false,
        order_acceptance: settings.orderAcceptance,
        pause_debit_workflow: false,
        pay_on_due_date: false,
        pay_on_shipment: false,
        sellers_edit_shipping_origin: false,
        shipping_and_billing_details_before_acceptance: settings.detailsBeforeAcceptance,
      },
      payment_confirmation: false,
      pricing: {
        channel_pricing: 'DISABLED',
        discount_period_required: false,
        discount_price_creation_in_the_past_blocked: true,
        scheduled_pricing: false,
        volume_discount: false,
        volume_pricing: false,
      },
      product_data_validation_by_channel: false,
      promotion: { cart_promotion_campaign: false, discount_campaign: false, seller_promotion: true },
      returns: { drop_ship: false, marketplace: settings.returns, one_creditor: false },
      shipment: { multi_part_item_shipment: false, multi_shipment: settings.multiShipment },
      shop_tax_options: { local_tax_number: taxNumber, tax_identification_number: taxNumber },
      tax_collection: {
        activated: 'NO',
        product_tax_code_mandatory: false,
        tax_collection_by_operator: false,
      },
      tax_id_number: taxNumber,
      warehouses: { geolocation: false, restricted_countries: [] },
    },
    modules: {
      mirakl_catalog_integrator: false,
      mirakl_catalog_manager: false,
      mirakl_catalog_transformer: false,
      mirakl_platform_services: false,
      offer_management: true,
      order_management: true,
      promotions: true,
      quotes: false,
      tax_manager: { activated: false, tax_provider: { avalara: false, vertex: false } },
    },
    platform_configuration: {
      customer_model: { b2b: false, b2c: true },
      enhanced_seller_invoicing: { enabled: false },
      platform_model: { drop_ship: false, marketplace: true, one_creditor: false },
    },
    platform_name: 'Rehearsal marketplace',
    tenant_name: 'bq-rehearsal',
    timezone: 'Europe/Paris',
  });
}

/** zod schemas of the smaller answers. Everything is optional and nullable (mirakl.md 11), and unknown fields are let through. */
import { z } from 'zod';

/** A list whose broken elements cost nothing but themselves. */
export function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((list) =>
      (list ?? []).flatMap((element) => {
        const parsed = item.safeParse(element);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
export const id = z.union([z.string(), z.number()]).transform(String);

/** OR13. */
export const exportStarted = z
  .object({ tracking_id: id })
  .transform((it) => ({ trackingId: it.tracking_id }));

/** OR14. */
export const exportStatus = z
  .object({ status: z.string(), urls: listOf(z.string()) })
  .transform((it) => ({ state: it.status, urls: it.urls }));

/** OR04. */
export const updatedOrders = z
  .object({
    updated_orders: listOf(
      z.object({
        order_id: id,
        updated: z.unknown().optional(),
        errors: listOf(z.object({ code: text, field: text, message: text })),
      }),
    ),
  })
  .transform((it) => it.updated_orders);

/** PC01, the fields of mirakl.md 6. A value that is missing is null: the caller decides what that means. */
export interface PlatformConfiguration {
  /** TAX_INCLUDED or TAX_EXCLUDED. */
  readonly orderTaxMode: string | null;
  /** AUTOMATIC, NOT_AUTOMATIC or BOTH. */
  readonly orderAcceptance: string | null;
  readonly addressesBeforeAcceptance: boolean | null;
  readonly multiShipment: boolean | null;
  readonly returns: boolean | null;
  readonly alternativeCarrierDisabled: boolean | null;
  readonly multiCurrency: boolean | null;
  readonly enhancedSellerInvoicing: boolean | null;
  /** The operator's display zone, for instance Europe/Paris. */
  readonly timezone: string | null;
  readonly tenantName: string | null;
}

const group = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish().catch(null);

export const platformConfiguration = z
  .object({
    features: group({
      order_tax_mode: text,
      order_workflows: group({
        order_acceptance: text,
        shipping_and_billing_details_before_acceptance: flag,
      }),
      shipment: group({ multi_shipment: flag }),
      returns: group({ marketplace: flag }),
      disable_seller_alternative_carrier: flag,
      multi_currency: flag,
    }),
    platform_configuration: group({ enhanced_seller_invoicing: group({ enabled: flag }) }),
    timezone: text,
    tenant_name: text,
  })
  .transform(
    ({ features, platform_configuration: platform, timezone, tenant_name }): PlatformConfiguration => ({
      orderTaxMode: features?.order_tax_mode ?? null,
      orderAcceptance: features?.order_workflows?.order_acceptance ?? null,
      addressesBeforeAcceptance:
        features?.order_workflows?.shipping_and_billing_details_before_acceptance ?? null,
      multiShipment: features?.shipment?.multi_shipment ?? null,
      returns: features?.returns?.marketplace ?? null,
      alternativeCarrierDisabled: features?.disable_seller_alternative_carrier ?? null,
      multiCurrency: features?.multi_currency ?? null,
      enhancedSellerInvoicing: platform?.enhanced_seller_invoicing?.enabled ?? null,
      timezone,
      tenantName: tenant_name,
    }),
  );

/** A01. The rest of this answer holds bank details, which are dropped here and never logged (mirakl.md 6). */
export const shopAccount = z
  .object({ shop_id: id.nullish().catch(null), currency_iso_code: text })
  .transform((it) => ({ shopId: it.shop_id ?? null, currency: it.currency_iso_code }));

export interface Carrier {
  readonly code: string;
  readonly label: string | null;
  readonly standardCode: string | null;
  /** With `{trackingId}` in it. */
  readonly trackingUrl: string | null;
}

/** SH21. */
export const carrierList = z
  .object({ carriers: listOf(z.object({ code: id, label: text, standard_code: text, tracking_url: text })) })
  .transform((it): Carrier[] =>
    it.carriers.map((carrier) => ({
      code: carrier.code,
      label: carrier.label,
      standardCode: carrier.standard_code,
      trackingUrl: carrier.tracking_url,
    })),
  );

export interface Reason {
  readonly code: string;
  readonly label: string | null;
  /** REFUND, CANCELATION, ... */
  readonly type: string | null;
  /** Whether the seller may use it. */
  readonly forShop: boolean | null;
}

/** RE01. */
export const reasonList = z
  .object({ reasons: listOf(z.object({ code: id, label: text, type: text, is_shop_right: flag })) })
  .transform((it): Reason[] =>
    it.reasons.map((reason) => ({
      code: reason.code,
      label: reason.label,
      type: reason.type,
      forShop: reason.is_shop_right,
    })),
  );

export interface TaxCode {
  readonly code: string;
  readonly label: string | null;
  /** PROPORTIONAL_TO_AMOUNT or NONE (mirakl.md 2.3). */
  readonly calculationRule: string | null;
}

/** OR75. */
export const taxList = z
  .object({ taxes: listOf(z.object({ code: id, label: text, tax_calculation_rule: text })) })
  .transform((it): TaxCode[] =>
    it.taxes.map((tax) => ({ code: tax.code, label: tax.label, calculationRule: tax.tax_calculation_rule })),
  );

/**
 * One order of the marketplace in the domain's own words, as read from OR11 (mirakl.md 2). Dates are ISO 8601 in UTC,
 * amounts are minor units of `currency`. Whether VAT stands inside the amounts is `taxMode`.
 */
import type { Minor } from '../money.ts';

export interface MarketplaceOrder {
  readonly id: string;
  readonly commercialId: string | null;
  /** Mirakl state as text; a state that nobody knew yet is kept (TENANT 19). */
  readonly state: string;
  readonly currency: string;
  readonly taxMode: 'TAX_INCLUDED' | 'TAX_EXCLUDED' | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** When it was accepted; a platform that accepts by itself need not say. */
  readonly acceptedAt: string | null;
  readonly debitedAt: string | null;
  readonly shipBy: string | null;
  /** Goods, delivery and total as the marketplace states them for the whole order. */
  readonly price: Minor;
  readonly shipping: Minor;
  readonly total: Minor;
  readonly customer: {
    readonly id: string | null;
    readonly firstName: string | null;
    readonly lastName: string | null;
  };
  readonly billingAddress: Address | null;
  readonly shippingAddress: Address | null;
  readonly shippingMethod: string | null;
  /** The parcel that the order names; one that has several names the last. */
  readonly parcel: Parcel;
  /** Our order number, once written back by OR04. */
  readonly sellerReference: string | null;
  readonly hasIncident: boolean;
  readonly lines: readonly MarketplaceOrderLine[];
}

export interface MarketplaceOrderLine {
  readonly id: string;
  readonly index: number;
  readonly state: string;
  readonly sku: string | null;
  readonly title: string | null;
  /** Units ordered; Mirakl lowers it when units are cancelled. */
  readonly quantity: number;
  readonly unitPrice: Minor;
  readonly price: Minor;
  readonly shipping: Minor;
  readonly total: Minor;
  readonly taxes: readonly Tax[];
  readonly shippingTaxes: readonly Tax[];
  /** Commission without its taxes. */
  readonly commission: Minor;
  readonly commissionTaxes: readonly Tax[];
  /** Further fees on the line by code (mirakl.md 2.3). */
  readonly fees: readonly { readonly code: string; readonly amount: Minor }[];
  readonly refunds: readonly LineRefund[];
  readonly cancellations: readonly LineCancellation[];
  readonly receivedAt: string | null;
  readonly shippedAt: string | null;
}

export interface Parcel {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
}

export interface Tax {
  readonly code: string | null;
  readonly amount: Minor;
  /** Per cent times 10,000 (20 % = 200,000), or null where the marketplace sends none. */
  readonly rate: number | null;
}

export interface LineRefund {
  readonly id: string;
  readonly state: string | null;
  readonly amount: Minor;
  readonly shipping: Minor;
  readonly quantity: number | null;
  readonly taxes: readonly Tax[];
  readonly shippingTaxes: readonly Tax[];
  readonly commission: Minor;
  readonly commissionTaxes: readonly Tax[];
  readonly reasonCode: string | null;
  readonly createdAt: string | null;
}

export interface LineCancellation {
  readonly id: string;
  readonly amount: Minor;
  readonly shipping: Minor;
  readonly quantity: number | null;
  readonly reasonCode: string | null;
  readonly createdAt: string | null;
}

export interface Address {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly street1: string | null;
  readonly street2: string | null;
  readonly additionalInfo: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postcode: string | null;
  readonly country: string | null;
  /** ISO 3166-1 alpha-3 as Mirakl sends it, where it does. */
  readonly countryCode: string | null;
  readonly phone: string | null;
}

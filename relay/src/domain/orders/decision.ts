/**
 * What the order flow knows about one order, and what it can decide. The decision is pure: same facts, same decision,
 * byte for byte (DESIGN D2, invariant 9). No id of a row and no column name appears here except ids that Dynamics
 * itself gave for products, units and price lists.
 */
import type { ExceptionDraft } from '../exception.ts';
import type { Minor } from '../money.ts';
import type { Address, MarketplaceOrder } from './marketplace-order.ts';

export interface OrderFacts {
  /** ISO 8601; the only time that a decision knows. */
  readonly now: string;
  readonly order: MarketplaceOrder;
  readonly marketplace: MarketplaceFacts;
  /** By SKU as the marketplace spells it. A SKU that nobody found is absent. */
  readonly products: ReadonlyMap<string, ProductMatch>;
  readonly taxRules: readonly TaxRule[];
  /** What stands in Dynamics for this order, when it was imported before. */
  readonly imported: ImportedOrder | null;
}

export interface MarketplaceFacts {
  /** Why nothing may be imported at all, when an organisation setting does not fit (TENANT 10); else null. */
  readonly hold: { readonly code: string; readonly text: string } | null;
  readonly currency: string;
  readonly establishedInUk: boolean;
  readonly acceptOrders: boolean;
  /** The catalogue product that carries delivery charges; null where none is named. */
  readonly shippingProduct: { readonly productId: string; readonly unitId: string } | null;
  /** Decimal places that the pricing engine keeps of a unit price (organisation's pricing precision). */
  readonly pricingPrecision: number;
  readonly discountMethod: 'lineItem' | 'perUnit';
  readonly customerPolicy: 'marketplaceAccount' | 'contactPerBuyer';
}

export interface ProductMatch {
  readonly productId: string;
  readonly unitId: string | null;
  readonly name: string;
  /** Only an active product can be sold. */
  readonly active: boolean;
  readonly taxCategory: string | null;
  readonly inPriceList: boolean;
  /** How the SKU was matched. */
  readonly by: 'productNumber' | 'mapping';
}

/** Rate in per cent times 10,000 (20 % = 200,000); dates `YYYY-MM-DD`, both inclusive. */
export interface TaxRule {
  readonly taxCategory: string;
  readonly territory: string;
  readonly treatment: 'taxable' | 'zeroRated' | 'exempt' | 'export';
  readonly rate: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly taxCode: string | null;
}

/** The Sales Order as we made it (from the stored lines), to compare later readings with. */
export interface ImportedOrder {
  readonly salesOrderExists: boolean;
  readonly salesOrderNumber: string | null;
  /** Active Sales Orders may still be changed (TENANT 3). */
  readonly editable: boolean;
  /** Total of the Sales Order as the pricing engine computed it; null where it was not read. */
  readonly total: Minor | null;
  readonly previous: MarketplaceOrder;
  readonly verified: boolean;
  readonly writtenBack: boolean;
  /** Differences that a person accepted, by key. */
  readonly acceptedDifferences: readonly string[];
}

export interface SalesOrderDraft {
  readonly lines: readonly SalesOrderLineDraft[];
  readonly net: Minor;
  readonly tax: Minor;
  readonly gross: Minor;
  readonly billTo: Address;
  readonly shipTo: Address;
  /** Tax point used for the rates, `YYYY-MM-DD`. */
  readonly taxPoint: string;
  /** Values cut to the length of their column, with the original. */
  readonly truncated: readonly { readonly field: string; readonly original: string }[];
  /** Which of the three named methods the supplied VAT equals; null where the marketplace sent none. */
  readonly taxMethod: 'unit' | 'line' | 'order' | null;
}

export interface SalesOrderLineDraft {
  /** `goods` for an order line, `delivery` for delivery charges of one VAT rate; a split line has a part number. */
  readonly kind: 'goods' | 'delivery';
  /** Natural key inside the order: the line id, or `delivery:<rate>:<tax code>`; with `#2` for the second part of a split line. */
  readonly key: string;
  /** The marketplace line that it stands for; null for delivery. */
  readonly lineId: string | null;
  readonly productId: string;
  readonly unitId: string;
  readonly quantity: number;
  /** Unit price as an integer with `pricePlaces` decimals. */
  readonly price: number;
  readonly pricePlaces: number;
  readonly discount: Minor;
  readonly tax: Minor;
  readonly net: Minor;
  readonly gross: Minor;
  /** Per cent times 10,000. */
  readonly rate: number;
  readonly taxCode: string | null;
}

export type OrderDecision =
  /** Not yet: look again at `until`. */
  | {
      readonly kind: 'wait';
      readonly reason: WaitReason;
      readonly text: string;
      readonly until: string;
      readonly advisories: readonly ExceptionDraft[];
    }
  /** The platform needs our acceptance (OR21) and policy allows it. */
  | { readonly kind: 'accept'; readonly lineIds: readonly string[] }
  | {
      readonly kind: 'import';
      readonly draft: SalesOrderDraft;
      readonly advisories: readonly ExceptionDraft[];
    }
  /** Held up; every problem of the order at once, so that people fix them in one go. */
  | { readonly kind: 'hold'; readonly exceptions: readonly ExceptionDraft[] }
  /** Imported before: record what changed, and apply what is safe. */
  | {
      readonly kind: 'update';
      /** The Sales Order's delivery address is to become this one; null when it stays. */
      readonly shipTo: Address | null;
      readonly exceptions: readonly ExceptionDraft[];
      readonly text: string;
    }
  /**
   * Nothing will ever be imported (cancelled or refused before it was paid), or nothing is left to do. Advice stands
   * beside it for as long as its cause lasts.
   */
  | { readonly kind: 'done'; readonly text: string; readonly advisories: readonly ExceptionDraft[] };

export type WaitReason = 'not-cleared' | 'acceptance' | 'address' | 'unknown-state' | 'verify-totals';

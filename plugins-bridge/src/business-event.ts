/** What a person did in Dynamics, or how stock moved there, as the relay understands it. An event only says: look at this row now (DESIGN D3). */

/** Whose doing it was and where; the same for every event. */
export interface EventOrigin {
  /** systemuserid of who pressed the button (`InitiatingUserId`), lower case. */
  readonly userId: string;
  readonly organizationId: string;
  readonly correlationId: string;
}

/**
 * Values that were cut away with a context of more than 192 KB (256 KB for a webhook), or that the context never had,
 * are null: the flow reads the row.
 */
export type BusinessEvent =
  | { readonly kind: 'action-requested'; readonly actionId: string; readonly origin: EventOrigin }
  | {
      readonly kind: 'mapping-saved';
      readonly mappingId: string;
      readonly sku: string | null;
      readonly origin: EventOrigin;
    }
  | {
      readonly kind: 'tax-rule-saved';
      readonly ruleId: string;
      readonly taxCategory: string | null;
      readonly territory: string | null;
      readonly origin: EventOrigin;
    }
  | {
      readonly kind: 'order-closed';
      readonly orderCloseId: string;
      readonly salesOrderId: string | null;
      readonly origin: EventOrigin;
    }
  | {
      readonly kind: 'stock-changed';
      /** Where it was written: the product itself, or a table that holds quantities of it. */
      readonly table: string;
      readonly rowId: string;
      readonly productId: string | null;
      readonly origin: EventOrigin;
    };

/** Why a message is no event. `ignored` is as it should be; everything else goes to the dead-letter queue. */
export type Refusal = {
  readonly reason:
    'not-json' | 'not-a-context' | 'malformed-value' | 'too-large' | 'unknown-step' | 'no-record-id';
  /** Plain English, without values of the message: it may carry personal data. */
  readonly text: string;
};

export type Ignored = {
  readonly reason: 'another-organization' | 'our-own-doing';
  readonly text: string;
};

export type Decoded =
  | { readonly kind: 'event'; readonly event: BusinessEvent }
  | { readonly kind: 'ignored'; readonly ignored: Ignored }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** What the JSON columns of an exception hold. */

/** `mpb_evidence`: an array of the values that were compared. */
export interface Evidence {
  readonly label: string;
  readonly value: string;
}

/** `mpb_fixes`: an array of the safe ways out, likeliest first. */
export interface Fix {
  readonly kind: FixKind;
  /** What pressing it will do, in plain English. */
  readonly text: string;
}

export type FixKind =
  | 'retry'
  | 'map-sku'
  | 'add-tax-rule'
  | 'set-tax-category'
  | 'accept-difference'
  | 'apply-difference'
  | 'dismiss'
  | 'set-up';

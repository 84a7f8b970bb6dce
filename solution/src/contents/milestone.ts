/** What the column `mpb_milestones` of a marketplace order holds, as JSON: an array of these, in the order of time. */
export interface Milestone {
  readonly kind: MilestoneKind;
  /** In which of the two systems it happened. */
  readonly side: 'marketplace' | 'dynamics';
  /** ISO 8601, UTC; null where it is expected but has not happened, or the marketplace does not say when. */
  readonly at: string | null;
  readonly happened: boolean;
  /** A parcel's carrier and tracking number, a refund's amount, the Sales Order's number; null where there is none. */
  readonly detail: string | null;
  /** Address to follow a parcel; https only. */
  readonly url: string | null;
}

export type MilestoneKind =
  | 'placed'
  | 'accepted'
  | 'paid'
  | 'imported'
  | 'written-back'
  | 'dispatched'
  | 'received'
  | 'cancelled'
  | 'incident'
  | 'returned'
  | 'refunded'
  | 'settled';

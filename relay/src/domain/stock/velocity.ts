/** How fast a product sells: units a day, recent days counting more; kept as its raw sum, so that it can go on. */
export interface Velocity {
  /** Exponentially weighted units a day, not yet divided by the weight of the time that was watched. */
  readonly raw: number;
  /** ISO 8601. */
  readonly on: string;
  readonly since: string;
}

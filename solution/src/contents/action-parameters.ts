/**
 * What the column `mpb_parameters` of an action holds, as JSON. A decision is about what the person saw: the relay
 * refuses it when the exception has changed since.
 */
export interface ActionParameters {
  /** `mpb_cause` of the exception as it was shown; for accept, apply and dismiss. */
  readonly seen: string;
}

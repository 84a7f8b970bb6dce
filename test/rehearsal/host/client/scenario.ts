/** What can be made to happen, as the panel offers it. */
export interface Scenario {
  readonly id: string;
  readonly group: 'orders' | 'after' | 'stock';
  readonly title: string;
  /** What to look for afterwards. */
  readonly hint: string;
  /** It happens to one order: the one on the screen, or the newest that fits. */
  readonly needsOrder: boolean;
  /** How many at once, where that makes sense. */
  readonly upTo: number;
}

export interface Happening {
  readonly number: number;
  /** Rehearsal time, ISO. */
  readonly at: string;
  readonly text: string;
  readonly went: 'well' | 'wrong';
  readonly orderId: string | null;
}

/** A state of the rehearsal that the panel can switch. */
export interface Switch {
  readonly id: string;
  readonly title: string;
  readonly on: boolean;
  readonly onText: string;
  readonly offText: string;
}

export interface ScenarioState {
  readonly scenarios: readonly Scenario[];
  readonly switches: readonly Switch[];
  readonly happenings: readonly Happening[];
  readonly now: string;
}

/** What the record on the screen is about, for what happens to it. */
export interface OnScreen {
  /** Of a marketplace order. */
  readonly orderId: string | null;
  /** Of a listing or a product. */
  readonly sku: string | null;
}

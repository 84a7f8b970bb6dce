/**
 * What a person asks for with an action, and what the relay knows when it decides on it (TENANT 1). The rights are
 * settled outside, by the one rule that the buttons follow too; here it is decided what becomes of the wish.
 */
import type { ExceptionDraft, Fix } from '../exception.ts';
import type { ApplyOutcome } from '../orders/apply-difference.ts';

export type ActionKind = 'retry' | 'acceptDifference' | 'applyDifference' | 'dismiss' | 'rearm';

export interface ActionFacts {
  /** Null where it is a kind that this relay does not know. */
  readonly kind: ActionKind | null;
  readonly reason: string | null;
  /** The cause of the exception as it was shown to the person; null where the action does not say. */
  readonly seen: string | null;
  /** Whether the roles of the person who made the action allow it. */
  readonly allowed: boolean;
  /** Names of the roles that do; none where nobody may. */
  readonly whoMay: readonly string[];
  /** The exception that it is about; null where it names none, or one that is gone. */
  readonly exception: ExceptionNow | null;
  /** The marketplace order; null where it names none, or one that is gone. */
  readonly order: OrderNow | null;
  /** The listing that the exception is about; null where it is about none, or one that is gone. */
  readonly listing: ListingNow | null;
  /** The Dynamics environment, and whether the marketplace is armed for it. */
  readonly environment: { readonly id: string; readonly armed: boolean };
  /** What applying the difference would change; null for every other kind of action. */
  readonly apply: ApplyOutcome | null;
}

export interface ExceptionNow {
  readonly title: string;
  readonly cause: string;
  readonly severity: ExceptionDraft['severity'];
  readonly status: 'open' | 'cleared' | 'accepted' | 'dismissed';
  /** How it ended, in words. */
  readonly outcome: string | null;
  /** What the catalogue offers for it today. */
  readonly fixes: readonly Fix['kind'][];
}

export interface OrderNow {
  readonly place: 'done' | 'waiting' | 'exception';
  readonly salesOrderNumber: string | null;
}

export interface ListingNow {
  /** False once its offer is gone from the marketplace. */
  readonly offered: boolean;
}

export type ActionDecision =
  | { readonly kind: 'refuse'; readonly text: string }
  /** What was asked for is so already: an action that came twice, or that somebody else was faster with. */
  | { readonly kind: 'already-done'; readonly text: string }
  | { readonly kind: 'retry' }
  /** The listing is looked at again, and what is to be sent of it goes with the next stock file. */
  | { readonly kind: 'publish'; readonly text: string }
  | { readonly kind: 'accept'; readonly reason: string }
  | { readonly kind: 'dismiss'; readonly reason: string }
  | { readonly kind: 'apply'; readonly plan: Exclude<ApplyOutcome, { kind: 'refused' }> };

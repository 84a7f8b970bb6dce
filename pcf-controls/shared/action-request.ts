/** The one row by which a person asks the relay for something (TENANT 1). */
import type { ActionName, ActionParameters, WriteRow, t } from '@marketplace-bridge/solution';
import { actionKinds } from './choice-values.ts';
import { fitting } from './fitting.ts';

export interface Wish {
  readonly action: ActionName;
  /** Null where the exception is of no order. */
  readonly orderId: string | null;
  readonly marketplaceId: string | null;
  readonly exception: { readonly id: string; readonly title: string; readonly cause: string };
  readonly reason: string | null;
}

/** Lengths of the columns. */
const longestName = 200;
export const longestReason = 400;

/**
 * A decision is about what the person saw: the cause goes along, and the relay refuses when it has changed since. A
 * retry decides nothing, and goes without.
 */
export function actionRow(wish: Wish): WriteRow<typeof t.action> {
  const { action, exception, orderId, marketplaceId, reason } = wish;
  const parameters: ActionParameters = { seen: exception.cause };
  return {
    mpb_name: fitting(exception.title, longestName),
    mpb_kind: actionKinds[action],
    ...(orderId === null ? {} : { 'mpb_orderid@odata.bind': `/mpb_orders(${orderId})` }),
    'mpb_exceptionid@odata.bind': `/mpb_exceptions(${exception.id})`,
    ...(marketplaceId === null
      ? {}
      : { 'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplaceId})` }),
    ...(action === 'retry' ? {} : { mpb_parameters: JSON.stringify(parameters) }),
    ...(reason === null ? {} : { mpb_reason: fitting(reason.trim(), longestReason) }),
  };
}

export type ReasonProblem = 'missing' | 'too-long';

/** Somebody reads it later and was not there: a few letters are no reason. */
const shortest = 5;

export function reasonProblem(reason: string): ReasonProblem | null {
  const { length } = reason.trim();
  if (length < shortest) return 'missing';
  return length > longestReason ? 'too-long' : null;
}

/** What can wait found no turn among the requests to Dynamics: nothing was asked, and nothing is wrong. */
import { OperatingError } from '../../errors.ts';

/** Until it is tried again, ms. */
export const whenCrowded = 5_000;

/** With a status it would be the platform's own refusal (429). */
export function isCrowded(error: unknown): boolean {
  return error instanceof OperatingError && error.code === 'dataverse.limited' && error.status === undefined;
}

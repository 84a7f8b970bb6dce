/**
 * Why importing is held for the whole marketplace: settings are read, not assumed (TENANT 6, 9, 10). A hold has a code
 * of the exception catalogue, and every order says so until an administrator has put it right.
 */
import type { MarketplaceFacts } from '../../domain/orders/decision.ts';
import type { ParsedDefaults } from './defaults.ts';
import type { MarketplaceRow } from './marketplace-row.ts';

export interface Organization {
  readonly pricingdecimalprecision: number;
  /** 0 line item, 1 per unit. */
  readonly discountcalculationmethod: number;
  readonly oobpricecalculationenabled: boolean;
  readonly issopintegrationenabled: boolean;
}

export function holdOf(setup: {
  row: MarketplaceRow;
  /** Further active rows for the same host and shop. */
  rivals: number;
  organization: Organization;
  armed: boolean;
  defaults: readonly ParsedDefaults[];
}): MarketplaceFacts['hold'] {
  const { row, rivals, organization, armed, defaults } = setup;
  if (!armed) {
    return {
      code: 'not-armed',
      text: row.mpb_armedfor
        ? 'This marketplace is armed for another Dynamics environment, so nothing is imported or sent from here. If this environment is the right one, an administrator arms the marketplace for it.'
        : 'This marketplace is not armed for any Dynamics environment yet. An administrator arms it for the one that may import its orders.',
    };
  }
  const problems: string[] = [];
  if (rivals > 0)
    problems.push(
      `${rivals + 1} active marketplaces name the same host and shop; one of them may stay active.`,
    );
  if (!row.mpb_transactioncurrencyid) problems.push('The marketplace names no currency.');
  if (!row.mpb_pricelevelid) problems.push('The marketplace names no price list.');
  else if (row.mpb_pricelevelid.statecode !== 0)
    problems.push('The price list of the marketplace is inactive.');
  else if (
    row.mpb_transactioncurrencyid &&
    row.mpb_pricelevelid._transactioncurrencyid_value !== row.mpb_transactioncurrencyid.transactioncurrencyid
  ) {
    problems.push('The price list of the marketplace is in another currency than the marketplace.');
  }
  if (row._mpb_accountid_value === null && row.mpb_customerpolicy !== 927_130_001) {
    problems.push('The marketplace names no customer account for its Sales Orders.');
  }
  if (!organization.oobpricecalculationenabled) {
    problems.push(
      '"Use system pricing calculation" is off in this organisation, so totals could not be proved.',
    );
  }
  for (const parsed of defaults) if (!parsed.ok) problems.push(parsed.problem);
  return problems.length === 0 ? null : { code: 'wrong-organisation-settings', text: problems.join(' ') };
}

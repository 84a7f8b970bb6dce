/** Who publishes the solution; every name and choice value begins with these (DESIGN 1). */
export const publisher = {
  uniqueName: 'marketplacebridge',
  display: 'Marketplace Bridge',
  prefix: 'mpb',
  optionValuePrefix: 92713,
} as const;

/** What a solution is called; a managed one is found again by its unique name. */
export interface SolutionIdentity {
  readonly uniqueName: string;
  readonly display: string;
  readonly description: string;
  readonly version: string;
  readonly languageCode: number;
}

export const solutionIdentity = {
  uniqueName: 'MarketplaceBridge',
  display: 'Marketplace Bridge for Dynamics 365',
  description: 'B&Q Marketplace orders, stock and settlements inside Dynamics 365 Sales',
  version: '0.1.0.0',
  languageCode: 1033,
} as const;

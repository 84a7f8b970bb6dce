/** A marketplace that is set up as it should be, for unit tests. */
import { idsOf } from './ids.ts';
import type { Marketplace } from './marketplace/marketplace.ts';

export function sampleMarketplace(change: Partial<Marketplace> = {}): Marketplace {
  return {
    id: 'shop-row',
    name: 'B&Q Marketplace',
    ids: idsOf('marketplace.test', null),
    facts: {
      hold: null,
      currency: 'GBP',
      establishedInUk: true,
      acceptOrders: false,
      shippingProduct: { productId: 'delivery', unitId: 'each' },
      pricingPrecision: 2,
      discountMethod: 'lineItem',
      customerPolicy: 'marketplaceAccount',
    },
    taxRules: [],
    currencyId: 'pound',
    priceListId: 'list',
    accountId: 'account',
    ownerOf: (team) => `/teams(${team})`,
    orderDefaults: {},
    lineDefaults: {},
    environmentId: 'organisation',
    armed: true,
    pollInterval: 60_000,
    stock: null,
    readFrom: null,
    ...change,
  };
}

/**
 * The connected marketplace as set up in Dynamics, read at the start of every run; no cache outlives a run (PROTOCOL,
 * Park and wake), so that a corrected setting is in force a moment later.
 */
import type { MarketplaceRow } from './marketplace-row.ts';
import type { MarketplaceFacts, TaxRule } from '../../domain/orders/decision.ts';
import type { PolicyReading, StockPolicy } from '../../domain/stock/policy.ts';
import { stockPolicyOf } from '../../domain/stock/policy-reading.ts';
import { bodyOf, rowsOf } from '../answers.ts';
import { quoted } from '../filters.ts';
import type { Ids } from '../ids.ts';
import type { Ports } from '../ports.ts';
import { holdOf, type Organization } from './hold.ts';
import { parseDefaults, type Defaults } from './defaults.ts';
import { policyColumnsOf, stockColumns } from './stock-columns.ts';
import { taxRuleOf, taxRuleQuery, type TaxRuleRow } from './tax-rules.ts';

export type Team = 'orders' | 'finance' | 'operations' | 'sales' | 'admin';

export interface Marketplace {
  readonly id: string;
  readonly name: string;
  readonly ids: Ids;
  readonly facts: MarketplaceFacts;
  readonly taxRules: readonly TaxRule[];
  readonly currencyId: string;
  readonly priceListId: string;
  readonly accountId: string | null;
  /** `/teams(guid)` to bind as owner; a team that is not named falls back to the administrators (TENANT 4). */
  readonly ownerOf: (team: Team) => string | null;
  readonly orderDefaults: Defaults;
  readonly lineDefaults: Defaults;
  /** OrganizationId of the Dynamics environment that we are in. */
  readonly environmentId: string;
  /** Whether WhoAmI agrees with the environment that the marketplace is armed for (TENANT 6). */
  readonly armed: boolean;
  readonly pollInterval: number;
  /** Null: no stock is published. */
  readonly stock: PolicyReading<StockPolicy> | null;
  readonly readFrom: string | null;
}

export interface Shop {
  readonly host: string;
  readonly shopId: string | null;
  readonly ids: Ids;
  readonly organizationId: string;
}

const select = [
  'mpb_name',
  'mpb_armedfor',
  'mpb_establishedinuk',
  'mpb_acceptorders',
  'mpb_customerpolicy',
  'mpb_pollseconds',
  'mpb_readfrom',
  'mpb_orderdefaults',
  'mpb_linedefaults',
  '_mpb_accountid_value',
  '_mpb_orderteamid_value',
  '_mpb_financeteamid_value',
  '_mpb_operationsteamid_value',
  '_mpb_salesteamid_value',
  '_mpb_adminteamid_value',
  ...stockColumns,
].join(',');
const expand = [
  'mpb_transactioncurrencyid($select=isocurrencycode,currencyprecision)',
  'mpb_pricelevelid($select=_transactioncurrencyid_value,statecode)',
  'mpb_shippingproductid($select=_defaultuomid_value,statecode)',
].join(',');

/** The queries that a marketplace is made of; they travel in one $batch with whatever else a run reads first. */
export function marketplaceQueries(shop: Shop) {
  const shopFilter = shop.shopId === null ? 'mpb_shopid eq null' : `mpb_shopid eq ${quoted(shop.shopId)}`;
  return [
    {
      method: 'GET' as const,
      path: `mpb_marketplaces?$select=${select}&$expand=${expand}&$filter=mpb_miraklhost eq ${quoted(shop.host)} and ${shopFilter} and statecode eq 0`,
    },
    {
      method: 'GET' as const,
      path: `organizations(${shop.organizationId})?$select=pricingdecimalprecision,discountcalculationmethod,oobpricecalculationenabled,issopintegrationenabled`,
    },
    taxRuleQuery,
  ];
}

/** Null when no active row names this host and shop: nothing is read or written then. */
export function marketplaceOf(
  shop: Shop,
  answers: Awaited<ReturnType<Ports['dataverse']['batch']>>,
): Marketplace | null {
  const [row, ...rivals] = rowsOf<MarketplaceRow>(answers[0]);
  if (!row) return null;
  const organization = bodyOf(answers[1]) as Organization;
  const taxRules = rowsOf<TaxRuleRow>(answers[2]).map(taxRuleOf);
  const orderDefaults = parseDefaults(row.mpb_orderdefaults, 'Order defaults');
  const lineDefaults = parseDefaults(row.mpb_linedefaults, 'Line defaults');
  const armed = row.mpb_armedfor?.toLowerCase() === shop.organizationId.toLowerCase();
  const team = {
    orders: row._mpb_orderteamid_value,
    finance: row._mpb_financeteamid_value,
    operations: row._mpb_operationsteamid_value,
    sales: row._mpb_salesteamid_value,
    admin: row._mpb_adminteamid_value,
  };
  const shipping = row.mpb_shippingproductid;
  return {
    id: row.mpb_marketplaceid,
    name: row.mpb_name ?? shop.host,
    ids: shop.ids,
    facts: {
      hold: holdOf({
        row,
        rivals: rivals.length,
        organization,
        armed,
        defaults: [orderDefaults, lineDefaults],
      }),
      currency: row.mpb_transactioncurrencyid?.isocurrencycode ?? '',
      establishedInUk: row.mpb_establishedinuk ?? true,
      acceptOrders: row.mpb_acceptorders ?? false,
      shippingProduct:
        shipping?._defaultuomid_value && shipping.statecode === 0
          ? { productId: shipping.productid, unitId: shipping._defaultuomid_value }
          : null,
      pricingPrecision: organization.pricingdecimalprecision,
      discountMethod: organization.discountcalculationmethod === 0 ? 'lineItem' : 'perUnit',
      customerPolicy: row.mpb_customerpolicy === 927_130_001 ? 'contactPerBuyer' : 'marketplaceAccount',
    },
    taxRules,
    currencyId: row.mpb_transactioncurrencyid?.transactioncurrencyid ?? '',
    priceListId: row.mpb_pricelevelid?.pricelevelid ?? '',
    accountId: row._mpb_accountid_value,
    ownerOf: (name) => {
      const id = team[name] ?? team.admin;
      return id === null ? null : `/teams(${id})`;
    },
    orderDefaults: orderDefaults.ok ? orderDefaults.values : {},
    lineDefaults: lineDefaults.ok ? lineDefaults.values : {},
    environmentId: shop.organizationId,
    armed,
    pollInterval: Math.max(60, row.mpb_pollseconds ?? 60) * 1000,
    stock: stockPolicyOf(policyColumnsOf(row)),
    readFrom: row.mpb_readfrom,
  };
}

/** An administrator took the marketplace away while the flow worked for it; the run is dropped. */
export class MarketplaceGone extends Error {
  override readonly name = 'MarketplaceGone';
}

/** Everything a run needs to know of its marketplace, in one request. */
export async function loadMarketplace(ports: Ports, shop: Shop): Promise<Marketplace | null> {
  return marketplaceOf(shop, await ports.dataverse.batch(marketplaceQueries(shop)));
}

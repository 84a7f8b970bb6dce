/**
 * The pretend world that everything runs against: a B&Q with a catalogue and customers, and a Dynamics 365 Sales
 * organisation that imported our own managed solution. Set up as an administrator would: roles assigned, the
 * marketplace row filled in, the UK's VAT rules entered.
 */
import { packAddOn, packSolution, type AddOnName } from '@marketplace-bridge/solution/pack';
import type { SandboxClock } from '../sandbox/clock.ts';
import type { DataverseSandbox } from '../sandbox/dataverse/dataverse.ts';
import {
  SANDBOX_CLIENT,
  SANDBOX_SECRET,
  SANDBOX_TENANT,
  salesEnvironment,
  type SalesEnvironmentOptions,
} from '../sandbox/dataverse/sales-environment.ts';
import { seedProducts, type SeededEnvironment } from '../sandbox/dataverse/standard/seed.ts';
import { catalogue } from '../sandbox/mirakl/catalogue.ts';
import { MiraklSandbox } from '../sandbox/mirakl/mirakl.ts';
import { SellerLife } from '../sandbox/mirakl/seller-life.ts';
import type { MiraklOptions } from '../sandbox/mirakl/settings.ts';
import type { DelayProfile } from '../sandbox/dataverse/profiles/async-delay.ts';
import { EventsOfWorld, type EventWay } from './events.ts';
import { moreProducts } from './stock/more-products.ts';
import { setUpStock, type WorldStock } from './stock/set-up-stock.ts';
import type { StockOfWorld } from './stock/stock-of-world.ts';

export interface WorldOptions {
  readonly clock: SandboxClock;
  readonly seed?: number;
  readonly mirakl?: Partial<Omit<MiraklOptions, 'clock' | 'apiKey'>>;
  /** How Dynamics tells the relay what people did; not at all unless given, which costs nothing. */
  readonly events?: { readonly way: EventWay; readonly profile?: DelayProfile };
  /** Stock that is to be published; none unless given: then there are no offers, and the marketplace has no source. */
  readonly stock?: WorldStock;
  readonly dynamics?: Pick<
    SalesEnvironmentOptions,
    'limits' | 'organization' | 'sales' | 'settings' | 'untracked'
  >;
}

export interface World {
  readonly clock: SandboxClock;
  readonly mirakl: MiraklSandbox;
  readonly life: SellerLife;
  readonly dataverse: DataverseSandbox;
  readonly environment: SeededEnvironment;
  readonly marketplaceId: string;
  /** Null where Dynamics tells nothing, and everything happens by sweep. */
  readonly events: EventsOfWorld | null;
  /** Null where no stock was asked for. */
  readonly stock: StockOfWorld | null;
  /** What the relay signs in with. */
  readonly credentials: {
    tenantId: string;
    clientId: string;
    clientSecret: string;
    apiKey: string;
    miraklHost: string;
  };
}

const apiKey = 'sandbox-api-key';
export const miraklHost = 'marketplace.kingfisher.com';
const shippingSku = 'DELIVERY';

export function createWorld(options: WorldOptions): World {
  const { clock, seed = 1, stock } = options;
  const usual = catalogue(seed);
  const products = stock?.products === undefined ? usual : moreProducts(usual, stock.products);
  const fieldService = stock?.source === 'fieldService';
  const mirakl = new MiraklSandbox({ clock, apiKey, ...options.mirakl });
  const life = new SellerLife({ sandbox: mirakl, seed, products });

  const way = options.events?.way ?? 'none';
  const events = way === 'none' ? null : new EventsOfWorld(way, clock, options.events?.profile);
  const { sandbox: dataverse, seeded: environment } = salesEnvironment({
    clock,
    solution: ourSolution(),
    fieldService,
    ...(events ? { events: { poster: events.poster } } : {}),
    addOns: addOnsOf(options).map(addOn),
    roles: {
      users: {
        relay: ['Marketplace Relay', ...(fieldService ? ['Marketplace Relay Field Service'] : [])],
        finance: ['Marketplace Preparer'],
        approver: ['Marketplace Controller'],
        operations: ['Marketplace Operations'],
        sales: ['Marketplace Sales', 'Salesperson'],
        admin: ['System Administrator'],
      },
      // A team that owns rows needs a role that can read them.
      teams: {
        orders: ['Marketplace Sales', 'Salesperson'],
        finance: ['Marketplace Preparer'],
        operations: ['Marketplace Operations'],
        sales: ['Marketplace Sales'],
        admin: ['Marketplace Admin'],
      },
    },
    ...options.dynamics,
  });

  const productIds = seedProducts(
    dataverse.engine,
    environment,
    [
      ...products.map(({ sku, name, priceMinor, taxCategory }) => ({
        sku,
        name,
        priceMinor,
        taxCategory,
      })),
      { sku: shippingSku, name: 'Delivery', priceMinor: 0 },
    ],
    'mpb_taxcategory',
  );
  const marketplaceId = setUpMarketplace(dataverse, environment, productIds.get(shippingSku) ?? '');
  enterTaxRules(dataverse);
  const stocked =
    stock &&
    setUpStock(stock, {
      dataverse,
      mirakl,
      marketplaceId,
      ownerTeamId: environment.teams.operations,
      unitId: environment.unitId,
      adminId: environment.users.admin,
      products,
      productIds,
    });
  return {
    clock,
    mirakl,
    life,
    dataverse,
    environment,
    marketplaceId,
    events,
    stock: stocked ?? null,
    credentials: {
      tenantId: SANDBOX_TENANT,
      clientId: SANDBOX_CLIENT,
      clientSecret: SANDBOX_SECRET,
      apiKey,
      miraklHost,
    },
  };
}

/** Packed once a process: it is the same bytes every time, and simulations make hundreds of worlds. */
let packed: Uint8Array | undefined;
function ourSolution(): Uint8Array {
  return (packed ??= packSolution('managed'));
}

/** What the administrator installs beside the core. */
function addOnsOf({ events, stock }: WorldOptions): AddOnName[] {
  const way = wayNames[events?.way ?? 'none'];
  const fieldService = stock?.source === 'fieldService';
  return [
    ...(way === null ? [] : ['SalesForm' as const, `Events${way}` as const]),
    ...(way === null || stock?.events !== true ? [] : [`StockEvents${way}` as const]),
    ...(fieldService ? ['FieldService' as const] : []),
    ...(way === null || stock?.events !== true || !fieldService ? [] : [`FieldServiceEvents${way}` as const]),
  ];
}

const wayNames = { bus: 'Bus', webhook: 'Webhook', none: null } as const;

const packedAddOns = new Map<AddOnName, Uint8Array>();
function addOn(name: AddOnName): Uint8Array {
  const zip = packedAddOns.get(name) ?? packAddOn(name);
  packedAddOns.set(name, zip);
  return zip;
}

function setUpMarketplace(
  dataverse: DataverseSandbox,
  environment: SeededEnvironment,
  shippingProductId: string,
): string {
  return dataverse.insert('mpb_marketplace', {
    mpb_name: 'B&Q Marketplace',
    mpb_miraklhost: miraklHost,
    mpb_armedfor: environment.organizationId,
    mpb_transactioncurrencyid: environment.currencies.gbp,
    mpb_pricelevelid: environment.priceListId,
    mpb_accountid: environment.accountId,
    mpb_shippingproductid: shippingProductId,
    mpb_orderteamid: environment.teams.orders,
    mpb_financeteamid: environment.teams.finance,
    mpb_operationsteamid: environment.teams.operations,
    mpb_salesteamid: environment.teams.sales,
    mpb_adminteamid: environment.teams.admin,
    mpb_establishedinuk: true,
    mpb_acceptorders: true,
    mpb_pollseconds: 60,
    mpb_customerpolicy: 927_130_000,
  });
}

/** Rates of the UK as an administrator would enter them; nothing about a rate is in the relay. */
function enterTaxRules(dataverse: DataverseSandbox): void {
  const rule = (taxCategory: string, territory: string, treatment: number, rate: number) =>
    dataverse.insert('mpb_taxrule', {
      mpb_name: `${taxCategory} ${territory} ${rate} %`,
      mpb_taxcategory: taxCategory,
      mpb_territory: territory,
      mpb_treatment: treatment,
      mpb_rate: rate,
      mpb_validfrom: '2011-01-04',
    });
  for (const [category, rate] of [
    ['standard', 20],
    ['reduced', 5],
    ['zero', 0],
  ] as const) {
    rule(category, 'UK', rate === 0 ? 927_130_001 : 927_130_000, rate);
    rule(category, 'XC', 927_130_003, 0);
  }
}

/**
 * A believable UK organisation to start from: settings, currencies, one unit group, one price list, the people and
 * teams of TENANT 4, and the one customer account of TENANT 11. Ids are fixed, so that tests and logs can name them.
 */
import { systemCaller } from '../engine.ts';
import type { Database } from '../hooks.ts';
import type { Row } from '../model.ts';

export interface OrganizationSettings {
  name: string;
  /** Decimal places of unit prices, 0..4. */
  pricingDecimalPrecision: number;
  discountMethod: 'line item' | 'per unit';
  systemPricing: boolean;
  sopIntegration: boolean;
}

export const TEAMS = ['orders', 'finance', 'operations', 'sales', 'admin'] as const;
export type TeamName = (typeof TEAMS)[number];

export const USERS = ['relay', 'finance', 'approver', 'operations', 'sales', 'admin'] as const;
export type UserName = (typeof USERS)[number];

export interface SeededEnvironment {
  organizationId: string;
  businessUnitId: string;
  currencies: { gbp: string; eur: string };
  unitGroupId: string;
  /** The unit "Each". */
  unitId: string;
  priceListId: string;
  accountId: string;
  teams: Record<TeamName, string>;
  users: Record<UserName, string>;
  /** Client id of the relay's app registration, as on its application user. */
  relayApplicationId: string;
}

const fixed = (block: string, number: number): string =>
  `00000000-0000-4000-8000-${block}${number.toString(16).padStart(8, '0')}`;

/** Writes the rows as the platform would find them on the first day; nothing is checked or priced on the way. */
export function seedEnvironment(
  database: Database,
  given: Partial<OrganizationSettings> = {},
): SeededEnvironment {
  const settings: OrganizationSettings = {
    name: 'Hartwell Home Supplies Ltd',
    pricingDecimalPrecision: 2,
    discountMethod: 'line item',
    systemPricing: true,
    sopIntegration: false,
    ...given,
  };
  const currencies = { gbp: fixed('c0de', 1), eur: fixed('c0de', 2) };
  const businessUnitId = systemCaller.businessUnitId;
  const currency = (id: string, columns: Row): string =>
    database.put('transactioncurrency', { transactioncurrencyid: id, currencyprecision: 2, ...columns });

  database.put('organization', {
    organizationid: systemCaller.organizationId,
    name: settings.name,
    pricingdecimalprecision: settings.pricingDecimalPrecision,
    discountcalculationmethod: settings.discountMethod === 'per unit' ? 1 : 0,
    oobpricecalculationenabled: settings.systemPricing,
    issopintegrationenabled: settings.sopIntegration,
    basecurrencyid: currencies.gbp,
    basecurrencyprecision: 2,
    basecurrencysymbol: '£',
  });
  currency(currencies.gbp, {
    currencyname: 'Pound Sterling',
    isocurrencycode: 'GBP',
    currencysymbol: '£',
    exchangerate: 1,
  });
  currency(currencies.eur, {
    currencyname: 'Euro',
    isocurrencycode: 'EUR',
    currencysymbol: '€',
    exchangerate: 1.16,
  });
  database.put('businessunit', { businessunitid: businessUnitId, name: settings.name });

  return {
    organizationId: systemCaller.organizationId,
    businessUnitId,
    currencies,
    ...seedCatalogue(database, currencies.gbp),
    ...seedPeople(database, businessUnitId),
    accountId: seedAccount(database),
  };
}

function seedCatalogue(
  database: Database,
  gbp: string,
): Pick<SeededEnvironment, 'unitGroupId' | 'unitId' | 'priceListId'> {
  const unitGroupId = database.put('uomschedule', {
    uomscheduleid: fixed('0a11', 1),
    name: 'Default Unit',
    baseuomname: 'Each',
  });
  const unitId = database.put('uom', {
    uomid: fixed('0a12', 1),
    name: 'Each',
    quantity: 1,
    uomscheduleid: unitGroupId,
    isschedulebaseuom: true,
  });
  const priceListId = database.put('pricelevel', {
    pricelevelid: fixed('0a13', 1),
    name: 'Marketplace GBP',
    transactioncurrencyid: gbp,
  });
  return { unitGroupId, unitId, priceListId };
}

function seedPeople(
  database: Database,
  businessunitid: string,
): Pick<SeededEnvironment, 'teams' | 'users' | 'relayApplicationId'> {
  const relayApplicationId = fixed('00c1', 1);
  const user = (systemuserid: string, fullname: string, more: Row = {}): string =>
    database.put('systemuser', {
      systemuserid,
      fullname,
      domainname: `${fullname.toLowerCase().replace(/[^a-z]+/g, '.')}@hartwell.example`,
      internalemailaddress: `${fullname.toLowerCase().replace(/[^a-z]+/g, '.')}@hartwell.example`,
      azureactivedirectoryobjectid: systemuserid.replace('8000', '9000'),
      businessunitid,
      ...more,
    });
  user(systemCaller.userId, 'SYSTEM', { accessmode: 3 });

  const names: Record<UserName, string> = {
    relay: 'Marketplace Bridge Relay',
    finance: 'Fiona Ledger',
    approver: 'Arthur Controller',
    operations: 'Omar Packham',
    sales: 'Sally Reid',
    admin: 'Adele Keyes',
  };
  const users = mapNames(USERS, (name, index) =>
    user(
      fixed('0b01', index + 1),
      names[name],
      name === 'relay' ? { applicationid: relayApplicationId, accessmode: 4 } : {},
    ),
  );
  const teams = mapNames(TEAMS, (name, index) =>
    database.put('team', {
      teamid: fixed('0b02', index + 1),
      name: `Marketplace ${name}`,
      administratorid: users.admin,
      businessunitid,
    }),
  );
  const member = (team: TeamName, person: UserName): string =>
    database.put('teammembership', { teamid: teams[team], systemuserid: users[person] });
  for (const name of ['finance', 'operations', 'sales', 'admin'] as const) member(name, name);
  member('finance', 'approver');
  return { users, teams, relayApplicationId };
}

function mapNames<Name extends string>(
  names: readonly Name[],
  make: (name: Name, index: number) => string,
): Record<Name, string> {
  return Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as Record<Name, string>;
}

function seedAccount(database: Database): string {
  return database.put('account', {
    accountid: fixed('0acc', 1),
    name: 'B&Q Marketplace customers',
    accountnumber: 'BQ-MARKETPLACE',
  });
}

export interface SeedProduct {
  sku: string;
  name: string;
  /** List price in minor units (pence) of the price list's currency. */
  priceMinor: number;
  /** Value for the tax category column, where the environment has one. */
  taxCategory?: unknown;
}

/**
 * Active products in the seeded unit group and price list. `taxCategoryColumn` is the logical name of a column that a
 * solution added to product; the standard table has none. Answers SKU -> productid.
 */
export function seedProducts(
  database: Database,
  environment: SeededEnvironment,
  products: readonly SeedProduct[],
  taxCategoryColumn?: string,
): Map<string, string> {
  const ids = new Map<string, string>();
  for (const { sku, name, priceMinor, taxCategory } of products) {
    const productid = database.put('product', {
      name,
      productnumber: sku,
      quantitydecimal: 0,
      defaultuomscheduleid: environment.unitGroupId,
      defaultuomid: environment.unitId,
      pricelevelid: environment.priceListId,
      transactioncurrencyid: environment.currencies.gbp,
      price: priceMinor / 100,
      statecode: 0,
      ...(taxCategoryColumn === undefined ? {} : { [taxCategoryColumn]: taxCategory ?? null }),
    });
    database.put('productpricelevel', {
      pricelevelid: environment.priceListId,
      productid,
      productidname: name,
      productnumber: sku,
      uomid: environment.unitId,
      uomscheduleid: environment.unitGroupId,
      transactioncurrencyid: environment.currencies.gbp,
      amount: priceMinor / 100,
    });
    ids.set(sku, productid);
  }
  return ids;
}

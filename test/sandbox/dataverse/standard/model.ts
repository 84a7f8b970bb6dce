/** All standard tables of a Dynamics 365 Sales environment that the product touches, as one model. */
import type { EnvironmentModel, ManyToManyModel } from '../model.ts';
import { account, contact } from './customers.ts';
import type { DefinedTable } from './define-table.ts';
import { sdkmessageprocessingstep, serviceendpoint } from './events.ts';
import { fieldServiceTables } from './field-service.ts';
import { orderclose } from './orderclose.ts';
import { orderForm } from './order-form.ts';
import { orderProductsView } from './order-products-view.ts';
import { businessunit, organization, transactioncurrency } from './organisation.ts';
import {
  privilege,
  role,
  roleprivileges,
  systemuser,
  systemuserroles,
  team,
  teammembership,
  teamroles,
} from './people.ts';
import { pricelevel, product, productpricelevel, uom, uomschedule } from './product.ts';
import { salesorder } from './salesorder.ts';
import { salesorderdetail } from './salesorderdetail.ts';

const STANDARD: readonly DefinedTable[] = [
  organization,
  transactioncurrency,
  businessunit,
  systemuser,
  team,
  role,
  privilege,
  systemuserroles,
  teamroles,
  teammembership,
  roleprivileges,
  account,
  contact,
  uomschedule,
  uom,
  product,
  pricelevel,
  productpricelevel,
  salesorder,
  salesorderdetail,
  orderclose,
  serviceendpoint,
  sdkmessageprocessingstep,
];

const USER = { table: 'systemuser', column: 'systemuserid' };
const TEAM = { table: 'team', column: 'teamid' };
const ROLE = { table: 'role', column: 'roleid' };

const MANY_TO_MANY: readonly ManyToManyModel[] = [
  { name: 'systemuserroles_association', intersectTable: 'systemuserroles', first: USER, second: ROLE },
  { name: 'teamroles_association', intersectTable: 'teamroles', first: TEAM, second: ROLE },
  { name: 'teammembership_association', intersectTable: 'teammembership', first: TEAM, second: USER },
];

export interface StandardOptions {
  /**
   * Tables whose change tracking is off: which are on differs from tenant to tenant, and nobody switches them on for us
   * (TENANT 17).
   */
  untracked?: readonly string[];
  /** Whether the organisation has Field Service: without it, its tables are not there. */
  fieldService?: boolean;
}

/** A fresh copy on every call: importing a solution adds tables and columns to it. */
export function standardModel(options: StandardOptions = {}): EnvironmentModel {
  const { untracked = [], fieldService = false } = options;
  const defined = fieldService ? [...STANDARD, ...fieldServiceTables] : STANDARD;
  const model: EnvironmentModel = structuredClone({
    tables: new Map(defined.map(({ table }) => [table.name, table])),
    relationships: defined.flatMap(({ relationships }) => relationships),
    manyToMany: [...MANY_TO_MANY],
    roles: [],
    forms: [orderForm],
    views: [orderProductsView],
  });
  for (const name of untracked) {
    const table = model.tables.get(name);
    if (!table) throw new Error(`no standard table ${name}`);
    table.changeTracking = false;
  }
  return model;
}

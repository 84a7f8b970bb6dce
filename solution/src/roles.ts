/**
 * Who may do what (TENANT 1, 4, 12, 22). People read everything that is ours and create nothing but actions and, by
 * role, set-up rows; the relay alone writes what it owns, and nothing of the set-up.
 */
import { roleIds, roleNames } from './role-names.ts';
import { allow } from './role.ts';
import type { Access, Privilege, Role } from './role.ts';

const create: readonly Access[] = ['Create', 'Read', 'Write', 'Append'];
const createAndReferTo: readonly Access[] = [...create, 'AppendTo'];
const maintain: readonly Access[] = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo'];

/**
 * Tables of the product that have no privileges of their own: price lists, units and their groups are guarded as
 * Product, lines as their order, users as User (Microsoft's "privileges by entity": prvReadProduct covers 1022, 1024,
 * 1056). Naming a privilege that does not exist would fail the import.
 */
const guardedAs: Readonly<Record<string, string>> = {
  account: 'Account',
  contact: 'Contact',
  orderclose: 'Activity',
  pricelevel: 'Product',
  product: 'Product',
  productpricelevel: 'Product',
  salesorder: 'SalesOrder',
  salesorderdetail: 'SalesOrder',
  systemuser: 'User',
  team: 'Team',
  transactioncurrency: 'TransactionCurrency',
  uom: 'Product',
  uomschedule: 'Product',
};

/** The name by which privileges speak of a table (by logical name); our tables have their own. */
export const privilegeSubject = (tableName: string): string => guardedAs[tableName] ?? tableName;

/** A row that the relay creates belongs to a team, and a missing team is made good later: hence Assign (TENANT 4). */
const relayPrivileges: readonly Privilege[] = [
  ...allow(
    [...createAndReferTo, 'Assign'],
    'mpb_order',
    'mpb_orderline',
    'mpb_fee',
    'mpb_listing',
    'mpb_exception',
  ),
  // Append-only: history is never rewritten, only deleted when its days are over (TENANT 12).
  ...allow(['Create', 'Read', 'Delete', 'Append', 'Assign'], 'mpb_event'),
  // People create actions; the relay writes the outcome.
  ...allow(['Read', 'Write', 'Delete', 'Append', 'AppendTo'], 'mpb_action'),
  ...allow(createAndReferTo, 'mpb_cause'),
  ...allow(create, 'mpb_checkpoint', 'mpb_slot'),
  ...allow([...create, 'Delete'], 'mpb_syncrun', 'mpb_census'),
  ...allow([...createAndReferTo, 'Delete'], 'mpb_rawpage', 'mpb_stockfile'),
  ...allow(['Read', 'AppendTo'], 'mpb_marketplace'),
  ...allow(['Read'], 'mpb_skumapping', 'mpb_taxrule', 'mpb_stocklevel'),
  ...allow([...createAndReferTo, 'Assign'], 'SalesOrder', 'Contact'),
  // A line that was cancelled is taken off when a person applies that; a line is guarded as its order. An order that
  // came from the marketplace cannot be deleted with it: its marketplace order points at it (Restrict, TENANT 2).
  ...allow(['Delete'], 'SalesOrder'),
  ...allow(['Read', 'AppendTo'], 'Account', 'Product', 'TransactionCurrency'),
  // Closing a Sales Order writes an orderclose, which is an activity.
  ...allow(['Create', 'Read', 'Append', 'AppendTo'], 'Activity'),
  ...allow(['Read'], 'User', 'Team', 'Role', 'BusinessUnit', 'Organization'),
  // Metadata: order defaults are checked against it, and readiness asks whether every key is active.
  ...allow(['Read'], 'Entity', 'Attribute', 'Relationship'),
];

/** What every person of the marketplace has: to see everything of ours and to wish for something. */
const everyPerson: readonly Privilege[] = [
  ...allow(['Read', 'AppendTo'], 'mpb_order', 'mpb_exception', 'mpb_marketplace'),
  ...allow(['Read'], 'mpb_orderline', 'mpb_fee', 'mpb_event', 'mpb_cause', 'mpb_syncrun'),
  ...allow(['Read'], 'mpb_listing', 'mpb_stocklevel', 'mpb_stockfile', 'mpb_census'),
  ...allow(['Create', 'Read', 'Append'], 'mpb_action'),
  ...allow(['Read'], 'SalesOrder', 'Account', 'Contact', 'TransactionCurrency', 'User', 'Team'),
];

const readMappings = allow(['Read'], 'mpb_skumapping');
const readTaxRules = allow(['Read'], 'mpb_taxrule');
const readProducts = allow(['Read'], 'Product');
const maintainMappings = [...allow(maintain, 'mpb_skumapping'), ...allow(['Read', 'AppendTo'], 'Product')];
const maintainTaxRules = allow(maintain, 'mpb_taxrule');
/**
 * Overrides stand on the listing itself, beside what the relay writes there; forms leave the relay's columns alone. Nobody
 * makes or deletes a listing by hand: the offers of the marketplace say which there are.
 */
const maintainStock = [
  ...allow(['Write'], 'mpb_listing'),
  ...allow(
    maintain.filter((access) => access !== 'Read'),
    'mpb_stocklevel',
  ),
];

const named = (key: keyof typeof roleNames) => ({ name: roleNames[key], id: roleIds[roleNames[key]] });

export const roles: readonly Role[] = [
  {
    ...named('relay'),
    description: 'For the application user of the relay only: the least that its flows need.',
    privileges: relayPrivileges,
  },
  {
    ...named('preparer'),
    description: 'Finance: prepares the month and maintains SKU mappings.',
    privileges: [...everyPerson, ...maintainMappings, ...readTaxRules],
  },
  {
    ...named('approver'),
    description: 'Finance: approves what somebody else has prepared.',
    privileges: [...everyPerson, ...readMappings, ...readTaxRules, ...readProducts],
  },
  {
    ...named('controller'),
    description: 'Finance: answers for the rules, tax rules among them.',
    privileges: [...everyPerson, ...readMappings, ...maintainTaxRules, ...readProducts],
  },
  {
    ...named('operations'),
    description: 'Keeps orders moving, and maintains SKU mappings and what a listing may show.',
    privileges: [...everyPerson, ...maintainMappings, ...maintainStock, ...readTaxRules],
  },
  {
    ...named('sales'),
    description: 'Sales and customer service: sees the marketplace life of an order.',
    privileges: [...everyPerson, ...readMappings, ...readTaxRules, ...readProducts],
  },
  {
    ...named('admin'),
    description: 'Connects marketplaces, and maintains every set-up table.',
    privileges: [
      ...everyPerson.filter(({ name }) => !name.endsWith('mpb_marketplace')),
      ...allow(maintain, 'mpb_marketplace'),
      ...maintainMappings,
      ...maintainTaxRules,
      ...maintainStock,
      ...allow(['Read'], 'mpb_checkpoint', 'mpb_slot', 'mpb_rawpage'),
      ...allow(['AppendTo'], 'Account', 'Team', 'TransactionCurrency'),
    ],
  },
];

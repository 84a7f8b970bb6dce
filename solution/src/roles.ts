/**
 * Who may do what (TENANT 1, 4, 12, 22). People read everything that is ours and create nothing but actions and, by
 * role, set-up rows; the relay alone writes what it owns, and nothing of the set-up.
 */
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
  ...allow([...createAndReferTo, 'Assign'], 'mpb_order', 'mpb_orderline', 'mpb_fee', 'mpb_exception'),
  // Append-only: history is never rewritten, only deleted when its days are over (TENANT 12).
  ...allow(['Create', 'Read', 'Delete', 'Append', 'Assign'], 'mpb_event'),
  // People create actions; the relay writes the outcome.
  ...allow(['Read', 'Write', 'Delete', 'Append', 'AppendTo'], 'mpb_action'),
  ...allow(create, 'mpb_checkpoint', 'mpb_slot'),
  ...allow([...create, 'Delete'], 'mpb_syncrun'),
  ...allow([...createAndReferTo, 'Delete'], 'mpb_rawpage'),
  ...allow(['Read', 'AppendTo'], 'mpb_marketplace'),
  ...allow(['Read'], 'mpb_skumapping', 'mpb_taxrule'),
  ...allow([...createAndReferTo, 'Assign'], 'SalesOrder', 'Contact'),
  ...allow(['Read', 'AppendTo'], 'Account', 'Product', 'TransactionCurrency'),
  ...allow(['Read'], 'User', 'Team', 'Role', 'BusinessUnit', 'Organization'),
  // Metadata: order defaults are checked against it, and readiness asks whether every key is active.
  ...allow(['Read'], 'Entity', 'Attribute', 'Relationship'),
];

/** What every person of the marketplace has: to see everything of ours and to wish for something. */
const everyPerson: readonly Privilege[] = [
  ...allow(['Read', 'AppendTo'], 'mpb_order', 'mpb_exception', 'mpb_marketplace'),
  ...allow(['Read'], 'mpb_orderline', 'mpb_fee', 'mpb_event', 'mpb_syncrun'),
  ...allow(['Create', 'Read', 'Append'], 'mpb_action'),
  ...allow(['Read'], 'SalesOrder', 'Account', 'Contact', 'TransactionCurrency', 'User', 'Team'),
];

const readMappings = allow(['Read'], 'mpb_skumapping');
const readTaxRules = allow(['Read'], 'mpb_taxrule');
const readProducts = allow(['Read'], 'Product');
const maintainMappings = [...allow(maintain, 'mpb_skumapping'), ...allow(['Read', 'AppendTo'], 'Product')];
const maintainTaxRules = allow(maintain, 'mpb_taxrule');

export const roles: readonly Role[] = [
  {
    name: 'Marketplace Relay',
    id: '432d255d-3f61-5aa0-8d17-e97e5a0c9a84',
    description: 'For the application user of the relay only: the least that its flows need.',
    privileges: relayPrivileges,
  },
  {
    name: 'Marketplace Preparer',
    id: '11feb394-dd11-5813-aa25-d772b2736592',
    description: 'Finance: prepares the month and maintains SKU mappings.',
    privileges: [...everyPerson, ...maintainMappings, ...readTaxRules],
  },
  {
    name: 'Marketplace Approver',
    id: 'd70dff19-b220-58d6-8792-9c3c58464bad',
    description: 'Finance: approves what somebody else has prepared.',
    privileges: [...everyPerson, ...readMappings, ...readTaxRules, ...readProducts],
  },
  {
    name: 'Marketplace Controller',
    id: '332f7a2e-7a87-5467-b6b7-0b66d6d8f2f8',
    description: 'Finance: answers for the rules, tax rules among them.',
    privileges: [...everyPerson, ...readMappings, ...maintainTaxRules, ...readProducts],
  },
  {
    name: 'Marketplace Operations',
    id: 'fd6d6305-b485-5a99-bbce-713110c729f1',
    description: 'Keeps orders moving and maintains SKU mappings.',
    privileges: [...everyPerson, ...maintainMappings, ...readTaxRules],
  },
  {
    name: 'Marketplace Sales',
    id: '7fa6cf82-b9c4-5f4b-9f8f-4e545e1c8349',
    description: 'Sales and customer service: sees the marketplace life of an order.',
    privileges: [...everyPerson, ...readMappings, ...readTaxRules, ...readProducts],
  },
  {
    name: 'Marketplace Admin',
    id: '89e4e957-eccb-5d84-9703-8cbd50457112',
    description: 'Connects marketplaces, and maintains every set-up table.',
    privileges: [
      ...everyPerson.filter(({ name }) => !name.endsWith('mpb_marketplace')),
      ...allow(maintain, 'mpb_marketplace'),
      ...maintainMappings,
      ...maintainTaxRules,
      ...allow(['Read'], 'mpb_checkpoint', 'mpb_slot', 'mpb_rawpage'),
      ...allow(['AppendTo'], 'Account', 'Team', 'TransactionCurrency'),
    ],
  },
];

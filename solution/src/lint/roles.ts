import type { Access, Role } from '../role.ts';
import { privilegeSubject } from '../roles.ts';
import { lookupsOf } from '../render/relationship.ts';
import type { SolutionModel } from '../render/model.ts';
import { repeated } from './finding.ts';
import type { Finding } from './finding.ts';

/** Tables that people set up and the relay only reads (TENANT 1). */
const setUp = ['mpb_marketplace', 'mpb_skumapping', 'mpb_taxrule', 'mpb_stocklevel'] as const;
/** The only tables whose rows the relay may delete, when their days are over (TENANT 12). */
const retained = [
  'mpb_event',
  'mpb_syncrun',
  'mpb_rawpage',
  'mpb_action',
  'mpb_stockfile',
  'mpb_census',
] as const;
/** Rows that the relay owns with columns that people fill. */
const shared = ['mpb_listing'] as const;
/** What a person may do to a row that the relay owns. */
const harmless: readonly Access[] = ['Read', 'Append', 'AppendTo'];

/** Subjects of the product's privileges that we use; a misspelt one would fail the import. */
const ofProduct = [
  'Account',
  'Activity',
  'Attribute',
  'BusinessUnit',
  'Contact',
  'Entity',
  'Organization',
  'Product',
  'Relationship',
  'Role',
  'SalesOrder',
  'Team',
  'TransactionCurrency',
  'User',
] as const;

const relayName = 'Marketplace Relay';
const spelling = /^prv(AppendTo|Append|Create|Read|Write|Delete|Assign|Share)([A-Za-z_]+)$/;

/** Rights follow TENANT 1: people never edit what the relay owns, and the relay never what people set up. */
export function lintRoles(model: SolutionModel): Finding[] {
  return model.roles.flatMap((role) => [
    ...repeated(role.privileges.map(({ name }) => name)).map((name) =>
      finding(role, `${name} is there twice`),
    ),
    ...role.privileges.flatMap((privilege) => lintPrivilege(model, role, privilege.name)),
    ...role.privileges
      .filter(({ name, level }) => level !== 'Global' && isOrganisationOwned(model, subjectOf(name)))
      .map(({ name }) => finding(role, `${name} must be Global: its rows have no owner`)),
    ...lintLookups(model, role),
  ]);
}

function lintPrivilege(model: SolutionModel, role: Role, name: string): Finding[] {
  const [, access, subject = ''] = spelling.exec(name) ?? [];
  if (access === undefined) return [finding(role, `${name} is no name of a privilege`)];
  if (!subject.startsWith(`${model.publisher.prefix}_`)) {
    const isForeign = model.foreignTables.some((table) => table.name === subject);
    if (isForeign) {
      return access === 'Read' ? [] : [finding(role, `${name} is more than a role of ours may have`)];
    }
    return includes(ofProduct, subject)
      ? []
      : [finding(role, `${name} is no privilege of the product that we know`)];
  }
  if (!model.tables.some((table) => table.name === subject)) {
    return [finding(role, `${name} is about a table that is not in the solution`)];
  }
  const may = role.name === relayName ? relayMay : personMay;
  return may(access as Access, subject) ? [] : [finding(role, `${name} is more than the role may have`)];
}

function relayMay(access: Access, table: string): boolean {
  if (includes(setUp, table)) return harmless.includes(access);
  return access !== 'Delete' || includes(retained, table);
}

function personMay(access: Access, table: string): boolean {
  if (includes(setUp, table)) return true;
  return (
    harmless.includes(access) ||
    (access === 'Create' && table === 'mpb_action') ||
    (access === 'Write' && includes(shared, table))
  );
}

/** Whoever creates rows can fill their lookups: that takes Append on the one side and AppendTo on the other. */
function lintLookups(model: SolutionModel, role: Role): Finding[] {
  const has = (access: Access, subject: string): boolean =>
    role.privileges.some(({ name }) => name === `prv${access}${subject}`);
  const owners = [
    ...model.tables.map((table) => ({ name: table.name, columns: table.columns })),
    ...model.extensions.map((extension) => ({ name: extension.extends, columns: extension.columns })),
  ];
  return owners
    .filter(({ name }) => has('Create', privilegeSubject(name)))
    .flatMap((owner) =>
      lookupsOf(owner).flatMap(([lookup, { to }]) => {
        const needed: [Access, string][] = [
          ['Append', privilegeSubject(owner.name)],
          ['AppendTo', privilegeSubject(to)],
        ];
        return needed
          .filter(([access, subject]) => !has(access, subject))
          .map(([access, subject]) => finding(role, `${owner.name}.${lookup} takes prv${access}${subject}`));
      }),
    );
}

const subjectOf = (privilegeName: string): string => spelling.exec(privilegeName)?.[2] ?? '';

const isOrganisationOwned = (model: SolutionModel, subject: string): boolean =>
  model.tables.some(({ name, ownership }) => name === subject && ownership === 'organization');

const includes = (list: readonly string[], value: string): boolean => list.includes(value);

const finding = (role: Role, problem: string): Finding => ({ rule: 'roles', where: role.name, problem });

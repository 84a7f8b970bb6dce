/** How Dataverse refuses a caller (dataverse.md 2 "Codes", 8, 14: what is unverified of them says so). */
import { createHash } from 'node:crypto';
import { DataverseError } from '../errors.ts';
import type { TableModel } from '../model.ts';
import type { Grants } from './grants.ts';

export interface Principal {
  kind: 'user' | 'team';
  id: string;
}

/** Ids that the platform would have given: the same name always has the same. */
export function nameId(name: string): string {
  const hex = createHash('sha1').update(name.toLowerCase()).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Object type code: the platform's for its own tables, 10,000 and more for custom ones. */
function typeCode(table: TableModel): number {
  return 10_000 + (parseInt(nameId(table.name).slice(0, 4), 16) % 1_000);
}

/** 403 0x80040220: no role gives this privilege at all. Type 8 is a user, 9 a team. */
export function privilegeDenied(
  principal: Principal,
  grants: Grants,
  privilege: string,
  table: TableModel,
): DataverseError {
  const who = `Id=${principal.id}, type=${principal.kind === 'user' ? 8 : 9}, roleCount=${grants.roleCount}, privilegeCount=${grants.privilegeCount}, accessMode=0`;
  return new DataverseError(
    403,
    '0x80040220',
    `Principal ${principal.kind} (${who}) is missing ${privilege} privilege (Id=${nameId(privilege)}) on OTC=${typeCode(table)} for entity '${table.name}'.`,
  );
}

/** 403 0x80048306: the privilege is there, its depth does not reach this row. */
export function accessDenied(
  principal: Principal,
  privilege: string,
  table: TableModel,
  rowId: string,
): DataverseError {
  return new DataverseError(
    403,
    '0x80048306',
    `Principal ${principal.kind} (Id=${principal.id}, type=${principal.kind === 'user' ? 8 : 9}) is missing ${privilege}Access rights to the record (Id=${rowId}) of entity '${table.name}'.`,
  );
}

/** Status unverified. */
export const userWithoutRoles = (userId: string): DataverseError =>
  new DataverseError(403, '0x80042f09', `The user with id ${userId} has not been assigned any roles.`);

/** [mem] An app registration without an application user in this environment. */
export const notAMember = (): DataverseError =>
  new DataverseError(403, '0x80072560', 'The user is not a member of the organization.');

/** [mem] */
export const userDisabled = (userId: string): DataverseError =>
  new DataverseError(
    403,
    '0x80040225',
    `The specified user(Id = ${userId}) is disabled. Consider enabling this user.`,
  );

export const cannotActOnBehalf = (userId: string): DataverseError =>
  new DataverseError(
    403,
    '0x8004a110',
    `User (Id=${userId}) cannot act on behalf of another user: prvActOnBehalfOfAnotherUser is missing.`,
  );

/** 401 with the header from which a client may learn where to get a token (exact text [mem]). */
export function unauthorized(tenantId: string, resource: string): DataverseError {
  const challenge = `Bearer authorization_uri=https://login.microsoftonline.com/${tenantId}/oauth2/authorize, resource_id=${resource}`;
  return new DataverseError(401, '', 'Authentication of the request failed.', {
    headers: { 'www-authenticate': challenge },
  });
}

/**
 * Who may do what: tokens, application users, roles with depths, impersonation, and owners that must be able to read
 * what they own (dataverse.md 1, 2, 8; solution.md 3.8; TENANT 1 and 4).
 */
import { systemCaller } from '../engine.ts';
import type { AccessCheck, Caller, Database, Privilege, SandboxRules, WriteContext } from '../hooks.ts';
import type { Row, TableModel } from '../model.ts';
import { reaches, type Reach } from './access.ts';
import { readCaller } from './callers.ts';
import { grantsOf, narrower, type Grants } from './grants.ts';
import { privilegeNames, type PrivilegeNaming } from './privilege-names.ts';
import { accessDenied, privilegeDenied, userWithoutRoles, type Principal } from './refusals.ts';
import { syncRoles } from './roles.ts';
import { TokenIssuer, type TokenSettings } from './token-endpoint.ts';

export interface SecurityOptions extends TokenSettings {
  /** Sandbox time in milliseconds. */
  now: () => number;
  privilegeNaming?: PrivilegeNaming;
}

export interface Security extends SandboxRules {
  readonly tokens: TokenIssuer;
}

/** Rows on which grants depend: writing one makes what was remembered stale. */
const RIGHTS_TABLES = new Set([
  'systemuserroles',
  'teamroles',
  'teammembership',
  'role',
  'systemuser',
  'team',
]);

export function securityRules(options: SecurityOptions): Security {
  const tokens = new TokenIssuer(options, options.now);
  const naming = options.privilegeNaming ?? 'shared';
  /** For the length of one request. */
  const remembered = new Map<string, Grants>();

  function grants(database: Database, principal: Principal): Grants {
    const key = `${principal.kind}/${principal.id}`;
    const known = remembered.get(key) ?? grantsOf(database, principal);
    remembered.set(key, known);
    return known;
  }

  /** How far the caller's privilege reaches; throws where it has none. Impersonation narrows to what both may do. */
  function reachOf(database: Database, caller: Caller, privilege: Privilege, table: TableModel): Reach {
    const names = privilegeNames(table, privilege, naming);
    const own = grants(database, { kind: 'user', id: caller.userId });
    const initiating =
      caller.initiatingUserId === caller.userId
        ? own
        : grants(database, { kind: 'user', id: caller.initiatingUserId });
    const depth = narrower(own.depth(names), initiating.depth(names));
    if (depth !== undefined) return { caller, teamIds: own.teamIds, depth };
    const lacking = own.depth(names) === undefined ? caller.userId : caller.initiatingUserId;
    throw privilegeDenied(
      { kind: 'user', id: lacking },
      lacking === caller.userId ? own : initiating,
      names[0] ?? '',
      table,
    );
  }

  function authorize({ caller, privilege, table, row, database }: AccessCheck): void {
    if (caller.userId === systemCaller.userId) return;
    const reach = reachOf(database, caller, privilege, table);
    if (reaches(database, table, row, reach)) return;
    throw accessDenied({ kind: 'user', id: caller.userId }, privilege, table, String(row[table.primaryId]));
  }

  function readScope(
    caller: Caller,
    table: TableModel,
    database: Database,
  ): 'all' | ((row: Readonly<Row>) => boolean) {
    if (caller.userId === systemCaller.userId) return 'all';
    const reach = reachOf(database, caller, 'Read', table);
    return reach.depth === 'Global' ? 'all' : (row) => reaches(database, table, row, reach);
  }

  /** An owner who could not even read the row is refused: a team needs a role of its own (TENANT 4). */
  function beforeWrite({ kind, table, row, changed, caller, database }: WriteContext): void {
    if (
      kind === 'delete' ||
      table.ownership !== 'user' ||
      !changed.has('ownerid') ||
      row.ownerid === caller.userId
    )
      return;
    const owner: Principal = { kind: row.owneridtype === 'team' ? 'team' : 'user', id: String(row.ownerid) };
    if (owner.id === systemCaller.userId) return;
    const names = privilegeNames(table, 'Read', naming);
    const theirs = grants(database, owner);
    if (theirs.depth(names) === undefined) throw privilegeDenied(owner, theirs, names[0] ?? '', table);
  }

  return {
    name: 'security',
    tokens,
    route: (request) => tokens.route(request),
    signIn: (userId) => tokens.signIn(userId),
    authenticate: (request, database) => {
      remembered.clear();
      syncRoles(database);
      const mayActOnBehalf = (id: string): boolean =>
        grants(database, { kind: 'user', id }).depth(['prvActOnBehalfOfAnotherUser']) !== undefined;
      const caller = readCaller(request, database, tokens, mayActOnBehalf);
      if (grants(database, { kind: 'user', id: caller.userId }).roleCount === 0)
        throw userWithoutRoles(caller.userId);
      return caller;
    },
    authorize,
    readScope,
    beforeWrite,
    afterWrite: ({ table }) => {
      if (RIGHTS_TABLES.has(table.name)) remembered.clear();
    },
  };
}

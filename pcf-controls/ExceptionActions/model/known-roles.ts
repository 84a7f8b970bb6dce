/** What the roles of the person at the form mean here. The relay and Dataverse decide; this only says so beforehand. */
import { mayRequest } from '../../../solution/src/action-rules.ts';
import type { ActionName, RoleName, Team } from '@marketplace-bridge/solution';

export interface KnownRoles {
  readonly names: readonly RoleName[];
  /**
   * None of ours is among them: perhaps copies of ours in another business unit, which have ids of their own. What
   * those allow cannot be told here, so nothing is taken away. Where one of ours is known all of ours are, because a
   * person's roles belong to one business unit; the others that everybody has (Salesperson, say) mean nothing here.
   */
  readonly unsure: boolean;
}

/** The first eight digits of each id tell ours apart from any other role; a test holds them against the solution. */
export const beginnings: Readonly<Record<RoleName, string>> = {
  'Marketplace Relay': '432d255d',
  'Marketplace Preparer': '11feb394',
  'Marketplace Approver': 'd70dff19',
  'Marketplace Controller': '332f7a2e',
  'Marketplace Operations': 'fd6d6305',
  'Marketplace Sales': '7fa6cf82',
  'Marketplace Admin': '89e4e957',
};

/** @param ids as `userSettings.securityRoles` gives them: with or without braces, in either case */
export function knownRoles(ids: readonly string[] | null | undefined): KnownRoles {
  const wanted = (ids ?? []).map((id) => id.replace('{', '').slice(0, 8).toLowerCase());
  const names = (Object.keys(beginnings) as RoleName[]).filter((name) => wanted.includes(beginnings[name]));
  return { names, unsure: names.length === 0 };
}

export function mayAsk(action: ActionName, responsible: Team | null, roles: KnownRoles): boolean {
  return roles.unsure || mayRequest(action, responsible, roles.names);
}

export type Maintained = 'skuMappings' | 'taxRules';

/** Who has Create on the set-up tables; a test holds it against the roles of the solution. */
export const maintainers: Readonly<Record<Maintained, readonly RoleName[]>> = {
  skuMappings: ['Marketplace Preparer', 'Marketplace Operations', 'Marketplace Admin'],
  taxRules: ['Marketplace Controller', 'Marketplace Admin'],
};

export function mayMaintain(what: Maintained, roles: KnownRoles): boolean {
  return roles.unsure || roles.names.some((name) => maintainers[what].includes(name));
}

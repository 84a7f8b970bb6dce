/**
 * Who may ask the relay for what. The controls show their buttons by it, and the relay decides by it: what a person
 * sees and what happens follow one rule (TENANT 1). Small and without imports of values, because it is part of every
 * control's bundle. Saving a mapping or a tax rule is no action: Dataverse itself guards those tables.
 */
import type { RoleName } from './role-names.ts';

export type Team = 'finance' | 'operations' | 'sales' | 'admin';
export type ActionName = 'retry' | 'acceptDifference' | 'applyDifference' | 'dismiss' | 'rearm';

/** For whom a role decides; a role that only looks on decides for nobody. */
const decidesFor: Readonly<Record<RoleName, readonly Team[]>> = {
  'Marketplace Relay': [],
  'Marketplace Preparer': [],
  'Marketplace Approver': ['finance'],
  'Marketplace Controller': ['finance'],
  'Marketplace Operations': ['operations'],
  'Marketplace Sales': ['sales'],
  'Marketplace Admin': ['finance', 'operations', 'sales', 'admin'],
};

/**
 * Anybody with a role for people may have a record looked at again. What ends an exception (accept, apply, dismiss) is
 * for the team that is responsible for it, or an administrator; arming a marketplace is for administrators.
 * @param responsible team that the exception names; null where the action is not about an exception
 */
export function mayRequest(
  action: ActionName,
  responsible: Team | null,
  roles: readonly RoleName[],
): boolean {
  const people = roles.filter((role) => role !== 'Marketplace Relay');
  if (action === 'retry') return people.length > 0;
  const team = action === 'rearm' ? 'admin' : responsible;
  return team !== null && people.some((role) => decidesFor[role].includes(team));
}

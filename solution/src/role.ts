/** The rights that one action on a table needs, as privilege names spell them. */
export type Access = 'Create' | 'Read' | 'Write' | 'Delete' | 'Append' | 'AppendTo' | 'Assign' | 'Share';

/** How far a right reaches: own rows, business unit, unit and those below it, organisation. */
type Level = 'Basic' | 'Local' | 'Deep' | 'Global';

export interface Privilege {
  /** `prv` + access + schema name, `prvReadmpb_order` for example (solution.md 3.8). */
  readonly name: string;
  readonly level: Level;
}

export interface Role {
  readonly name: string;
  /** Lower-case GUID, the same in every release: UUIDv5 of the name, which a test holds. */
  readonly id: string;
  readonly description: string;
  readonly privileges: readonly Privilege[];
}

/** Privileges over a whole organisation; a team owns the rows and change tracking asks for no less (dataverse.md 6). */
export function allow(accesses: readonly Access[], ...schemaNames: readonly string[]): Privilege[] {
  return schemaNames.flatMap((schemaName) =>
    accesses.map((access): Privilege => ({ name: `prv${access}${schemaName}`, level: 'Global' })),
  );
}

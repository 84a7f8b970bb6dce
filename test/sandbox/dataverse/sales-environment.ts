/**
 * A whole pretend Dynamics 365 Sales environment in one call: standard tables, a UK organisation, rights, limits,
 * pricing and states, and the solution zip that is to run in it.
 */
import type { SandboxClock } from '../clock.ts';
import { DataverseSandbox } from './dataverse.ts';
import type { EventOptions } from './events/async-service.ts';
import { limitRules, type LimitOptions, type Limits } from './limits/limit-rules.ts';
import type { ImportedSolution } from './solution-import/import-solution.ts';
import { salesRules, type SalesOptions } from './sales/sales-rules.ts';
import type { PrivilegeNaming } from './security/privilege-names.ts';
import { assignRole } from './security/roles.ts';
import { securityRules, type Security } from './security/security-rules.ts';
import type { EngineSettings } from './settings.ts';
import { standardModel } from './standard/model.ts';
import {
  seedEnvironment,
  type OrganizationSettings,
  type SeededEnvironment,
  type TeamName,
  type UserName,
} from './standard/seed.ts';

export interface SalesEnvironmentOptions {
  clock: SandboxClock;
  organization?: Partial<OrganizationSettings>;
  /** The solution to import before anything else happens. */
  solution?: Uint8Array;
  /** Roles by name; a solution's or the built-in System Administrator and Salesperson. */
  roles?: {
    users?: Partial<Record<UserName, readonly string[]>>;
    teams?: Partial<Record<TeamName, readonly string[]>>;
  };
  /** Tokens of the relay's application user; 'off' lets everybody in as SYSTEM. */
  security?:
    | 'off'
    | {
        tenantId?: string;
        secret?: string;
        resource?: string;
        tokenLifetime?: number;
        privilegeNaming?: PrivilegeNaming;
      };
  limits?: Omit<LimitOptions, 'clock'>;
  sales?: SalesOptions;
  /** Standard tables whose change tracking is off. */
  untracked?: readonly string[];
  /** Whether Field Service is installed; its tables are not there otherwise. */
  fieldService?: boolean;
  settings?: Partial<EngineSettings>;
  /** Where steps of the solutions post to; without it none runs. */
  events?: EventOptions;
  /** Managed add-ons to import after `solution`, with their steps enabled. */
  addOns?: readonly Uint8Array[];
}

export interface SalesEnvironment {
  sandbox: DataverseSandbox;
  seeded: SeededEnvironment;
  imported: ImportedSolution | undefined;
  /** Undefined when security is off. */
  security: Security | undefined;
  limits: Limits;
}

export const SANDBOX_TENANT = '00000000-0000-4000-8000-00a2e0000001';
export const SANDBOX_SECRET = 'sandbox-secret';
/** Client id of the seeded application user. */
export const SANDBOX_CLIENT = '00000000-0000-4000-8000-00c100000001';

export function salesEnvironment(options: SalesEnvironmentOptions): SalesEnvironment {
  const {
    clock,
    organization,
    solution,
    roles = {},
    limits: limitOptions,
    sales,
    settings,
    events,
  } = options;
  const security = options.security === 'off' ? undefined : newSecurity(clock, options.security ?? {});
  const limits = limitRules({ clock, ...limitOptions });
  const sandbox = new DataverseSandbox({
    clock,
    model: standardModel({
      untracked: options.untracked ?? [],
      fieldService: options.fieldService ?? false,
    }),
    rules: [...(security ? [security] : []), limits, ...salesRules(sales)],
    ...(settings ? { settings } : {}),
    ...(events ? { events } : {}),
  });
  const imported = solution ? sandbox.importSolution(solution) : undefined;
  for (const addOn of options.addOns ?? []) sandbox.importSolution(addOn, { activateSteps: true });
  const seeded = seedEnvironment(sandbox.engine, organization);
  for (const [user, names] of Object.entries(roles.users ?? {})) {
    for (const name of names) assignRole(sandbox.engine, { user: seeded.users[user as UserName] }, name);
  }
  for (const [team, names] of Object.entries(roles.teams ?? {})) {
    for (const name of names) assignRole(sandbox.engine, { team: seeded.teams[team as TeamName] }, name);
  }
  return { sandbox, seeded, imported, security, limits };
}

function newSecurity(
  clock: SandboxClock,
  given: Exclude<SalesEnvironmentOptions['security'], 'off' | undefined>,
): Security {
  const {
    tenantId = SANDBOX_TENANT,
    secret = SANDBOX_SECRET,
    resource,
    tokenLifetime = 3_599,
    privilegeNaming,
  } = given;
  return securityRules({
    tenantId,
    clients: { [SANDBOX_CLIENT]: secret },
    lifetime: tokenLifetime,
    now: () => clock.now(),
    ...(resource === undefined ? {} : { resource }),
    ...(privilegeNaming === undefined ? {} : { privilegeNaming }),
  });
}

/** For tests: a sandbox that asks for tokens and rights, and calls to it as one user or another. */
import { ManualClock } from '../../clock.ts';
import type { SandboxResponse } from '../../http.ts';
import { DataverseSandbox } from '../dataverse.ts';
import type { PrivilegeModel } from '../model.ts';
import { standardModel } from '../standard/model.ts';
import { seedEnvironment } from '../standard/seed.ts';
import type { PrivilegeNaming } from './privilege-names.ts';
import { securityRules } from './security-rules.ts';

const TENANT = 'a0a0a0a0-0000-4000-8000-000000000001';
const CLIENT = '00000000-0000-4000-8000-00c100000001';
export const RESOURCE = 'https://hartwell.crm11.dynamics.com';

export function trySecurity(privilegeNaming: PrivilegeNaming = 'shared') {
  const clock = new ManualClock();
  const security = securityRules({
    tenantId: TENANT,
    clients: { [CLIENT]: 's3cret', 'ffffffff-0000-4000-8000-000000000001': 'other' },
    resource: RESOURCE,
    lifetime: 3_599,
    now: () => clock.now(),
    privilegeNaming,
  });
  const sandbox = new DataverseSandbox({ clock, model: standardModel(), rules: [security] });
  const seeded = seedEnvironment(sandbox.engine);
  const role = (name: string, ...privileges: [string, PrivilegeModel['level']][]): void => {
    const number = sandbox.engine.model.roles.length + 16;
    const id = `00000000-0000-4000-8000-0000000000${number.toString(16)}`;
    sandbox.engine.model.roles.push({
      id,
      name,
      privileges: privileges.map(([suffix, level]) => ({ name: `prv${suffix}`, level })),
    });
  };
  const send = (
    method: string,
    path: string,
    more: { headers?: Record<string, string>; body?: string } = {},
  ): Promise<SandboxResponse> =>
    sandbox.handle({
      method,
      url: path,
      headers: {
        host: 'hartwell.crm11.dynamics.com',
        ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...more.headers,
      },
      body: Buffer.from(more.body ?? ''),
    });
  const askToken = (form: Record<string, string> = {}, tenant = TENANT): Promise<SandboxResponse> =>
    send('POST', `/${tenant}/oauth2/v2.0/token`, {
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: CLIENT,
        client_secret: 's3cret',
        scope: `${RESOURCE}/.default`,
        ...form,
      }).toString(),
    });
  const as = (userId: string, more: Record<string, string> = {}): Record<string, string> => ({
    authorization: `Bearer ${security.tokens.issue({ userId })}`,
    ...more,
  });
  const api = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: unknown,
  ): Promise<SandboxResponse> =>
    send(method, `/api/data/v9.2/${path}`, {
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { clock, sandbox, seeded, role, askToken, as, api };
}

export const json = (response: SandboxResponse): Record<string, unknown> =>
  JSON.parse(response.body.toString()) as Record<string, unknown>;
export const code = (response: SandboxResponse): string => (json(response).error as { code: string }).code;
export const message = (response: SandboxResponse): string =>
  (json(response).error as { message: string }).message;

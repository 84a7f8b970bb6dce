/** Which operation answers which request line; one handler each, in a file of its own or of its noun. */
import { account } from './account.ts';
import type { Call, Handler } from './call.ts';
import { offerRoutes } from './offer-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { platformConfiguration } from './platform-configuration.ts';
import { listCarriers, listReasons, listTaxes, version } from './reference-data.ts';

export type Operation =
  | 'OR11'
  | 'OR04'
  | 'OR13'
  | 'OR14'
  | 'OR15'
  | 'OR21'
  | 'OR31'
  | 'OF21'
  | 'OF22'
  | 'OF24'
  | 'OF51'
  | 'OF52'
  | 'OF53'
  | 'OF54'
  | 'STO01'
  | 'STO02'
  | 'STO03'
  | 'OR75'
  | 'PC01'
  | 'SH21'
  | 'RE01'
  | 'A01'
  | 'V01';

export interface Route {
  operation: Operation;
  method: 'GET' | 'PUT' | 'POST';
  /** Captures the id in the path, where there is one. */
  path: RegExp;
  handler: Handler;
  /** Content type of the request's body. Default application/json. */
  takes?: string;
  /** Content types of the answer, one of which the caller has to accept. Default application/json. */
  gives?: string[];
  /** What a call counts as, or undefined for nothing; by default its operation. */
  use?: (call: Call) => Use | undefined;
}

export interface Use {
  /** Name of the limit. */
  limit: string;
  /** What is counted together: the limit itself, or one id of it. */
  key: string;
}

const otherRoutes: Route[] = [
  { operation: 'OR75', method: 'GET', path: /^\/api\/orders\/taxes$/, handler: listTaxes },
  {
    operation: 'PC01',
    method: 'GET',
    path: /^\/api\/platform\/configuration$/,
    handler: platformConfiguration,
  },
  { operation: 'SH21', method: 'GET', path: /^\/api\/shipping\/carriers$/, handler: listCarriers },
  { operation: 'RE01', method: 'GET', path: /^\/api\/reasons$/, handler: listReasons },
  { operation: 'A01', method: 'GET', path: /^\/api\/account$/, handler: account },
  { operation: 'V01', method: 'GET', path: /^\/api\/version$/, handler: version },
];

const routes = [...otherRoutes, ...orderRoutes, ...offerRoutes];

export type Routed = { route: Route; id: string } | 'not-found' | { allow: string };

export function findRoute(method: string, path: string): Routed {
  const here = routes.filter((route) => route.path.test(path));
  if (here.length === 0) return 'not-found';
  const route = here.find((candidate) => candidate.method === method);
  if (!route) return { allow: here.map((candidate) => candidate.method).join(', ') };
  return { route, id: decode(route.path.exec(path)?.[1] ?? '') };
}

/** An id that is not valid percent-encoding names nothing that exists. */
function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

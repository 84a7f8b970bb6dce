/** Content types of requests and answers (mirakl.md 1.4, 1.8). */
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import { refuse } from './replies.ts';
import type { Route } from './routes.ts';

/** 406 where nothing that the operation answers with is accepted, 415 for a body of another type than it takes. */
export function checkContent(request: SandboxRequest, route: Route): SandboxResponse | undefined {
  const accept = request.headers.accept ?? '*/*';
  const { gives = ['application/json'], takes = 'application/json' } = route;
  const accepted = gives.some((type) => accept.includes(type) || accept.includes(`${type.split('/')[0]}/*`));
  if (!accepted && !accept.includes('*/*')) return refuse(406, 'Not Acceptable');
  if (request.method === 'GET') return undefined;
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== takes) return refuse(415, 'Unsupported Media Type');
  return undefined;
}

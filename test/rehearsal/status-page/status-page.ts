/** The page that `npm start` prints the address of: what the relay has done with every order, once a second. */
import type { SandboxCore, SandboxResponse } from '../../sandbox/http.ts';
import type { World } from '../world.ts';
import { assetAt } from './assets.ts';
import { pageStateOf } from './page-state-of.ts';

/** Nothing from elsewhere, nothing inline: what the data says can only ever be text. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Many open pages, or a great many orders, must not take the processor from the rehearsal itself. */
const freshFor = 800;
const shareOfTime = 10;

export function statusPage(world: World): SandboxCore {
  const started = { wall: performance.now(), world: world.clock.now() };
  let held = { body: '', until: 0 };

  function state(): string {
    const began = performance.now();
    if (began < held.until) return held.body;
    const elapsed = began - started.wall;
    const speed = elapsed < 1000 ? null : Math.round((world.clock.now() - started.world) / elapsed);
    const body = JSON.stringify(pageStateOf(world, speed));
    const cost = performance.now() - began;
    held = { body, until: began + Math.max(freshFor, cost * shareOfTime) };
    return body;
  }

  return {
    async handle({ method, url }): Promise<SandboxResponse> {
      if (method !== 'GET' && method !== 'HEAD')
        return answer(405, 'text/plain', 'Only GET.', { allow: 'GET, HEAD' });
      const path = url.split('?')[0] ?? '/';
      if (path === '/state.json') return answer(200, 'application/json', state());
      const asset = await assetAt(path);
      return asset
        ? answer(200, asset.type, asset.body)
        : answer(404, 'text/plain', 'There is no such page.');
    },
  };
}

function answer(
  status: number,
  type: string,
  body: string,
  more: Record<string, string> = {},
): SandboxResponse {
  return { status, headers: { ...headers, 'content-type': type, ...more }, body };
}

/**
 * The show room: a page at `/app` that looks and behaves like a model-driven app of Dynamics 365, on the forms, views and
 * controls of the imported zips. A stand-in by our reading of the platform (pcf.md 2), not the platform.
 */
import type { SandboxCore, SandboxRequest, SandboxResponse } from '../../sandbox/http.ts';
import type { World } from '../world.ts';
import { appModelOf } from './app-model.ts';
import { AsPerson } from './as-person.ts';
import { pageFile } from './client-files.ts';
import { libraryAt } from './libraries.ts';
import { ScenarioDesk, type SwitchOfWorld } from './scenario-desk.ts';

export interface ShowRoom extends SandboxCore {
  readonly asPerson: AsPerson;
  readonly desk: ScenarioDesk;
}

/** Fluent writes its styles into the page, as it does in Dynamics; scripts come from here only. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
    "connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const typesOfFiles: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
  resx: 'text/xml; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** @param elsewhere answers every address that is not of the show room */
export function showRoom(
  world: World,
  elsewhere: SandboxCore,
  { speed = 1, switches = [] }: { speed?: number; switches?: readonly SwitchOfWorld[] } = {},
): ShowRoom {
  const asPerson = new AsPerson(world);
  const desk = new ScenarioDesk(world, switches);

  async function get(path: string): Promise<SandboxResponse | undefined> {
    if (path === '/app/model.json') return json(appModelOf(world, speed));
    if (path === '/app/scenario.json') return json(desk.state());
    const [, area = '', rest = ''] = /^\/(app|lib|controls)(?:\/(.*))?$/.exec(path) ?? [];
    if (area === 'app') {
      const file = await pageFile(rest);
      return file ? found(file.type, file.body) : undefined;
    }
    if (area === 'lib') {
      const library = libraryAt(rest);
      return library ? found(typesOfFiles.js!, library, 'private, max-age=3600') : undefined;
    }
    return area === 'controls' ? controlFile(world, rest) : undefined;
  }

  async function post(path: string, request: SandboxRequest): Promise<SandboxResponse | undefined> {
    const [, kind, id = ''] = /^\/app\/(scenario|switch)\/([a-z-]+)$/.exec(path) ?? [];
    if (kind === undefined) return undefined;
    if (!isOwnPage(request)) return { status: 403, headers, body: 'Only from this page.' };
    const wish = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>;
    return json(kind === 'scenario' ? desk.play(id, wish) : await desk.flip(id, wish.on === true));
  }

  return {
    asPerson,
    desk,
    async handle(request) {
      const path = decodeURIComponent(request.url.split('?')[0] ?? '/');
      if (path.startsWith('/as/') && (request.method === 'GET' || isOwnPage(request))) {
        const answer = await asPerson.answer(request);
        if (answer) return answer;
      }
      const answer =
        request.method === 'GET'
          ? await get(path)
          : request.method === 'POST'
            ? await post(path, request)
            : undefined;
      return answer ?? elsewhere.handle(request);
    },
  };
}

/** What another page in the same browser could not send: a JSON body comes from our own address only. */
function isOwnPage({ headers: { origin, host } }: SandboxRequest): boolean {
  return origin === undefined || origin === `http://${host ?? ''}`;
}

function controlFile({ dataverse }: World, path: string): SandboxResponse | undefined {
  const [, name = '', file = ''] = /^([A-Za-z_.0-9]+)\/(.+)$/.exec(path) ?? [];
  const content = dataverse
    .controls()
    .find((control) => control.name === name)
    ?.files.get(file);
  const type = typesOfFiles[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return content && found(type, Buffer.from(content));
}

function json(value: unknown): SandboxResponse {
  return found('application/json; charset=utf-8', JSON.stringify(value));
}

function found(type: string, body: string | Buffer, cache?: string): SandboxResponse {
  const more = cache === undefined ? {} : { 'cache-control': cache };
  return { status: 200, headers: { ...headers, 'content-type': type, ...more }, body };
}

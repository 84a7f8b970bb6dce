/**
 * `/as/<person>/api/data/...`: the Web API as that person, with that person's roles and nothing more. What asked (a
 * control, or the form around it) is kept for the tests that count calls; Dataverse does not learn of it.
 */
import type { SandboxRequest, SandboxResponse } from '../../sandbox/http.ts';
import type { World } from '../world.ts';
import { personId } from './people.ts';

export interface CallOfPage {
  readonly person: string;
  /** Name of the control, or `form` for the page around the controls. */
  readonly from: string;
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

/** Tokens live an hour of rehearsal time; one is used for the first half of it. */
const tokenLife = 30 * 60_000;
const address = /^\/as\/([a-z]+)(\/api\/data\/.*)$/s;
const keptCalls = 5_000;

export class AsPerson {
  readonly calls: CallOfPage[] = [];
  readonly #world: World;
  readonly #tokens = new Map<string, { token: string; until: number }>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Undefined where the address is not one of these. */
  async answer(request: SandboxRequest): Promise<SandboxResponse | undefined> {
    const match = address.exec(request.url);
    if (!match) return undefined;
    const [, person = '', url = ''] = match;
    const token = this.#tokenOf(person);
    if (token === undefined) return { status: 404, headers: {}, body: 'There is no such person.' };
    const { 'x-host-from': from = 'form', ...headers } = request.headers;
    const response = await this.#world.dataverse.handle({
      ...request,
      url,
      headers: { ...headers, authorization: `Bearer ${token}`, host: `${headers.host ?? ''}/as/${person}` },
    });
    this.calls.push({ person, from, method: request.method, url, status: response.status });
    if (this.calls.length > keptCalls) this.calls.shift();
    return response;
  }

  #tokenOf(person: string): string | undefined {
    const { dataverse, clock } = this.#world;
    const held = this.#tokens.get(person);
    if (held && held.until > clock.now()) return held.token;
    const id = personId(this.#world, person);
    if (id === undefined) return undefined;
    const token = dataverse.signInAs(id);
    this.#tokens.set(person, { token, until: clock.now() + tokenLife });
    return token;
  }
}

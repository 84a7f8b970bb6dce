/** The seller API's client before a scripted network, for its tests. */
import { answer, fakeChance, FakeClock, FakeHttp } from '../fake-ports.ts';
import type { Scene } from '../fake-ports.ts';
import { miraklClient } from './http-client.ts';

export const origin = 'https://marketplace.example';

export function client(...script: Scene[]) {
  const http = new FakeHttp(...script);
  const clock = new FakeClock({ hurried: true });
  const config = { origin, apiKey: 'secret-key', shopId: '7' };
  return { mirakl: miraklClient(config, { http, clock, chance: fakeChance() }), http, clock };
}

export const ok = (body: unknown, headers = {}) => answer(200, body, headers);

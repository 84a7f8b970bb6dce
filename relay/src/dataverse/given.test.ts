/** The Web API's client before a scripted network, for its tests. */
import { answer, fakeChance, FakeClock, FakeHttp } from '../fake-ports.ts';
import type { Scene } from '../fake-ports.ts';
import { HttpFailure } from '../http-port.ts';
import type { HttpRequest } from '../http-port.ts';
import type { Operation } from './client.ts';
import { dataverseClient } from './http-client.ts';
import { shareOf } from './pacer.ts';

export const origin = 'https://org.crm11.dynamics.com';
export const api = `${origin}/api/data/v9.2`;

export function client(...script: Scene[]) {
  const http = new FakeHttp(...script);
  const clock = new FakeClock({ hurried: true });
  const asked: boolean[] = [];
  const tokens = {
    token: (renew = false) => {
      asked.push(renew);
      return Promise.resolve(`token-${asked.filter((it) => it).length}`);
    },
  };
  const ports = { http, clock, chance: fakeChance(), tokens };
  return { dataverse: dataverseClient({ origin, limits: shareOf(1) }, ports), http, clock, asked };
}

export const read: Operation = { method: 'GET', path: 'accounts(1)' };
export const create: Operation = { method: 'POST', path: 'accounts', body: { name: 'A' } };
export const guarded: Operation = {
  method: 'PATCH',
  path: 'accounts(1)',
  body: { name: 'A' },
  ifMatch: 'W/"1"',
};
export const plain: Operation = { method: 'PATCH', path: 'accounts(1)', body: { name: 'A' }, ifMatch: '*' };
export const error = (code: string, message: string) => ({ error: { code, message } });
export const lost = new HttpFailure('cut', true);
export const neverSent = new HttpFailure('unreachable', false);

/** Answers each operation of a $batch with 204. */
export function batchAnswer(request: HttpRequest) {
  const parts = String(request.body).split('Content-Transfer-Encoding').length - 1;
  const body = Array(parts)
    .fill('--r\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n\r\n')
    .join('');
  return answer(200, `${body}--r--\r\n`, { 'content-type': 'multipart/mixed; boundary=r' });
}

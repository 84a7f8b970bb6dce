import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FakeClock } from './fake-ports.ts';
import { dateOf, errorOfStatus, retryAfter } from './http-status.ts';

it('gives every status other than 2xx a name', () => {
  const table: [number, string][] = [
    [301, 'redirected'],
    [308, 'redirected'],
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'timeout'],
    [410, 'not-found'],
    [412, 'refused'],
    [429, 'limited'],
    [500, 'failing'],
    [503, 'failing'],
  ];
  for (const [status, name] of table) assert.equal(errorOfStatus(status), name);
});

it('reads Retry-After as seconds or as a date', () => {
  const clock = new FakeClock({ start: '2026-11-23T12:00:00Z' });
  assert.equal(retryAfter('30', clock), 30_000);
  assert.equal(retryAfter('Mon, 23 Nov 2026 12:01:00 GMT', clock), 60_000);
  assert.equal(retryAfter('Mon, 23 Nov 2026 11:00:00 GMT', clock), 0);
  assert.equal(retryAfter('in a while', clock), undefined);
  assert.equal(retryAfter(undefined, clock), undefined);
});

it('reads a Date header, or none', () => {
  assert.equal(dateOf('Mon, 23 Nov 2026 12:00:00 GMT')?.toISOString(), '2026-11-23T12:00:00.000Z');
  assert.equal(dateOf('yesterday'), null);
  assert.equal(dateOf(undefined), null);
});

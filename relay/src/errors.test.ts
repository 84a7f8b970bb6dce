import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OperatingError, operatingErrors } from './errors.ts';
import type { ErrorCode } from './errors.ts';

const codes = Object.keys(operatingErrors) as ErrorCode[];

describe('the operating errors', () => {
  it('each say what happened and what to do, in a sentence', () => {
    for (const code of codes) {
      assert.match(operatingErrors[code].meaning, /^[A-Z].{10,}\.$/, code);
      assert.match(operatingErrors[code].fix, /^[A-Z].{10,}\.$/, code);
    }
  });

  it('have a person as owner exactly when trying again does not help by itself', () => {
    for (const code of codes) {
      const { owner, retry } = operatingErrors[code];
      if (retry === 'never') assert.notEqual(owner, 'time', code);
      if (retry === 'soon' || retry === 'unknown-outcome') assert.equal(owner, 'time', code);
    }
  });

  it('have the same names at both rims', () => {
    const named = (rim: string) =>
      codes.filter((code) => code.startsWith(`${rim}.`)).map((code) => code.slice(rim.length));
    const onlyDataverse = ['.no-token', '.sign-in-failing'];
    assert.deepEqual(
      named('dataverse').filter((name) => !onlyDataverse.includes(name)),
      named('mirakl'),
    );
  });

  it('carry the class of the list, and later once the tries of soon are used up', () => {
    const error = new OperatingError('mirakl.failing', 'status 503', {
      status: 503,
      retryAfterMs: 4000,
      cause: 'x',
    });
    assert.equal(error.retry, 'soon');
    const later = error.asLater();
    assert.deepEqual(
      [later.code, later.retry, later.status, later.retryAfterMs, later.cause, later.message],
      ['mirakl.failing', 'later', 503, 4000, 'x', 'mirakl.failing: status 503'],
    );
    assert.equal(later.owner, 'time');
    assert.equal(later.fix, operatingErrors['mirakl.failing'].fix);
  });
});

import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Answer, DataverseError } from '../dataverse/client.ts';
import { OperatingError } from '../errors.ts';
import {
  bodyOf,
  isKeyClash,
  isStale,
  isTemporary,
  mustSucceed,
  refused,
  rowsOf,
  warnOfRefusals,
} from './answers.ts';

const error = (status: number, message = 'no', code = '0x80040220'): DataverseError => ({
  status,
  code,
  message,
});
const refusal = (status: number): Answer => ({ status, headers: {}, body: null, error: error(status) });
const found = (body: unknown): Answer => ({ status: 200, headers: {}, body });

it('the rows of a read are its value; a refused read is an operating error', () => {
  assert.deepEqual(rowsOf(found({ value: [1, 2] })), [1, 2]);
  assert.deepEqual(bodyOf(found({ a: 1 })), { a: 1 });
  assert.throws(() => rowsOf(refusal(403)), OperatingError);
});

it('a change set where a read was asked for is a fault of the program', () => {
  assert.throws(() => bodyOf({ changeSet: [] }), /a read is not a change set/);
  assert.throws(() => bodyOf(undefined), /a read is not a change set/);
});

it('a write that must succeed throws what was refused', () => {
  mustSucceed(found(null));
  assert.throws(() => {
    mustSucceed(refusal(400));
  }, /dataverse.refused: 0x80040220 no/);
});

it('the words of a plug-in, which may quote a buyer, do not get into the error', () => {
  const said = refused(error(400, 'We do not deliver to Ada Byron', '0x80040265'));
  assert.doesNotMatch(said.message, /Byron/);
  assert.match(said.message, /0x80040265/);
});

it('412 is stale; deadlocks, limits and failing servers are temporary; nothing else is', () => {
  assert.deepEqual(
    [412, 400, 429, 500, 503].map((status) => isStale(error(status))),
    [true, false, false, false, false],
  );
  assert.deepEqual(
    [412, 400, 429, 500, 503].map((status) => isTemporary(error(status))),
    [false, false, true, true, true],
  );
  assert.equal(isTemporary(error(400, 'Sql error 1205: deadlock')), true);
  assert.equal(isTemporary(error(400, 'order 12051 is wrong')), false);
  assert.equal(isKeyClash(error(412, 'key', '0x80060892')), true);
  assert.equal(isKeyClash(error(412)), false);
});

it('refusals that are not races are said, by their code alone', () => {
  const said: object[] = [];
  const log = { info: () => undefined, error: () => undefined, warn: (record: object) => said.push(record) };
  warnOfRefusals([found(null), refusal(412), refusal(400)], log);
  assert.deepEqual(said, [{ code: '0x80040220', status: 400 }]);
});

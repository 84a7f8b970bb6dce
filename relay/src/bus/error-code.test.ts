import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServiceBusError } from '@azure/service-bus';
import { errorCode, troubleOf } from './error-code.ts';

describe('the code of a failure', () => {
  it('is that of the service', () => {
    assert.equal(errorCode(new ServiceBusError('gone', 'MessageLockLost')), 'MessageLockLost');
  });

  it('is the last one where several tries failed (service-bus.md 3, fault 6)', () => {
    const tries = [
      new ServiceBusError('slow', 'ServiceTimeout'),
      new ServiceBusError('no', 'UnauthorizedAccess'),
    ];
    assert.equal(errorCode(new AggregateError(tries)), 'UnauthorizedAccess');
    assert.equal(errorCode(new AggregateError([new AggregateError(tries)])), 'UnauthorizedAccess');
  });

  it('is a name where there is no code', () => {
    assert.equal(errorCode(new TypeError('x')), 'TypeError');
    assert.equal(errorCode(new AggregateError([])), 'AggregateError');
    assert.equal(errorCode('text'), 'unknown');
    assert.equal(errorCode(Object.assign(new Error('x'), { code: 5 })), 'Error');
  });

  it('has plain words', () => {
    assert.equal(troubleOf('MessagingEntityNotFound'), 'Service Bus has no queue of that name.');
    assert.equal(troubleOf('anything else'), 'Service Bus does not answer.');
  });
});

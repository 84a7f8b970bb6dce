import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayRequest } from './action-rules.ts';

describe('who may ask for what', () => {
  it('lets anybody with a role have a record looked at again, and nobody without', () => {
    assert.equal(mayRequest('retry', 'sales', ['Marketplace Preparer']), true);
    assert.equal(mayRequest('retry', 'sales', []), false);
    assert.equal(mayRequest('retry', 'sales', ['Marketplace Relay']), false);
  });

  it('leaves decisions to the team that is responsible, or to an administrator', () => {
    assert.equal(mayRequest('applyDifference', 'sales', ['Marketplace Sales']), true);
    assert.equal(mayRequest('applyDifference', 'sales', ['Marketplace Operations']), false);
    assert.equal(mayRequest('acceptDifference', 'finance', ['Marketplace Preparer']), false);
    assert.equal(mayRequest('acceptDifference', 'finance', ['Marketplace Approver']), true);
    assert.equal(mayRequest('dismiss', 'operations', ['Marketplace Admin']), true);
    assert.equal(mayRequest('dismiss', null, ['Marketplace Admin']), false);
  });

  it('lets administrators alone arm a marketplace', () => {
    assert.equal(mayRequest('rearm', null, ['Marketplace Admin']), true);
    assert.equal(mayRequest('rearm', null, ['Marketplace Sales', 'Marketplace Controller']), false);
  });
});

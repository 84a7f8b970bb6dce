import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { FaultScript } from './faults.ts';
import { tagOf, tokenOfTag } from './lock-token.ts';
import { sasTokenIsGood } from './sas-token.ts';

describe('a lock token', () => {
  it('travels in the byte order of a .NET Guid and comes back as it was', () => {
    const token = '00112233445566778899aabbccddeeff';
    assert.equal(tagOf(token).toString('hex'), '33221100554477668899aabbccddeeff');
    assert.equal(tokenOfTag(tagOf(token)), token);
  });
});

describe('a shared access signature', () => {
  const key = { name: 'relay', key: 'secret' };
  const now = 1_700_000_000_000;
  function token({ name = 'relay', secret = 'secret', expiry = 1_700_000_060, resource = 'sb://h/q' } = {}) {
    const sr = encodeURIComponent(resource);
    const signature = createHmac('sha256', secret).update(`${sr}\n${expiry}`).digest('base64');
    return `SharedAccessSignature sr=${sr}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=${name}`;
  }

  it('is good with the right name and key before its end', () => {
    assert.equal(sasTokenIsGood(token(), key, now), true);
  });

  it('is bad with another name or key, after its end, altered, or as something else', () => {
    const bad = [
      token({ name: 'other' }),
      token({ secret: 'other' }),
      token({ expiry: 1_700_000_000 }),
      token().replace('q', 'other'),
      token().replace(/sig=[^&]+/, 'sig='),
      'eyJhbGciOi',
      '',
    ];
    for (const one of bad) assert.equal(sasTokenIsGood(one, key, now), false, one);
  });
});

describe('a script of faults', () => {
  it('is met in its order, each fault so many times, and then all is well', () => {
    const script = new FaultScript();
    script.add({ on: 'settle', then: { kind: 'ignore' }, times: 2 });
    script.add({ on: 'settle', then: { kind: 'drop-before' } });
    script.add({ on: 'send', then: 'server-busy' });
    assert.equal(script.left, 4);
    const met = [1, 2, 3, 4].map(() => script.meet('settle')?.kind ?? 'none');
    assert.deepEqual(met, ['ignore', 'ignore', 'drop-before', 'none']);
    const busy = script.meet('send');
    assert.ok(busy?.kind === 'refuse');
    assert.equal(busy.error.condition, 'com.microsoft:server-busy');
    assert.equal(script.left, 0);
  });
});

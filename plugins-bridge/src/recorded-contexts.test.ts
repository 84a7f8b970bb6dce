/** The decoder against contexts that real environments posted, where they are at hand. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readContext } from './context/execution-context.ts';
import { decodeContext } from './decode-context.ts';

const folder = join(import.meta.dirname, '../../../shared/samples/dataverse/remote-execution-context');
const recorded = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

describe('recorded contexts', { skip: recorded.length === 0 && 'the recorded contexts are not here' }, () => {
  it('are all eleven read, with every value of a known kind', () => {
    assert.equal(recorded.length, 11);
    for (const name of recorded) {
      const reading = readContext(readFileSync(join(folder, name)));
      assert.ok(reading.ok, `${name}: ${reading.ok ? '' : reading.refusal.text}`);
      const { context } = reading;
      assert.ok(
        context.recordId !== null && context.organizationId !== null && context.userId !== null,
        name,
      );
      assert.ok(context.createdOn !== null && context.target !== null, name);
      assert.equal(context.target.table, context.table, name);
      assert.equal(context.images.has('AsynchronousStepPrimaryName'), false, name);
      const unrecognised = [...context.target.columns].filter(([, value]) => value.kind === 'unrecognised');
      assert.deepEqual(unrecognised, [], name);
    }
  });

  it('are refused as steps that are not ours', () => {
    for (const name of recorded) {
      const decoded = decodeContext(readFileSync(join(folder, name)), {
        organizationId: null,
        relayUserId: null,
      });
      assert.equal(decoded.kind === 'refused' && decoded.refusal.reason, 'unknown-step', name);
    }
  });
});

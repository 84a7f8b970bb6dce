import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionKinds } from '../../shared/choice-values.ts';
import { Refused } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import { bulkRetry } from './bulk-retry.ts';
import type { BulkProgress } from './bulk-retry.ts';
import type { ListRow } from './list-row.ts';

const rows = ['a', 'b', 'c'].map(
  (id) => ({ id, title: id, orderId: `order-${id}`, marketplaceId: 'm' }) as ListRow,
);

function run(refusals: Readonly<Record<string, 'noPermission' | 'offline'>>) {
  const asked: string[] = [];
  const told: BulkProgress[] = [];
  const controller = new AbortController();
  const dataverse = {
    create: (_table: string, row: Readonly<Record<string, unknown>>) => {
      assert.equal(row.mpb_kind, actionKinds.retry);
      const id = String(row['mpb_exceptionid@odata.bind']).slice('/mpb_exceptions('.length, -1);
      asked.push(id);
      const kind = refusals[id];
      return kind ? Promise.reject(new Refused({ kind, message: '' })) : Promise.resolve('new');
    },
  } as unknown as Dataverse;
  const tell = (progress: BulkProgress) => told.push(progress);
  const start = () => bulkRetry(dataverse, rows, { tell, signal: controller.signal });
  return { asked, told, controller, start };
}

describe('looking at many records again', () => {
  it('makes one request for each, and says how far it is', async () => {
    const { asked, told, start } = run({});
    await start();
    assert.deepEqual(asked, ['a', 'b', 'c']);
    assert.deepEqual(
      told.map(({ sent, over }) => [sent, over]),
      [
        [0, false],
        [1, false],
        [2, false],
        [3, true],
      ],
    );
  });

  it('goes on after a refusal, and lists it', async () => {
    const { told, start } = run({ b: 'noPermission' });
    await start();
    const last = told.at(-1);
    assert.equal(last?.sent, 2);
    assert.deepEqual(
      last.failures.map(({ row, trouble }) => [row.id, trouble.kind]),
      [['b', 'noPermission']],
    );
  });

  it('asks nothing more when the network is gone, and lists all that were not sent', async () => {
    const { asked, told, start } = run({ b: 'offline' });
    await start();
    assert.deepEqual(asked, ['a', 'b']);
    assert.deepEqual(
      told.at(-1)?.failures.map(({ row }) => row.id),
      ['b', 'c'],
    );
    assert.equal(told.at(-1)?.over, true);
  });

  it('stops when the form is closed', async () => {
    const { asked, controller, start } = run({});
    controller.abort();
    await start();
    assert.deepEqual(asked, []);
  });
});

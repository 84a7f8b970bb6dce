import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { id } from '../test-support.ts';
import { eventsEnvironment } from './test-support.ts';

const created = { message: 'Create', table: 'account' } as const;

describe('the asynchronous service', () => {
  it('takes its time, in no order, the same for the same seed', async () => {
    const run = async (seed: number): Promise<{ order: unknown[]; early: number }> => {
      const { sandbox, clock, poster } = eventsEnvironment([created], { events: { delay: 'slow', seed } });
      for (let at = 1; at <= 20; at++) sandbox.createAs({}, 'account', { accountid: id(at), name: `A${at}` });
      const early = poster.posted.length;
      await clock.advance(10 * 60_000);
      await sandbox.asyncJobsDone();
      return { order: poster.posted.map(({ context }) => context.PrimaryEntityId), early };
    };
    const [one, same, other] = [await run(1), await run(1), await run(2)];
    assert.equal(one.early, 0);
    assert.equal(one.order.length, 20);
    assert.deepEqual(one.order, same.order);
    assert.notDeepEqual(one.order, other.order);
    assert.notDeepEqual(one.order, [...one.order].sort());
  });

  it('tries a queue again with growing gaps while the trouble is outside', async () => {
    const { sandbox, clock, poster } = eventsEnvironment([created]);
    poster.answers.push('retry', 'retry', 'retry');
    sandbox.createAs({}, 'account', { name: 'A' });
    await sandbox.asyncJobsDone();
    const [job] = sandbox.asyncJobs();
    assert.ok(job);
    assert.deepEqual([job.state, job.attempts], ['waiting', 1]);
    const gaps: number[] = [];
    while (job.state === 'waiting') {
      const gap = job.runsOn - clock.now();
      gaps.push(gap);
      await clock.advance(gap);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(gaps.length, 3);
    assert.deepEqual([job.state, job.attempts], ['succeeded', 4]);
    assert.ok(
      gaps.every((gap, at) => at === 0 || gap > (gaps[at - 1] ?? 0)),
      String(gaps),
    );
    assert.equal(
      new Set(poster.posted.map(({ message }) => message.body)).size,
      4,
      'each attempt is a message of its own',
    );
  });

  it('tries a webhook once more, and then the job has failed', async () => {
    const { sandbox, clock, poster } = eventsEnvironment([{ ...created, contract: 'webhook' }]);
    poster.answers.push('retry', 'retry', 'failed');
    sandbox.createAs({}, 'account', { name: 'A' });
    await clock.advance(3_600_000);
    assert.deepEqual(
      sandbox.asyncJobs().map(({ state, attempts }) => [state, attempts]),
      [['failed', 2]],
    );
    sandbox.createAs({}, 'account', { name: 'B' });
    await clock.advance(3_600_000);
    assert.deepEqual(
      sandbox.asyncJobs().map(({ state, attempts }) => [state, attempts]),
      [
        ['failed', 2],
        ['failed', 1],
      ],
    );
  });

  it('deletes what succeeded where the step says so, and keeps what failed', async () => {
    const { sandbox, poster } = eventsEnvironment([{ ...created, autoDelete: true }]);
    poster.answers.push('failed');
    sandbox.createAs({}, 'account', { name: 'A' });
    sandbox.createAs({}, 'account', { name: 'B' });
    await sandbox.asyncJobsDone();
    assert.deepEqual(
      sandbox.asyncJobs().map(({ state }) => state),
      ['failed'],
    );
  });

  it('cuts a context that is too large and says so, beyond 192 KB for a queue and 256 KB for a webhook', async () => {
    const { sandbox, poster } = eventsEnvironment([
      { message: 'Update', table: 'contact', filter: ['description'] },
      { message: 'Update', table: 'account', filter: ['description'], contract: 'webhook' },
    ]);
    // Twice in the context: in the target and in the parent's.
    const text = (bytes: number): string => 'x'.repeat(bytes);
    const contact = sandbox.insert('contact', { lastname: 'Long' });
    const account = sandbox.insert('account', { name: 'Long' });
    for (const table of ['contact', 'account']) {
      const column = sandbox.engine.model.tables.get(table)?.columns.get('description');
      assert.ok(column);
      column.maxLength = 1_000_000;
    }
    sandbox.patchAs({}, 'contact', contact, { description: text(94 * 1024) });
    sandbox.patchAs({}, 'contact', contact, { description: text(96 * 1024) });
    sandbox.patchAs({}, 'account', account, { description: text(120 * 1024) });
    sandbox.patchAs({}, 'account', account, { description: text(128 * 1024) });
    await sandbox.asyncJobsDone();
    const seen = poster.posted.map(({ context, message }) => [
      context.PrimaryEntityName,
      context.InputParameters.length,
      context.ParentContext === null,
      message.properties.MessageMaxSizeExceeded ?? false,
      message.headers['x-ms-dynamics-msg-size-exceeded'] ?? false,
    ]);
    assert.deepEqual(seen, [
      ['contact', 1, false, false, false],
      ['contact', 0, true, true, 'true'],
      ['account', 1, false, false, false],
      ['account', 0, true, true, 'true'],
    ]);
  });

  it('may leave out what it cuts, and may be off by its time zone: by switch', async () => {
    const { sandbox, poster, clock } = eventsEnvironment([created], {
      events: { stripping: 'omitted', operationOffset: -420 },
    });
    const column = sandbox.engine.model.tables.get('account')?.columns.get('description');
    assert.ok(column);
    column.maxLength = 1_000_000;
    sandbox.createAs({}, 'account', { name: 'Long', description: 'x'.repeat(200_000) });
    await sandbox.asyncJobsDone();
    const context: Record<string, unknown> = poster.posted[0]?.context ?? {};
    assert.equal('InputParameters' in context || 'ParentContext' in context, false);
    const [, milliseconds, zone] =
      /^\/Date\((\d+)([+-]\d{4})\)\/$/.exec(String(context.OperationCreatedOn)) ?? [];
    assert.equal(zone, '-0700');
    assert.equal(Number(milliseconds) - 7 * 3_600_000, Math.floor(clock.now() / 1000) * 1000);
  });
});

describe('a job that waits', () => {
  it('does not keep a process alive that has nothing else to do', () => {
    const program = `
      const { runningClock } = await import(${JSON.stringify(new URL('../../clock.ts', import.meta.url).href)});
      const { DataverseSandbox } = await import(${JSON.stringify(new URL('../dataverse.ts', import.meta.url).href)});
      const { standardModel } = await import(${JSON.stringify(new URL('../standard/model.ts', import.meta.url).href)});
      const { eventsZip } = await import(${JSON.stringify(new URL('./test-support.ts', import.meta.url).href)});
      const poster = { post: () => Promise.resolve('retry') };
      const sandbox = new DataverseSandbox({ clock: runningClock(), model: standardModel(), events: { poster, retryGaps: [3_600_000] } });
      sandbox.importSolution(eventsZip([{ message: 'Create', table: 'account' }]), { activateSteps: true });
      sandbox.createAs({}, 'account', { name: 'A' });
      await sandbox.asyncJobsDone();
      console.log(sandbox.asyncJobs()[0].state);`;
    const ended = spawnSync(
      process.execPath,
      ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', program],
      { encoding: 'utf8', timeout: 120_000 },
    );
    assert.deepEqual([ended.stdout.trim(), ended.status], ['waiting', 0], ended.stderr);
  });

  it('may take as long as a function says', async () => {
    const { sandbox, clock, poster } = eventsEnvironment([created], { events: { delay: () => 7_000 } });
    sandbox.createAs({}, 'account', { name: 'A' });
    await clock.advance(6_999);
    assert.equal(poster.posted.length, 0);
    await clock.advance(1);
    await sandbox.asyncJobsDone();
    assert.equal(poster.posted.length, 1);
  });
});

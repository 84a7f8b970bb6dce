import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assignRole } from '../security/roles.ts';
import { ask, askBatch, id } from '../test-support.ts';
import { eventsEnvironment, stepId, type Posted, type StepSpec } from './test-support.ts';

const created = { message: 'Create', table: 'account' } as const;
const updated = {
  message: 'Update' as const,
  table: 'account',
  filter: ['name', 'telephone1'],
  image: { kind: 1 as const, columns: ['name', 'accountnumber'] },
} satisfies StepSpec;

const keys = (posted: Posted | undefined): string[] =>
  (posted?.context.InputParameters[0]?.value.Attributes ?? []).map(({ key }) => key);
const what = ({ context }: Posted): string =>
  `${String(context.MessageName)} ${String(context.PrimaryEntityName)}`;

describe('a step', () => {
  it('posts what a person did, with that person, after the write was answered', async () => {
    const { sandbox, seeded, poster, as } = eventsEnvironment([created]);
    assignRole(sandbox.engine, { user: seeded.users.sales }, 'Editor');
    const account = { accountid: id(7), name: 'A & B/C', numberofemployees: 12 };
    assert.equal((await ask(sandbox, 'POST accounts', account, as(seeded.users.sales))).status, 204);
    await sandbox.asyncJobsDone();
    const [posted, more] = poster.posted;
    assert.equal(more, undefined);
    assert.equal(posted?.endpoint.path, 'marketplace-events');
    const { context, message } = posted;
    assert.deepEqual(
      [context.MessageName, context.PrimaryEntityName, context.PrimaryEntityId, context.Stage, context.Mode],
      ['Create', 'account', id(7), 40, 1],
    );
    assert.deepEqual(
      [context.UserId, context.InitiatingUserId, context.OrganizationId],
      [seeded.users.sales, seeded.users.sales, seeded.organizationId],
    );
    assert.match(message.body, /A & B\\\/C/);
    assert.match(message.body, /"OperationCreatedOn":"\\\/Date\(\d+000\+0000\)\\\/"/);
    assert.equal(
      message.properties['http://schemas.microsoft.com/xrm/2011/Claims/EntityLogicalName'],
      'account',
    );
    assert.equal(message.headers['x-ms-correlation-request-id'], message.correlationId);
  });

  it('on Update fires when a filtering column is in the request, even with the value it had, and only then', async () => {
    const { sandbox, poster, seeded, as } = eventsEnvironment([updated]);
    const key = sandbox.insert('account', { name: 'Same', accountnumber: 'A1' });
    const patch = async (body: object): Promise<void> => {
      const answer = await ask(sandbox, `PATCH accounts(${key})`, body, as(seeded.users.admin));
      assert.equal(answer.status, 204);
      await sandbox.asyncJobsDone();
    };
    await patch({ accountnumber: 'A2' });
    assert.equal(poster.posted.length, 0);
    await patch({ name: 'Same' });
    assert.deepEqual(keys(poster.posted[0]), [
      'name',
      'accountid',
      'modifiedon',
      'modifiedby',
      'modifiedonbehalfby',
    ]);
    const [image, quirk] = poster.posted[0]?.context.PostEntityImages ?? [];
    assert.equal(image?.key, 'after');
    assert.deepEqual(
      image.value.Attributes.map(({ key: name, value }) => [name, value]),
      [
        ['name', 'Same'],
        ['accountnumber', 'A2'],
        ['accountid', key],
      ],
    );
    assert.equal(quirk?.key, 'AsynchronousStepPrimaryName');
    await patch({ telephone1: null });
    assert.deepEqual(poster.posted[1]?.context.InputParameters[0]?.value.Attributes[0], {
      key: 'telephone1',
      value: null,
    });
  });

  it('does not run when disabled, which is how an import leaves it', async () => {
    const { sandbox, poster, seeded, as } = eventsEnvironment([created], { activateSteps: false });
    const post = async (): Promise<void> => {
      await ask(sandbox, 'POST accounts', { name: 'One' }, as(seeded.users.admin));
      await sandbox.asyncJobsDone();
    };
    await post();
    assert.equal(poster.posted.length, 0);
    const step = `sdkmessageprocessingsteps(${stepId(0)})`;
    const read = await ask(
      sandbox,
      `GET ${step}?$select=statecode,statuscode`,
      undefined,
      as(seeded.users.admin),
    );
    assert.deepEqual([read.json.statecode, read.json.statuscode], [1, 2]);
    const enabled = await ask(
      sandbox,
      `PATCH ${step}`,
      { statecode: 0, statuscode: 1 },
      as(seeded.users.admin),
    );
    assert.equal(enabled.status, 204);
    await post();
    assert.equal(poster.posted.length, 1);
  });

  it('fires nothing for what was undone, and once for each row of a change set or a bulk message', async () => {
    const { sandbox, poster, seeded, as } = eventsEnvironment([
      created,
      { message: 'Create', table: 'contact' },
    ]);
    const headers = { prefer: 'odata.continue-on-error', ...as(seeded.users.admin) };
    const kept = { request: 'POST accounts', body: { accountid: id(1), name: 'Kept' } };
    const undone = { request: 'POST accounts', body: { name: 'Undone' } };
    const failing = {
      request: 'PATCH accounts(00000000-0000-4000-8000-00000000dead)',
      headers: { 'if-match': '*' },
      body: { name: 'x' },
    };
    const answer = await askBatch(
      sandbox,
      [
        [kept, { request: 'POST contacts', body: { lastname: 'Kept' } }],
        [undone, failing],
      ],
      headers,
    );
    assert.deepEqual(answer.statuses, [204, 204, 404]);
    await sandbox.asyncJobsDone();
    assert.deepEqual(poster.posted.map(what), ['Create account', 'Create contact']);
    poster.posted.length = 0;
    const targets = ['B1', 'B2', 'B3'].map((name) => ({
      '@odata.type': 'Microsoft.Dynamics.CRM.account',
      name,
    }));
    await ask(sandbox, 'POST accounts/Microsoft.Dynamics.CRM.CreateMultiple', { Targets: targets }, headers);
    await sandbox.asyncJobsDone();
    assert.equal(poster.posted.length, 3);
  });

  it('fires for the rows of a deep insert', async () => {
    const { sandbox, poster, seeded, as } = eventsEnvironment([
      created,
      { message: 'Create', table: 'contact' },
    ]);
    const contact = { lastname: 'Reid', account_primary_contact: [{ name: 'Parent' }] };
    assert.equal((await ask(sandbox, 'POST contacts', contact, as(seeded.users.admin))).status, 204);
    await sandbox.asyncJobsDone();
    assert.deepEqual(poster.posted.map(what).sort(), ['Create account', 'Create contact']);
  });

  it('fires when an order is fulfilled: an orderclose is created, by who closed it', async () => {
    const { sandbox, poster, seeded, as } = eventsEnvironment([{ message: 'Create', table: 'orderclose' }]);
    const order = sandbox.insert('salesorder', {
      name: 'O1',
      ordernumber: 'O1',
      customerid: seeded.accountId,
      pricelevelid: seeded.priceListId,
    });
    const body = {
      OrderClose: { subject: 'Done', 'salesorderid@odata.bind': `/salesorders(${order})` },
      Status: -1,
    };
    const answer = await ask(sandbox, 'POST FulfillSalesOrder', body, as(seeded.users.admin));
    assert.equal(answer.status, 204);
    await sandbox.asyncJobsDone();
    assert.equal(poster.posted.length, 1);
    const attributes = poster.posted[0]?.context.InputParameters[0]?.value.Attributes ?? [];
    const closed = attributes.find(({ key }) => key === 'salesorderid')?.value as {
      Id: string;
      LogicalName: string;
    };
    assert.deepEqual([closed.LogicalName, closed.Id], ['salesorder', order]);
    assert.equal(poster.posted[0]?.context.UserId, seeded.users.admin);
  });

  it('on Delete has the address of what is gone, and its image from before', async () => {
    const { sandbox, poster, seeded, as } = eventsEnvironment([
      { message: 'Delete', table: 'account', image: { kind: 0, columns: ['name'] } },
    ]);
    const key = sandbox.insert('account', { name: 'Gone' });
    assert.equal(
      (await ask(sandbox, `DELETE accounts(${key})`, undefined, as(seeded.users.admin))).status,
      204,
    );
    await sandbox.asyncJobsDone();
    const [posted] = poster.posted;
    assert.equal(posted?.context.InputParameters[0]?.value.Id, key);
    assert.deepEqual(posted.context.PreEntityImages[0]?.value.Attributes[0], { key: 'name', value: 'Gone' });
  });
});

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

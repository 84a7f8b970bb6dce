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

/** The documented requests, sent as they stand, against the documented answers (reference samples; skipped without them). */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import type { EnvironmentModel, TableModel } from './model.ts';
import { sampleModel } from './sample-model.ts';
import { ask, askBatch, sampleSandbox, type Answer } from './test-support.ts';
import type { DataverseSandbox } from './dataverse.ts';

const folder = join(import.meta.dirname, '../../../../shared/samples/dataverse/web-api');
const options = existsSync(folder) ? {} : { skip: 'the recorded samples are not on this machine' };
const account = '00000000-0000-0000-0000-000000000001';

/** Accounts with tasks, as the documents' samples use them: the sample model's shape under other names. */
function taskModel(): EnvironmentModel {
  const columns = [...(sampleModel().tables.get('mpb_sample')?.columns.values() ?? [])];
  const named = (
    name: string,
    like: string,
    maxLength = 160,
  ): [string, TableModel['columns'] extends Map<string, infer C> ? C : never] => {
    const column = columns.find((one) => one.name === like);
    assert.ok(column);
    return [name, { ...column, name, schemaName: name, display: name, maxLength }];
  };
  const base = { ownership: 'none' as const, changeTracking: true, keys: [] };
  const tables: TableModel[] = [
    {
      ...base,
      name: 'account',
      schemaName: 'Account',
      set: 'accounts',
      display: 'Account',
      primaryId: 'accountid',
      primaryName: 'name',
      columns: new Map([
        named('name', 'mpb_name'),
        named('accountnumber', 'mpb_name'),
        named('telephone1', 'mpb_name'),
        named('fax', 'mpb_name'),
      ]),
    },
    {
      ...base,
      name: 'task',
      schemaName: 'Task',
      set: 'tasks',
      display: 'Task',
      primaryId: 'activityid',
      primaryName: 'subject',
      columns: new Map([
        named('subject', 'mpb_name', 200),
        [
          'regardingobjectid',
          { ...named('regardingobjectid', 'mpb_name')[1], type: 'lookup', targets: ['account'] },
        ],
      ]),
    },
  ];
  return {
    tables: new Map(tables.map((table) => [table.name, table])),
    relationships: [
      {
        name: 'Account_Tasks',
        referencingTable: 'task',
        referencingColumn: 'regardingobjectid',
        referencedTable: 'account',
        navigation: 'regardingobjectid_account_task',
        collection: 'Account_Tasks',
        onDelete: 'cascade',
      },
    ],
    roles: [],
  };
}

function taskSandbox(): DataverseSandbox {
  const { sandbox } = sampleSandbox({ model: taskModel() });
  sandbox.insert('account', { accountid: account, name: 'Monte Orton', telephone1: '555000', fax: '10101' });
  return sandbox;
}

/** What differs between any two runs: ids, versions, hosts, blanks. */
function normalised(text: string): string {
  return text
    .replaceAll(/https?:\/\/org\.test|\[Organization UR[IiL]\]|\[Organization Uri\]/g, 'host')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'guid')
    .replaceAll(/W\/\\?"\d+\\?"/g, 'version')
    .replaceAll('; odata.streaming=true', '')
    .replaceAll(/\s+/g, '');
}

function recorded(name: string): { head: string; body: string } {
  const text = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  const end = text.indexOf('\n\n');
  return { head: text.slice(0, end), body: text.slice(end + 2) };
}

async function replay(sandbox: DataverseSandbox, name: string): Promise<Answer> {
  const { head, body } = recorded(name);
  const contentType = /^Content-Type: (.*)$/m.exec(head)?.[1] ?? '';
  return ask(sandbox, 'POST $batch', body.replaceAll('\n', '\r\n'), { 'content-type': contentType });
}

for (const name of ['01-batch-no-changeset', '02-batch-changeset']) {
  it(`answers the recorded request ${name} as recorded`, options, async () => {
    const answer = await replay(taskSandbox(), `${name}.request.http`);
    assert.equal(answer.status, 200);
    assert.equal(normalised(answer.text), normalised(recorded(`${name}.response.http`).body));
  });
}

const tooLong = { request: 'POST tasks', body: { subject: 'x'.repeat(201) } };
const fine = { request: 'POST tasks', body: { subject: 'Task' } };

it('stops a batch as recorded in 04', options, async () => {
  const answer = await askBatch(taskSandbox(), [tooLong, fine], {});
  assert.equal(answer.status, 400);
  assert.equal(normalised(answer.text), normalised(recorded('04-batch-error-stops.response.http').body));
});

it('goes on after an error as recorded in 05', options, async () => {
  const answer = await askBatch(taskSandbox(), [tooLong, fine, fine]);
  assert.equal(
    normalised(answer.text),
    normalised(recorded('05-batch-error-continue-on-error.response.http').body),
  );
});

it('starts change tracking with the members of 07 in their order', options, async () => {
  const path = 'GET accounts?$select=name,accountnumber,telephone1,fax';
  const answer = await ask(taskSandbox(), path, undefined, { prefer: 'odata.track-changes' });
  const expected = recorded('07-delta-initial.response.http').body;
  const dateless = (text: string): string =>
    normalised(text)
      .replaceAll(/deltatoken=[^"]+/g, 'deltatoken')
      .replaceAll('v9.0', 'v9.2');
  assert.equal(dateless(answer.text), dateless(expected));
});

it('refuses with the recorded bodies of 12', options, async () => {
  const sandbox = taskSandbox();
  const stale = await ask(sandbox, `PATCH accounts(${account})`, { name: 'x' }, { 'if-match': 'W/"1"' });
  assert.equal(
    normalised(stale.text),
    normalised(recorded('12-precondition-failed-412-etag.response.http').body),
  );
  const present = await ask(sandbox, `PATCH accounts(${account})`, { name: 'x' }, { 'if-none-match': '*' });
  assert.equal(
    normalised(present.text),
    normalised(recorded('12-precondition-failed-412-ifnonematch-star.response.http').body),
  );
});

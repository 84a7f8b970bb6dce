/**
 * Our contexts have the form of the recorded ones: under each path the same types, and every member that a recording of an
 * asynchronous step always has (skipped without the recordings).
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { eventsEnvironment } from './test-support.ts';

const folder = join(import.meta.dirname, '../../../../../shared/samples/dataverse/remote-execution-context');
const options = existsSync(folder) ? {} : { skip: 'the recorded contexts are not on this machine' };

/** Path -> types seen there. Lists of key and value are one path for all keys of columns, and one for each parameter. */
type Shape = Map<string, Set<string>>;

const COLUMN_LISTS = /(Attributes|FormattedValues)\[\]$/;

function collect(shape: Shape, path: string, value: unknown): void {
  const add = (type: string): void => {
    shape.set(path, (shape.get(path) ?? new Set()).add(type));
  };
  if (value === null) add('null');
  else if (Array.isArray(value)) {
    add('list');
    for (const item of value) collect(shape, `${path}[]`, item);
  } else if (typeof value === 'object') {
    const object = value as Record<string, unknown>;
    const kind = typeof object.__type === 'string' ? object.__type : 'object';
    add(`${kind}(${Object.keys(object).join(' ')})`);
    const inner = typeof object.__type === 'string' ? `<${object.__type.split(':')[0] ?? ''}>` : path;
    for (const [name, member] of Object.entries(object)) {
      const named =
        kind === 'object' &&
        'key' in object &&
        'value' in object &&
        name === 'value' &&
        !COLUMN_LISTS.test(path);
      // What stands below an image's alias or a row's column is of one form whatever its name.
      const step = named && !path.includes('Images') ? `(${String(object.key)})` : '';
      collect(shape, `${inner}${step}.${name}`, member);
    }
  } else if (typeof value === 'string')
    add(/^\/Date\(\d+\)\/$/.test(value) ? 'date' : value.startsWith('/Date(') ? 'local date' : 'text');
  else add(typeof value);
}

interface Recording {
  name: string;
  context: Record<string, unknown>;
}

function recordings(): Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      name,
      context: JSON.parse(readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '')) as Record<
        string,
        unknown
      >,
    }));
}

async function ourContexts(): Promise<Record<string, unknown>[]> {
  const { sandbox, poster, seeded } = eventsEnvironment([
    { message: 'Create', table: 'account', image: { kind: 1, columns: ['name', 'ownerid', 'statecode'] } },
    { message: 'Update', table: 'salesorder', filter: ['description', 'requestdeliveryby'] },
    { message: 'Create', table: 'pricelevel' },
  ]);
  sandbox.createAs({}, 'account', { name: 'A', creditlimit: 12.5, donotemail: true, numberofemployees: 3 });
  sandbox.createAs({}, 'pricelevel', { name: 'P', transactioncurrencyid: seeded.currencies.gbp });
  const order = sandbox.insert('salesorder', { name: 'O', ordernumber: 'O', customerid: seeded.accountId });
  sandbox.patchAs({}, 'salesorder', order, {
    description: null,
    requestdeliveryby: '2026-12-01',
    customerid: seeded.accountId,
  });
  await sandbox.asyncJobsDone();
  return poster.posted.map(({ context }) => context);
}

describe('a context of the sandbox beside the recorded ones', options, () => {
  let recorded: Recording[];
  let ours: Record<string, unknown>[];
  before(async () => {
    recorded = recordings();
    ours = await ourContexts();
    assert.equal(recorded.length, 11);
    assert.equal(ours.length, 3);
  });

  it('has the members of a recorded asynchronous one, in their order', () => {
    const cloud = recorded.filter(
      ({ context }) => context.Mode === 1 && 'UserAzureActiveDirectoryObjectId' in context,
    );
    assert.ok(cloud.length >= 4);
    for (const { name, context } of cloud) {
      for (const mine of ours) assert.deepEqual(Object.keys(mine), Object.keys(context), name);
    }
  });

  it('has under every path a type that some recording has there', () => {
    const known: Shape = new Map();
    for (const { context } of recorded) collect(known, '', context);
    for (const context of ours) {
      const shape: Shape = new Map();
      collect(shape, '', context);
      const strange = [...shape].flatMap(([path, types]) =>
        [...types].filter((type) => known.get(path)?.has(type) !== true).map((type) => `${path}: ${type}`),
      );
      assert.deepEqual(strange, []);
    }
  });

  it('is checked by a comparison that does see a difference', () => {
    const known: Shape = new Map();
    for (const { context } of recorded) collect(known, '', context);
    const shape: Shape = new Map();
    collect(shape, '', { ...ours[0], Stage: '40' });
    assert.equal(known.get('.Stage')?.has([...(shape.get('.Stage') ?? [])][0] ?? ''), false);
  });
});

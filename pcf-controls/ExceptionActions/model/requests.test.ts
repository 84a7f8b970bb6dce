import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionKinds, outcomes } from '../../shared/choice-values.ts';
import { Refused } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import type { FixButton } from './fix-button.ts';
import type { Memory, Progress } from './progress.ts';
import { resumed } from './progress.ts';
import { createRequests } from './requests.ts';
import { actionRow, causeRow, exceptionRow, marketplaceId, orderRow } from './samples.ts';

const order = orderRow([]);
const exception = { id: 'e', title: 'No product', cause: 'Line 1 sells DRILL.' };
const retry: FixButton = { kind: 'retry', effect: '', asks: 'retry', opens: 'nothing', barred: null };
const product = { id: 'p', number: 'P-1', name: 'Drill', unitId: null, unit: null };

/** A Dataverse that answers reads of a table one after the other, the last one again and again. */
function world(reads: Readonly<Record<string, readonly (object | null)[]>>, saved: Memory = new Map()) {
  const created: { table: string; row: object }[] = [];
  const updated: { table: string; id: string; change: object }[] = [];
  const asked: Record<string, number> = {};
  let refusal: Refused | null = null;
  let reloads = 0;
  const seen: Progress[] = [];
  let settled: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    settled = resolve;
  });
  const dataverse: Dataverse = {
    read: <Row extends object>(table: string) => {
      const answers = reads[table] ?? [];
      const turn = asked[table] ?? 0;
      asked[table] = turn + 1;
      const answer = answers[Math.min(turn, answers.length - 1)] ?? null;
      return Promise.resolve((answer === null ? [] : [answer as Row]) satisfies readonly Row[]);
    },
    create: (table, row) => {
      if (refusal) return Promise.reject(refusal);
      created.push({ table, row });
      return Promise.resolve(`new-${created.length}`);
    },
    update: (table, id, change) => {
      updated.push({ table, id, change });
      return Promise.resolve();
    },
  };
  const requests = createRequests({
    dataverse,
    wait: () => Promise.resolve(),
    now: () => 1_000,
    changed: (all) => {
      const progress = all.get('e');
      if (progress === undefined) return;
      seen.push(progress);
      if (progress.stage === 'answered' || progress.stage === 'failed') settled();
    },
    saved,
    reload: () => {
      reloads += 1;
    },
  });
  return {
    ...{ requests, created, updated, seen, end },
    questions: (table: string) => asked[table] ?? 0,
    refuse: (kind: 'duplicate' | 'noPermission') => {
      refusal = new Refused({ kind, message: kind });
    },
    reloads: () => reloads,
    last: () => seen.at(-1),
    stages: () => [...new Set(seen.map(({ stage }) => stage))],
  };
}

const waiting = actionRow({ mpb_outcome: null, mpb_outcometext: null });
const standing = (change: Parameters<typeof causeRow>[0]) => ({
  statecode: 0,
  mpb_causeid: causeRow(change),
});

describe('a wish', () => {
  it('is one row, waited for until the relay has answered, and then the order is read again', async () => {
    const answered = actionRow({ mpb_outcome: outcomes.done, mpb_outcometext: 'Imported as SO-1.' });
    const { requests, created, stages, end, last, reloads } = world({
      mpb_action: [waiting, waiting, answered],
    });
    await requests.ask(order, exception, retry, null);
    await end;
    assert.deepEqual(
      created.map(({ table }) => table),
      ['mpb_action'],
    );
    assert.equal((created[0]?.row as { mpb_kind: number }).mpb_kind, actionKinds.retry);
    assert.deepEqual(stages(), ['sending', 'asked', 'answered']);
    const progress = last();
    assert.ok(progress?.stage === 'answered' && progress.outcome === 'done');
    assert.equal(progress.answer, 'Imported as SO-1.');
    assert.equal(reloads(), 1);
  });

  it('is one row, however often the button is pressed', async () => {
    const { requests, created } = world({ mpb_action: [waiting] });
    await Promise.all([1, 2, 3].map(() => requests.ask(order, exception, retry, null)));
    await requests.ask(order, exception, retry, null);
    requests.close();
    assert.equal(created.length, 1);
  });

  it('that the relay refuses is told in its words', async () => {
    const refused = actionRow({ mpb_outcome: outcomes.refused, mpb_outcometext: 'Only Sales may do this.' });
    const { requests, end, last } = world({ mpb_action: [refused] });
    await requests.ask(order, exception, retry, null);
    await end;
    const progress = last();
    assert.ok(progress?.stage === 'answered' && progress.outcome === 'refused');
    assert.equal(progress.answer, 'Only Sales may do this.');
  });

  it('that Dataverse does not take says why, and may be pressed again', async () => {
    const { requests, created, last, refuse } = world({});
    refuse('noPermission');
    await requests.ask(order, exception, retry, null);
    const progress = last();
    assert.ok(progress?.stage === 'failed' && progress.trouble.kind === 'noPermission');
    await requests.ask(order, exception, retry, null);
    assert.equal(created.length, 0);
  });

  it('is asked after no more once the form is closed', async () => {
    const { requests, questions, seen } = world({ mpb_action: [waiting] });
    await requests.ask(order, exception, retry, null);
    requests.close();
    await new Promise(setImmediate);
    const before = [questions('mpb_action'), seen.length];
    await new Promise(setImmediate);
    assert.deepEqual([questions('mpb_action'), seen.length], before);
  });

  it('that was made before is followed once, however often the order is read', async () => {
    const { requests, questions } = world({ mpb_action: [null] });
    const found = new Map<string, Progress>([
      ['e', { exceptionId: 'e', title: '', fix: 'retry', stage: 'asked', actionId: 'a', since: 0 }],
    ]);
    requests.resume(found);
    requests.resume(found);
    requests.close();
    await new Promise(setImmediate);
    assert.ok(questions('mpb_action') <= 1);
  });
});

describe('a mapping', () => {
  const choice = { sku: 'DRILL', product, change: false };
  const fixed = { mpb_fixedon: '2026-11-24T12:00:00Z', mpb_countedon: '2026-11-24T12:00:01Z' };

  it('frees everything that waited for it, counted until none is left', async () => {
    const { requests, created, stages, seen, end, last } = world({
      mpb_exception: [
        standing({}),
        standing({}),
        standing({ ...fixed, mpb_open: 12, mpb_held: 37 }),
        { statecode: 1, mpb_causeid: causeRow({ ...fixed, mpb_open: 0, mpb_held: 37 }) },
      ],
    });
    await requests.map(order, exception, choice);
    await end;
    assert.deepEqual(created, [
      {
        table: 'mpb_skumapping',
        row: {
          mpb_name: 'DRILL = P-1',
          mpb_sku: 'DRILL',
          'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplaceId})`,
          'mpb_productid@odata.bind': '/products(p)',
        },
      },
    ]);
    assert.deepEqual(stages(), ['sending', 'replaying', 'answered']);
    const counts = seen.flatMap((progress) =>
      progress.stage === 'replaying' ? [`${progress.clearing.cleared}/${progress.clearing.held}`] : [],
    );
    assert.deepEqual(counts, ['0/0', '0/0', '25/37']);
    const progress = last();
    assert.ok(progress?.stage === 'answered' && progress.outcome === 'cleared');
    assert.deepEqual([progress.clearing.cleared, progress.clearing.held], [37, 37]);
  });

  it('that was saved is remembered without the form, and followed from where it stood when the form is back', async () => {
    const saved: Memory = new Map();
    const old = { mpb_fixedon: '2026-11-01T00:00:00Z', mpb_open: 37, mpb_held: 37 };
    const left = world({ mpb_exception: [standing(old)] }, saved);
    await left.requests.map(order, exception, choice);
    left.requests.close();
    assert.equal(saved.get('e')?.progress.stage, 'replaying');
    const back = world(
      { mpb_exception: [standing(old), standing({ ...fixed, mpb_open: 0, mpb_held: 37 })] },
      saved,
    );
    back.requests.resume(resumed(new Map(), orderRow([exceptionRow({ mpb_exceptionid: 'e' })]), saved, null));
    await back.end;
    const progress = back.last();
    assert.ok(progress?.stage === 'answered' && progress.outcome === 'cleared');
    assert.equal(progress.clearing.cleared, 37);
    assert.equal(saved.size, 0, 'what was answered is not found again');
  });

  it('that is there already is told, and changed when the person says so', async () => {
    const { requests, updated, last, refuse } = world({
      mpb_exception: [standing({})],
      mpb_skumapping: [{ mpb_skumappingid: 'm1' }],
    });
    refuse('duplicate');
    await requests.map(order, exception, choice);
    const progress = last();
    assert.ok(progress?.stage === 'failed' && progress.trouble.kind === 'duplicate');
    await requests.map(order, exception, { ...choice, change: true });
    requests.close();
    assert.deepEqual(
      updated.map(({ table, id }) => [table, id]),
      [['mpb_skumapping', 'm1']],
    );
  });

  it('that somebody deleted in between cannot be changed', async () => {
    const { requests, last } = world({ mpb_exception: [standing({})] });
    await requests.map(order, exception, { ...choice, change: true });
    const progress = last();
    assert.ok(progress?.stage === 'failed' && progress.trouble.kind === 'gone');
  });
});

describe('a tax rule', () => {
  it('is saved once and frees what waited for it', async () => {
    const { requests, created, end } = world({
      mpb_exception: [standing({}), standing({ mpb_fixedon: 'now', mpb_open: 0, mpb_held: 2 })],
    });
    const form = {
      category: 'standard',
      territory: 'UK',
      treatment: 'taxable',
      rate: '20',
      validFrom: '2026-11-01',
    } as const;
    await Promise.all([requests.addRule(exception, form), requests.addRule(exception, form)]);
    await end;
    assert.deepEqual(
      created.map(({ table }) => table),
      ['mpb_taxrule'],
    );
  });
});

/** Random operations against a naive model of what a table is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import type { DataverseSandbox } from './dataverse.ts';
import { ask, askBatch, id, sampleSandbox, type BatchOperation } from './test-support.ts';

// One seed, so that a failure is everybody's; other seeds were run by the ten thousand when this was written.
const settings = { numRuns: 150, seed: 20261102 };

type Step =
  | { kind: 'upsert'; row: number; key: string | null; quantity: number }
  | { kind: 'delete'; row: number }
  | { kind: 'set'; steps: ({ row: number; key: string | null; quantity: number } | 'bad')[] };

const key = fc.option(fc.constantFrom('a', 'A', 'b', 'c', 'd '), { nil: null });
const write = fc.record({ row: fc.nat(5), key, quantity: fc.nat(20) });
const step: fc.Arbitrary<Step> = fc.oneof(
  write.map((one): Step => ({ kind: 'upsert', ...one })),
  fc.nat(5).map((row): Step => ({ kind: 'delete', row })),
  fc
    .array(fc.oneof({ weight: 5, arbitrary: write }, { weight: 1, arbitrary: fc.constant('bad' as const) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((steps): Step => ({ kind: 'set', steps })),
);

/** A table as a plain map: id -> [key, quantity]; a write that would double a key is refused. */
class Naive {
  rows = new Map<number, { key: string | null; quantity: number }>();

  upsert(row: number, value: { key: string | null; quantity: number }): boolean {
    const folded = value.key?.toLowerCase().trimEnd();
    for (const [other, { key: theirs }] of this.rows) {
      if (other !== row && folded !== undefined && theirs?.toLowerCase().trimEnd() === folded) return false;
    }
    this.rows.set(row, value);
    return true;
  }

  set(steps: Extract<Step, { kind: 'set' }>['steps']): boolean {
    const before = new Map(this.rows);
    const done = steps.every(
      (one) => one !== 'bad' && this.upsert(one.row, { key: one.key, quantity: one.quantity }),
    );
    if (!done) this.rows = before;
    return done;
  }
}

function patch(one: { row: number; key: string | null; quantity: number } | 'bad'): BatchOperation {
  if (one === 'bad') return { request: `PATCH mpb_samples(${id(99)})`, body: { mpb_quantity: -1 } };
  return {
    request: `PATCH mpb_samples(${id(one.row)})`,
    body: { mpb_key: one.key, mpb_quantity: one.quantity },
  };
}

async function apply(sandbox: DataverseSandbox, one: Step): Promise<boolean> {
  if (one.kind === 'delete') return (await ask(sandbox, `DELETE mpb_samples(${id(one.row)})`)).status === 204;
  if (one.kind === 'upsert') return (await askBatch(sandbox, [patch(one)])).statuses[0] === 204;
  return (await askBatch(sandbox, [one.steps.map(patch)])).statuses[0] === 204;
}

function applyNaive(naive: Naive, one: Step): boolean {
  if (one.kind === 'delete') return naive.rows.delete(one.row);
  return one.kind === 'upsert' ? naive.upsert(one.row, one) : naive.set(one.steps);
}

async function contents(sandbox: DataverseSandbox, query: string): Promise<unknown[]> {
  const { value } = await ask(sandbox, `GET mpb_samples?$select=mpb_key,mpb_quantity${query}`);
  return value.map((row) => [row.mpb_sampleid, row.mpb_key, row.mpb_quantity]);
}

it('any sequence of writes gives the rows of a naive table, whatever way they are read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.constantFrom('a', 'b', 'D'),
      async (steps, wanted) => {
        const { sandbox } = sampleSandbox();
        const naive = new Naive();
        for (const one of steps)
          assert.equal(await apply(sandbox, one), applyNaive(naive, one), JSON.stringify(one));
        const expected = [...naive.rows]
          .sort(([a], [b]) => a - b)
          .map(([row, value]) => [id(row), value.key, value.quantity]);
        assert.deepEqual(await contents(sandbox, ''), expected);
        const matches = (value: unknown): boolean =>
          String(value).toLowerCase().trimEnd() === wanted.toLowerCase();
        const scanned = await contents(sandbox, `&$filter=contains(mpb_key,'${wanted}')`);
        assert.deepEqual(
          await contents(sandbox, `&$filter=mpb_key eq '${wanted}'`),
          scanned.filter((row) => matches((row as unknown[])[1])),
        );
        assert.deepEqual(
          scanned.filter((row) => matches((row as unknown[])[1])),
          expected.filter((row) => matches(row[1])),
        );
      },
    ),
    settings,
  );
});

it('replaying deltas onto the first read gives the table, wherever the reads fall', async () => {
  const rounds = fc.array(fc.array(step, { maxLength: 8 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rounds, fc.integer({ min: 1, max: 4 }), async (plan, size) => {
      const { sandbox } = sampleSandbox();
      const copy = new Map<unknown, unknown>();
      const prefer = { prefer: `odata.track-changes,odata.maxpagesize=${size}` };
      let link = 'mpb_samples?$select=mpb_key,mpb_quantity';
      for (const steps of [[], ...plan]) {
        for (const one of steps) await apply(sandbox, one);
        for (;;) {
          const page = await ask(sandbox, `GET ${link}`, undefined, prefer);
          for (const row of page.value) {
            if (row.reason === 'deleted') copy.delete(row.id);
            else copy.set(row.mpb_sampleid, [row.mpb_key, row.mpb_quantity]);
          }
          const next = page.json['@odata.nextLink'];
          link = String(next ?? page.json['@odata.deltaLink']);
          if (next === undefined) break;
        }
        const now = sandbox
          .rows('mpb_sample')
          .map((row) => [row.mpb_sampleid, [row.mpb_key ?? null, row.mpb_quantity]] as const);
        assert.deepEqual(new Map([...copy].sort()), new Map([...now].sort()));
      }
    }),
    settings,
  );
});

it('a transaction that fails leaves no trace: rows, indexes, change log', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 10 }),
      fc.array(write, { minLength: 1, maxLength: 5 }),
      async (steps, inner) => {
        const { sandbox } = sampleSandbox();
        for (const one of steps) await apply(sandbox, one);
        const snapshot = (): unknown => {
          const table = sandbox.engine.store.table('mpb_sample');
          return {
            rows: [...table.rows].sort(),
            keys: table.keys.map(({ ids }) => [...ids].sort()),
            byKey: [...(table.sorted('mpb_key')?.range(undefined, undefined) ?? [])],
            ids: [...table.ids.range(undefined, undefined)],
            changes: table.changes.length,
          };
        };
        const before = snapshot();
        await askBatch(sandbox, [[...inner.map(patch), patch('bad')]]);
        assert.deepEqual(snapshot(), before);
      },
    ),
    settings,
  );
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataverseSandbox } from './dataverse.ts';
import { ask, id, sampleSandbox, type Answer } from './test-support.ts';

const start = 'GET mpb_samples?$select=mpb_name';
const track = { prefer: 'odata.track-changes' };

async function follow(sandbox: DataverseSandbox, answer: Answer): Promise<Answer> {
  return ask(sandbox, `GET ${String(answer.json['@odata.deltaLink'])}`);
}

describe('change tracking', () => {
  it('reads the table once, then only what changed, then deletes, each time with a new link', async () => {
    const { sandbox } = sampleSandbox();
    for (const n of [1, 2, 3]) sandbox.insert('mpb_sample', { mpb_sampleid: id(n), mpb_name: `row ${n}` });
    const first = await ask(sandbox, start, undefined, track);
    assert.equal(first.headers['Preference-Applied'], 'odata.track-changes');
    assert.deepEqual(Object.keys(first.json), ['@odata.context', '@odata.deltaLink', 'value']);
    assert.match(String(first.json['@odata.deltaLink']), /\$deltatoken=\d+%2111%2F02%2F2026%2009%3A00%3A00$/);
    assert.equal(first.value.length, 3);

    const quiet = await follow(sandbox, first);
    assert.deepEqual(quiet.value, []);

    sandbox.remove('mpb_sample', id(1));
    sandbox.patchAs({}, 'mpb_sample', id(2), { mpb_name: 'changed' });
    sandbox.patchAs({}, 'mpb_sample', id(2), { mpb_name: 'changed twice' });
    sandbox.insert('mpb_sample', { mpb_sampleid: id(4), mpb_name: 'new' });
    const next = await follow(sandbox, quiet);
    assert.equal(
      next.json['@odata.context'],
      'http://org.test/api/data/v9.2/$metadata#mpb_samples(mpb_name)/$delta',
    );
    assert.deepEqual(
      next.value.map((row) => row.mpb_name ?? row.id),
      ['changed twice', 'new', id(1)],
    );
    assert.deepEqual(next.value[2], {
      '@odata.context': 'http://org.test/api/data/v9.2/$metadata#mpb_samples/$deletedEntity',
      id: id(1),
      reason: 'deleted',
    });
    assert.deepEqual((await follow(sandbox, next)).value, []);
  });

  it('tells of a row that came and went between two reads', async () => {
    const { sandbox } = sampleSandbox();
    const first = await ask(sandbox, start, undefined, track);
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
    sandbox.remove('mpb_sample', id(1));
    assert.deepEqual(
      (await follow(sandbox, first)).value.map((row) => row.reason),
      ['deleted'],
    );
  });

  it('loses no delete between pages when a row came back and went again', async () => {
    const { sandbox } = sampleSandbox();
    for (const n of [1, 2]) sandbox.insert('mpb_sample', { mpb_sampleid: id(n) });
    const first = await ask(sandbox, start, undefined, track);
    for (const n of [1, 2]) sandbox.remove('mpb_sample', id(n));
    sandbox.insert('mpb_sample', { mpb_sampleid: id(1) });
    sandbox.remove('mpb_sample', id(1));
    const one = { prefer: 'odata.maxpagesize=1' };
    const page = await ask(sandbox, `GET ${String(first.json['@odata.deltaLink'])}`, undefined, one);
    const next = await ask(sandbox, `GET ${String(page.json['@odata.nextLink'])}`, undefined, one);
    assert.deepEqual([page.value[0]?.id, next.value[0]?.id], [id(2), id(1)]);
  });

  it('tells nothing of a write that was rolled back', async () => {
    const { sandbox } = sampleSandbox();
    const first = await ask(sandbox, start, undefined, track);
    await ask(sandbox, 'POST mpb_samples', { mpb_name: 'root', mpb_sample_part: [{ mpb_amount: 1e12 }] });
    assert.deepEqual((await follow(sandbox, first)).value, []);
  });

  it('counts changes as text', async () => {
    const { sandbox } = sampleSandbox();
    const first = await ask(sandbox, start, undefined, track);
    sandbox.insert('mpb_sample', {});
    const token = String(first.json['@odata.deltaLink']).split('$deltatoken=')[1] ?? '';
    const count = await ask(sandbox, `GET mpb_samples/$count?$deltatoken=${token}`);
    assert.deepEqual([count.headers['Content-Type'], count.text], ['text/plain', '1']);
  });

  it('pages a full read and a delta, and only the last page has the delta link', async () => {
    const { sandbox } = sampleSandbox();
    for (let n = 0; n < 5; n++) sandbox.insert('mpb_sample', { mpb_sampleid: id(n), mpb_name: `${n}` });
    const paged = { prefer: 'odata.track-changes,odata.maxpagesize=2' };
    const walk = async (answer: Answer): Promise<{ rows: unknown[]; last: Answer }> => {
      const rows: unknown[] = [...answer.value];
      let page = answer;
      while (typeof page.json['@odata.nextLink'] === 'string') {
        assert.equal('@odata.deltaLink' in page.json, false);
        // A row that changes while pages are read comes with the next delta at the latest.
        page = await ask(sandbox, `GET ${page.json['@odata.nextLink']}`, undefined, paged);
        rows.push(...page.value);
      }
      return { rows, last: page };
    };
    const full = await walk(await ask(sandbox, start, undefined, paged));
    assert.equal(full.rows.length, 5);
    for (let n = 0; n < 5; n++) sandbox.patchAs({}, 'mpb_sample', id(n), { mpb_name: `changed ${n}` });
    const delta = await walk(
      await ask(sandbox, `GET ${String(full.last.json['@odata.deltaLink'])}`, undefined, paged),
    );
    assert.equal(delta.rows.length, 5);
    assert.deepEqual((await follow(sandbox, delta.last)).value, []);
  });

  for (const option of [
    '$filter=mpb_quantity eq 1',
    '$orderby=mpb_name',
    '$expand=mpb_sample_part',
    '$top=1',
  ]) {
    it(`refuses ${option}`, async () => {
      const { sandbox } = sampleSandbox();
      const answer = await ask(sandbox, `GET mpb_samples?${option}`, undefined, track);
      assert.equal(answer.status, 400);
      assert.match(
        answer.error.message,
        /query parameter isn't supported when Change Tracking is enabled\.$/,
      );
    });
  }

  for (const expiredDeltaStatus of [400, 410] as const) {
    it(`refuses a token that is older than seven days, or was made stale, with ${expiredDeltaStatus}`, async () => {
      const { sandbox, clock } = sampleSandbox({ settings: { expiredDeltaStatus } });
      const first = await ask(sandbox, start, undefined, track);
      await clock.advance(7 * 86_400_000);
      const week = await follow(sandbox, first);
      assert.equal(week.status, 200);
      await clock.advance(1000);
      const old = await follow(sandbox, first);
      assert.deepEqual([old.status, old.error.code], [expiredDeltaStatus, '0x80044352']);
      sandbox.expireDeltaTokens();
      assert.equal((await follow(sandbox, week)).error.code, '0x80044352');
    });
  }

  it('is refused where the table does not track changes', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.engine.tableSchema('mpb_sample').model.changeTracking = false;
    assert.equal((await ask(sandbox, start, undefined, track)).status, 400);
  });
});

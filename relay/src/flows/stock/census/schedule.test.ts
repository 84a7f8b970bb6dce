import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueCensus, type CensusKnown } from './schedule.ts';

const hours = { from: 60, to: 300, timeZone: 'UTC' };
const noon = new Date('2026-11-25T12:00:00Z');
const night = new Date('2026-11-26T01:30:00Z');
const known: CensusKnown = {
  lastOn: '2026-11-25T11:30:00.000Z',
  everythingOn: '2026-11-25T02:00:00.000Z',
  undiscovered: false,
  asked: false,
  mayExportAll: true,
};

describe('when a census is due', () => {
  it('looks at everything at once where there is no listing, in the middle of the day', () => {
    const first = { ...known, lastOn: null, everythingOn: null, undiscovered: true };
    assert.deepEqual(dueCensus(first, hours, noon), { kind: 'due', scope: 'everything', since: null });
  });

  it('asks for all offers as changes where the one export of the day was lost in a crash', () => {
    const first = { ...known, lastOn: null, everythingOn: null, undiscovered: true, mayExportAll: false };
    const due = dueCensus(first, hours, noon);
    assert.ok(due.kind === 'due' && due.scope === 'changes' && due.since?.startsWith('2000'));
  });

  it('looks at everything once a day, in quiet hours only', () => {
    const recent = { ...known, lastOn: '2026-11-26T01:00:00.000Z' };
    assert.deepEqual(dueCensus(recent, hours, night), { kind: 'due', scope: 'everything', since: null });
    assert.equal(dueCensus(recent, hours, noon).kind, 'later');
    const today = { ...recent, everythingOn: '2026-11-26T01:00:00.000Z' };
    assert.equal(dueCensus(today, hours, night).kind, 'later');
  });

  it('looks at a day of changes where listings came by other ways, and at everything in the night', () => {
    const seeded = { ...known, lastOn: null, everythingOn: null };
    assert.deepEqual(dueCensus(seeded, hours, noon), {
      kind: 'due',
      scope: 'changes',
      since: '2026-11-24T12:00:00.000Z',
    });
    const looked = { ...known, everythingOn: null, lastOn: '2026-11-26T01:00:00.000Z' };
    assert.deepEqual(dueCensus(looked, hours, night), { kind: 'due', scope: 'everything', since: null });
  });

  it('looks for new offers an hour after the last look, and a little further back', () => {
    assert.deepEqual(dueCensus(known, hours, noon), { kind: 'later', on: new Date('2026-11-25T12:30:00Z') });
    assert.deepEqual(dueCensus(known, hours, new Date('2026-11-25T12:30:00Z')), {
      kind: 'due',
      scope: 'changes',
      since: '2026-11-25T11:25:00.000Z',
    });
  });

  it('looks sooner when somebody asks', () => {
    assert.equal(dueCensus({ ...known, asked: true }, hours, noon).kind, 'due');
    assert.deepEqual(dueCensus({ ...known, lastOn: null, asked: true }, hours, noon), {
      kind: 'due',
      scope: 'changes',
      since: '2026-11-24T12:00:00.000Z',
    });
  });

  it('does not ask for everything while the marketplace does not allow it', () => {
    const due = dueCensus({ ...known, mayExportAll: false }, hours, night);
    assert.ok(due.kind === 'due' && due.scope === 'changes');
  });
});

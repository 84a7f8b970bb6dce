import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpenFiles, type OpenFile, type SentLine } from './open-files.ts';

function file(name: string, quantities: Readonly<Record<string, number>>): OpenFile {
  const lines = Object.entries(quantities).map(([sku, quantity]): SentLine => ({
    listingId: sku,
    sku,
    quantity,
    changedOn: null,
    available: null,
    why: null,
    unsure: false,
    again: false,
    version: null,
  }));
  return {
    rowId: name,
    decidedOn: '2026-11-23T12:00:00Z',
    lines,
    state: 'sent',
    importId: name,
    noted: false,
    askAt: 0,
    tries: 0,
    answeredOn: null,
    refusals: [],
    told: 0,
    overtaken: [],
  };
}

describe('files that are on their way', () => {
  it('count as sent, the newest of each listing', () => {
    const files = new OpenFiles();
    files.add(file('first', { A: 5, B: 2 }));
    files.add(file('second', { A: 3 }));
    assert.equal(files.onItsWay('A')?.quantity, 3);
    assert.equal(files.onItsWay('B')?.quantity, 2);
    assert.equal(files.onItsWay('C'), null);
  });

  it('are answered in their order: what a newer one has as well, it will say', () => {
    const files = new OpenFiles();
    const [first, second] = [file('first', { A: 5, B: 2 }), file('second', { A: 3 })];
    files.add(first);
    files.add(second);
    assert.equal(files.standing(first, 'A'), 'superseded');
    assert.equal(files.standing(first, 'B'), 'current');
    files.over(first);
    assert.equal(files.standing(second, 'A'), 'current');
    files.over(second);
    assert.deepEqual(files.open, []);
    assert.equal(files.onItsWay('A'), null);
  });

  it('may be overtaken: then nobody knows which quantity stands there', () => {
    const files = new OpenFiles();
    const [first, second] = [file('first', { A: 5, B: 2 }), file('second', { A: 3 })];
    files.add(first);
    files.add(second);
    files.over(second);
    assert.equal(files.onItsWay('A'), null, 'the newest was answered');
    assert.equal(files.standing(first, 'A'), 'overtaken');
    assert.equal(files.standing(first, 'B'), 'current');
  });

  it('that are withdrawn are on their way no more', () => {
    const files = new OpenFiles();
    const only = file('only', { A: 5, B: 2 });
    files.add(only);
    files.withdraw(only, only.lines.slice(0, 1));
    assert.equal(files.onItsWay('A'), null);
    assert.equal(files.onItsWay('B')?.quantity, 2);
  });
});

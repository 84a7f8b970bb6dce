/** Texts whose key ends in a word of ours: there is one for each word, and the compiler holds that no word is forgotten. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { ActionName, FixKind, Team } from '@marketplace-bridge/solution';
import type { Trouble } from '../../shared/trouble.ts';
import type { Treatment } from '../../shared/choice-values.ts';
import type { Barred } from './fix-button.ts';
import type { PastAction } from './history.ts';
import { territories } from './tax-rule.ts';
import type { RuleProblem } from './tax-rule.ts';

type Every<Word extends string> = Readonly<Record<Word, true>>;

const resx = readFileSync(join(import.meta.dirname, '..', 'strings', 'ExceptionActions.1033.resx'), 'utf8');

const words = {
  Fix: {
    retry: true,
    'map-sku': true,
    'add-tax-rule': true,
    'set-tax-category': true,
    'accept-difference': true,
    'apply-difference': true,
    dismiss: true,
    'set-up': true,
  } satisfies Every<FixKind>,
  Confirm: { 'accept-difference': true, 'apply-difference': true, dismiss: true } satisfies Partial<
    Every<FixKind>
  >,
  Action: {
    retry: true,
    acceptDifference: true,
    applyDifference: true,
    dismiss: true,
    rearm: true,
    other: true,
  } satisfies Every<ActionName | 'other'>,
  Team: { finance: true, operations: true, sales: true, admin: true } satisfies Every<Team>,
  Outcome: { waiting: true, done: true, refused: true, failed: true } satisfies Every<PastAction['outcome']>,
  Barred: {
    team: true,
    skuMappings: true,
    taxRules: true,
    offline: true,
    waiting: true,
  } satisfies Every<Barred['why']>,
  Trouble: {
    offline: true,
    noPermission: true,
    gone: true,
    duplicate: true,
    busy: true,
    failed: true,
  } satisfies Every<Trouble['kind']>,
  Treatment: { taxable: true, zeroRated: true, exempt: true, export: true } satisfies Every<Treatment>,
  Rule: {
    missing: true,
    'not-a-rate': true,
    'not-a-date': true,
    overlaps: true,
  } satisfies Every<RuleProblem>,
  Territory: Object.fromEntries(territories.map((territory) => [territory, true])),
};

describe('texts that end in a word of ours', () => {
  for (const [beginning, endings] of Object.entries(words)) {
    it(`are there for every ${beginning}_`, () => {
      const missing = Object.keys(endings).filter(
        (ending) => !resx.includes(`<data name="${beginning}_${ending}" `),
      );
      assert.deepEqual(missing, []);
    });
  }
});

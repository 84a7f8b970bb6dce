/**
 * What must hold of both pretend systems, read from their rows and never from the relay's own words: the invariants of
 * the order flow (DESIGN 7) and what they leave to the rows. Each check answers its violations in words.
 */
import assert from 'node:assert/strict';
import { violations } from '@marketplace-bridge/relay';
import type { World } from '../rehearsal/world.ts';
import { problemsOfRows, unknownNumbers } from './check-rows.ts';
import { inDynamics, snapshotOf } from './snapshot.ts';

/** After quiet. Throws with every violation; `replay` says how to try it again. */
export function assertInvariants(world: World, replay?: string): void {
  const problems = problemsAfterQuiet(world);
  assert.deepEqual(
    problems,
    [],
    replay === undefined ? problems.join('\n') : `${replay}\n${problems.join('\n')}`,
  );
}

/** After quiet: nothing twice, lost or half, and what is finished is known on both sides. None when all is well. */
export function problemsAfterQuiet(world: World): string[] {
  return [...violations(snapshotOf(world)), ...problemsOfRows(world), ...unknownNumbers(world)];
}

/** At any moment, even between two requests of a run: nothing twice, nothing half. */
export function problemsNow(world: World): string[] {
  return [...halves(world), ...problemsOfRows(world)];
}

/** Sales Orders that are not whole, or that their order does not know (10). */
export function halves(world: World): string[] {
  return violations({ seen: [], ...inDynamics(world) }).filter((problem) =>
    problem.startsWith('invariant 10'),
  );
}

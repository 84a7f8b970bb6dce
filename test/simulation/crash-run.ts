/** A small life with a relay that dies as planned, and what came of it. */
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { Harness } from '../system/harness.ts';
import { overdue } from '../system/overdue.ts';
import { calledTooOften } from './called-too-often.ts';
import { smallLife, smallLifeLasts } from './life.ts';
import { NeverBackwards, walksTooClose } from './never-backwards.ts';
import { outcomesOf } from './outcomes.ts';
import { RestartedRelay } from './restarted-relay.ts';

export interface CrashRun {
  /** Requests that had their effect, each with its time in seconds since the start. */
  readonly effects: readonly string[];
  readonly diedAsPlanned: boolean;
  readonly problems: readonly string[];
  /** Per order: where it ended up, why, and as what. */
  readonly outcomes: Readonly<Record<string, string>>;
}

/** @param deaths for each incarnation of the relay, how many requests are answered before it dies */
export async function crashRun(deaths: readonly number[], seed = 1): Promise<CrashRun> {
  const harness = new Harness({ seed });
  const { clock, world } = harness;
  const watch = new NeverBackwards(world);
  const start = clock.now();
  const effects: string[] = [];
  const relay = new RestartedRelay(harness, {
    deaths,
    onAnswer: ({ method, url }) => {
      effects.push(`${(clock.now() - start) / 1000} s ${method} ${new URL(url).pathname}`);
      watch.look();
    },
  });
  await relay.work(smallLifeLasts, smallLife);
  return {
    effects,
    diedAsPlanned: relay.diedAsPlanned,
    problems: [
      ...problemsAfterQuiet(world),
      ...overdue(world),
      ...watch.problems,
      ...walksTooClose(world),
      ...calledTooOften(world),
    ],
    outcomes: outcomesOf(harness),
  };
}

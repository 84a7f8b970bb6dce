/** A small life with a relay that dies as planned, and what came of it. */
import type { World } from '../rehearsal/world.ts';
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { Harness } from '../system/harness.ts';
import { overdue } from '../system/overdue.ts';
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
  const end = start + smallLifeLasts;
  const coming = [...smallLife];
  while (clock.now() < end) {
    while (coming[0] && start + coming[0].at <= clock.now()) coming.shift()!.happen(world);
    const wait = await relay.tick();
    const next = Math.min(end, start + (coming[0]?.at ?? Infinity));
    await clock.advance(Math.max(1, Math.min(wait, next - clock.now())));
  }
  return {
    effects,
    diedAsPlanned: relay.diedAsPlanned,
    problems: [
      ...problemsAfterQuiet(world),
      ...overdue(world),
      ...watch.problems,
      ...walksTooClose(world),
      ...refusedForHaste(world),
    ],
    outcomes: outcomesOf(harness),
  };
}

/** No 429 is provoked, whatever dies. */
function refusedForHaste({ mirakl, dataverse }: World): string[] {
  const refused = [
    ...mirakl.log.filter((call) => call.status === 429).map((call) => call.operation),
    ...dataverse.log.entries.filter((entry) => entry.status === 429).map((entry) => entry.url),
  ];
  return refused.map((call) => `${call} was called too often`);
}

/** A small life with two copies of the relay, one of which is held up, and what came of it. */
import type { HttpRequest } from '@marketplace-bridge/relay';
import { seededRandom } from '../sandbox/dataverse/profiles/random.ts';
import { problemsAfterQuiet } from '../system/check-invariants.ts';
import { Harness } from '../system/harness.ts';
import { overdue } from '../system/overdue.ts';
import { Crossing, type CrossingOptions } from './crossing.ts';
import { smallLife, smallLifeLasts } from './life.ts';
import { NeverBackwards, walksTooClose } from './never-backwards.ts';
import { outcomesOf } from './outcomes.ts';

export const names = ['relay-1', 'relay-2'] as const;

export interface TwoCopiesRun {
  /** What the first copy sent, in its order. */
  readonly sentByFirst: readonly string[];
  /** Copies that ever called the marketplace. */
  readonly callers: ReadonlySet<string>;
  /** What does not hold after quiet, or went backwards on the way; in words. */
  readonly problems: readonly string[];
  readonly walksTooClose: readonly string[];
  readonly outcomes: Readonly<Record<string, string>>;
}

/** What is held up last must arrive, its lease run out, and the next walk and sweeps come round. */
const quietLasts = 6 * 60_000;

export async function twoCopiesRun(
  seed: number,
  hold: (
    by: Parameters<CrossingOptions['hold']>[0],
    random: () => number,
  ) => ReturnType<CrossingOptions['hold']>,
): Promise<TwoCopiesRun> {
  const harness = new Harness();
  const { clock, world } = harness;
  const watch = new NeverBackwards(world);
  const random = seededRandom(seed);
  const start = clock.now();
  let quiet = false;
  const sentByFirst: string[] = [];
  const callers = new Set<string>();
  const crossing = new Crossing(harness, {
    names,
    random,
    hold: (by) => {
      if (quiet) return null;
      if (by.copy === names[0])
        sentByFirst.push(`${(clock.now() - start) / 1000} s ${described(by.request)}`);
      return hold(by, random);
    },
    onEffect: ({ copy, request }) => {
      if (isToMarketplace(request)) callers.add(copy);
      watch.look();
    },
  });
  for (const { at, happen } of smallLife) {
    await crossing.work(start + at);
    happen(world);
  }
  await crossing.work(start + smallLifeLasts);
  quiet = true;
  await crossing.work(start + smallLifeLasts + quietLasts);
  return {
    sentByFirst,
    callers,
    problems: [...problemsAfterQuiet(world), ...overdue(world), ...watch.problems],
    walksTooClose: walksTooClose(world),
    outcomes: outcomesOf(harness),
  };
}

export function isToMarketplace(request: HttpRequest): boolean {
  return new URL(request.url).pathname.startsWith('/api/orders');
}

function described({ method, url }: HttpRequest): string {
  return `${method} ${new URL(url).pathname.replace(/\(.*\)/, '')}`;
}

/** Time for work that is under way: a copy of the relay sleeps inside its work, so time must move until it has ended. */
import type { ManualClock } from '../sandbox/clock.ts';

export const gone = Symbol('gone');

/** Waits for nothing but the event loop, until work that needs no time has come as far as it can. */
export async function turns(isOver: () => boolean, most = 50): Promise<void> {
  for (let turn = 0; turn < most && !isOver(); turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** What the work comes to, or `gone` as soon as `isGone` says that nobody will ever finish it. Time moves in steps of 250 ms. */
export async function driven<T>(
  clock: ManualClock,
  work: Promise<T>,
  isGone: () => boolean = () => false,
): Promise<T | typeof gone> {
  const state = { ended: false };
  const watched = work.finally(() => (state.ended = true));
  watched.catch(() => undefined);
  for (;;) {
    await turns(() => state.ended || isGone());
    if (state.ended) return watched;
    if (isGone()) return gone;
    await clock.advance(250);
  }
}
